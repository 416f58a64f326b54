// SPDX-License-Identifier: MIT
#include "sim/kernel_script.h"

#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// A scope whose body has returned, and which waits for its children, when cancellation comes from outside.
class TestScopeWaiting : public QObject
{
    Q_OBJECT

    /// Runs @p body in an outer scope, and says how that ended.
    static void runInside(Script &s, const std::function<QCoro::Task<>(Scope &)> &body)
    {
        s.start([&]() -> QCoro::Task<> {
            const ScopeEnd end = co_await scoped(s.kernel(), body);
            s.say(end.timedOut ? "outer timed out" : end.cancelled ? "outer cancelled" : "outer ended");
        });
        s.kernel().runUntil(at(2h));
    }
    /// Waits for an hour; when it is cancelled, cleans up for 3 ms and returns as if nothing had been.
    static Script::Body swallowing(Script &s)
    {
        return [&s]() -> QCoro::Task<> {
            try {
                co_await s.sleep(1h);
            } catch (const Cancelled &) {
                s.say("struck");
            }
            const Shield cleaningUp(s.kernel());
            co_await s.sleep(3ms);
            s.say("cleaned up");
        };
    }
    /// Works behind a shield up to the end.
    static Script::Body shielded(Script &s, Duration length)
    {
        return [&s, length]() -> QCoro::Task<> {
            const Shield shield(s.kernel());
            co_await s.sleep(length);
            s.say("finished");
        };
    }

private Q_SLOTS:
    void itRaisesCancelledOnceItsChildrenHaveEnded()
    {
        Script s;
        runInside(s, [&](Scope &outer) -> QCoro::Task<> {
            outer.setDeadline(at(5ms));
            try {
                co_await scoped(s.kernel(), [&](Scope &scope) { scope.spawn({0, 0}, s.keep(swallowing(s))); });
                s.say("never");
            } catch (const Cancelled &) {
                s.say("raised");
                throw;
            }
        });
        QCOMPARE(s.log, (QStringList{"5ms struck", "8ms cleaned up", "8ms raised", "8ms outer timed out"}));
        QCOMPARE(s.count(EventKind::JoinBlocked), 1); // it goes on with the same wait
    }

    void aSupervisorScopeDoesSo()
    {
        Script s;
        runInside(s, [&](Scope &outer) -> QCoro::Task<> {
            outer.setDeadline(at(5ms));
            co_await supervised(s.kernel(), [&](Scope &scope) { scope.spawn({0, 0}, s.keep(swallowing(s))); });
            s.say("never");
        });
        QCOMPARE(s.log, (QStringList{"5ms struck", "8ms cleaned up", "8ms outer timed out"}));
    }

    void itRaisesCancelledEvenWhereTheChildrenSawItThrough()
    {
        Script s;
        runInside(s, [&](Scope &outer) -> QCoro::Task<> {
            outer.setDeadline(at(5ms));
            co_await scoped(s.kernel(), [&](Scope &scope) { scope.spawn({0, 0}, s.keep(shielded(s, 9ms))); });
            s.say("never");
        });
        QCOMPARE(s.log, (QStringList{"9ms finished", "9ms outer timed out"}));
    }

    void theTaskThatWaitedIsCancelledOrKilledAndNotDone()
    {
        for (const bool kill : {false, true}) {
            Script s;
            runInside(s, [&](Scope &outer) -> QCoro::Task<> {
                outer.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    co_await scoped(s.kernel(), [&](Scope &scope) { scope.spawn({0, 1}, s.keep(swallowing(s))); });
                }));
                co_await s.sleep(2ms);
                if (kill)
                    outer.kill();
                else
                    outer.cancel();
            });
            QCOMPARE(s.log.last(), QString(kill ? "2ms outer cancelled" : "5ms outer cancelled"));
            QCOMPARE(s.count(EventKind::TaskKilled), kill ? 2 : 0);
            QCOMPARE(s.count(EventKind::TaskCancelled), kill ? 0 : 1);
        }
    }

    void aScopeOpenedInACancelledOneRaisesCancelledAfterItsChildren()
    {
        Script s;
        runInside(s, [&](Scope &outer) -> QCoro::Task<> {
            outer.cancel();
            co_await scoped(s.kernel(), [&](Scope &scope) { scope.spawn({0, 0}, s.keep(shielded(s, 4ms))); });
            s.say("never");
        });
        QCOMPARE(s.log, (QStringList{"4ms finished", "4ms outer cancelled"}));
    }

    void withoutAChildToWaitForItEndsAndTheNextAwaitIsStruck()
    {
        Script s;
        runInside(s, [&](Scope &outer) -> QCoro::Task<> {
            outer.cancel();
            co_await scoped(s.kernel(), [](Scope &) {});
            s.say("goes on");
            co_await s.sleep(1ms);
            s.say("never");
        });
        QCOMPARE(s.log, (QStringList{"0ms goes on", "0ms outer cancelled"}));
    }

    void whatComesAfterTheLastChildInTheSameInstantStrikesTheNextAwait()
    {
        Script s;
        runInside(s, [&](Scope &outer) -> QCoro::Task<> {
            const TaskRef first(outer.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> { co_await s.sleep(5ms); })));
            const auto child = s.keep([&, first]() -> QCoro::Task<> { co_await s.kernel().join(first); });
            outer.spawn({0, 1}, s.keep([&, child]() -> QCoro::Task<> {
                co_await scoped(s.kernel(), [&](Scope &scope) { scope.spawn({0, 2}, child); });
                s.say("ended");
                co_await s.sleep(1ms);
                s.say("never");
            }));
            co_await s.sleep(1ms); // now the child is the first to hear of the end at 5 ms, and this the second
            co_await s.kernel().join(first);
            outer.cancel();
            s.say("cancelled");
        });
        QCOMPARE(s.log, (QStringList{"5ms cancelled", "5ms ended", "5ms outer cancelled"}));
    }

    void itWaitsInOnePieceForTheLastOfItsChildren()
    {
        Script s;
        runInside(s, [&](Scope &) -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                for (const int length : {2, 7, 4})
                    scope.spawn({0, 0}, s.keep(shielded(s, length * 1ms)));
            });
            s.say("ended");
        });
        QCOMPARE(s.log.mid(2), (QStringList{"7ms finished", "7ms ended", "7ms outer ended"}));
        QCOMPARE(s.events().filter("join-"), (QStringList{"0 join-blocked", "7 join-ended"}));
    }

    void aChildSpawnedAfterTheLastOneInTheSameInstantIsWaitedFor()
    {
        Script s;
        runInside(s, [&](Scope &outer) -> QCoro::Task<> {
            const TaskRef first(outer.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> { co_await s.sleep(5ms); })));
            const auto child = s.keep([&, first]() -> QCoro::Task<> { co_await s.kernel().join(first); });
            Scope *open = nullptr;
            outer.spawn({0, 1}, s.keep([&, child]() -> QCoro::Task<> {
                co_await scoped(s.kernel(), [&](Scope &scope) {
                    open = &scope;
                    scope.spawn({0, 2}, child);
                });
                s.say("ended");
            }));
            co_await s.sleep(1ms);
            co_await s.kernel().join(first); // hears of the end right after the child
            open->spawn({0, 3}, s.keep(shielded(s, 4ms)));
            s.say("spawned");
            co_await s.sleep(1h); // `open` stands here
        });
        QCOMPARE(s.log.first(3), (QStringList{"5ms spawned", "9ms finished", "9ms ended"}));
    }

    void aChildThatWaitsForItsParentClosesACircle()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &outer) {
                outer.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    const TaskRef parent(s.kernel().current());
                    co_await scoped(s.kernel(), [&](Scope &scope) {
                        scope.spawn({0, 1},
                                    s.keep([&, parent]() -> QCoro::Task<> { co_await s.kernel().join(parent); }));
                    });
                }));
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::Deadlock);
        QCOMPARE(s.count(EventKind::DeadlockLink), 2);
        s.close();
    }

    void itsOwnCancellationMeanwhileEndsWithIt()
    {
        Script s;
        runInside(s, [&](Scope &) -> QCoro::Task<> {
            const ScopeEnd end = co_await scoped(s.kernel(), [&](Scope &scope) {
                scope.setDeadline(at(5ms));
                scope.spawn({0, 0}, s.keep(swallowing(s)));
            });
            s.say(end.timedOut ? "timed out" : "wrong");
        });
        QCOMPARE(s.log, (QStringList{"5ms struck", "8ms cleaned up", "8ms timed out", "8ms outer ended"}));
    }

    void ofItsOwnCancellationAndALaterOneFromOutsideTheOuterScopeCatches()
    {
        Script s;
        runInside(s, [&](Scope &outer) -> QCoro::Task<> {
            outer.setDeadline(at(7ms));
            co_await scoped(s.kernel(), [&](Scope &scope) {
                scope.setDeadline(at(5ms));
                scope.spawn({0, 0}, s.keep(swallowing(s)));
            });
            s.say("never");
        });
        QCOMPARE(s.log, (QStringList{"5ms struck", "8ms cleaned up", "8ms outer timed out"}));
    }

    void aShieldedOneHearsNothingOfItUntilTheShieldIsLifted_data()
    {
        QTest::addColumn<bool>("lifted");
        QTest::newRow("held") << false;
        QTest::newRow("lifted") << true;
    }
    void aShieldedOneHearsNothingOfItUntilTheShieldIsLifted()
    {
        QFETCH(bool, lifted);
        Script s;
        runInside(s, [&](Scope &outer) -> QCoro::Task<> {
            outer.setDeadline(at(5ms));
            co_await scoped(s.kernel(), [&](Scope &scope) {
                scope.setShielded(true);
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    co_await s.sleep(7ms);
                    if (lifted)
                        scope.setShielded(false);
                }));
                scope.spawn({0, 1}, s.keep(shielded(s, 9ms)));
            });
            s.say("ended");
        });
        const QStringList held{"9ms finished", "9ms ended", "9ms outer timed out"};
        QCOMPARE(s.log, lifted ? (QStringList{"9ms finished", "9ms outer timed out"}) : held);
    }

    void aFailureOfAChildThatIsBeingCancelledWins()
    {
        Script s;
        runInside(s, [&](Scope &outer) -> QCoro::Task<> {
            outer.setDeadline(at(5ms));
            try {
                co_await scoped(s.kernel(), [&](Scope &scope) {
                    scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                        try {
                            co_await s.sleep(1h);
                        } catch (const Cancelled &) {
                            throw std::runtime_error("clumsy");
                        }
                    }));
                });
            } catch (const std::runtime_error &error) {
                s.say(error.what());
            }
        });
        QCOMPARE(s.log, (QStringList{"5ms clumsy", "5ms outer timed out"}));
    }

    void spawningThroughAPointerIntoAScopeThatHasEndedIsAnError()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            Scope *ended = nullptr;
            co_await scoped(s.kernel(), [&](Scope &scope) { ended = &scope; });
            for (int i = 0; i < 2; ++i) {
                try {
                    ended->spawn({0, 0}, []() -> QCoro::Task<> { co_return; });
                    s.say("spawned");
                } catch (const std::logic_error &) {
                    s.say("refused");
                }
                ended->cancel(); // changes nothing
                ended->setDeadline(at(1ms));
                ended->setShielded(true);
                co_await scoped(s.kernel(), [](Scope &) {}); // another one has ended since
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms refused", "0ms refused"}));
        QCOMPARE(s.count(EventKind::TaskSpawned), 1); // the root
        QCOMPARE(s.kernel().nextTime(), never);
    }

    void aCancelledThatLeavesTheBodyOfAScopeThatNobodyCancelledStopsTheChildren()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            try {
                co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                    scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                        try {
                            co_await s.sleep(1h);
                        } catch (const Cancelled &) {
                            s.say("child stopped");
                            throw;
                        }
                    }));
                    co_await s.sleep(3ms);
                    throw Cancelled();
                });
                s.say("swallowed");
            } catch (const Cancelled &) {
                s.say("went on"); // to whoever it belongs to
            }
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"3ms child stopped", "3ms went on"}));
    }

    void aRootTaskThatFailsIsUnseenAndLeavesTheOthersAndLaterOnesAlone()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(2ms);
            throw std::runtime_error("broken");
        });
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(5ms);
            s.say("beside");
        });
        s.kernel().runUntil(at(9ms));
        QCOMPARE(s.kernel().unseenFailures(), 1u);
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(1ms);
            s.say("after");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms beside", "10ms after"}));
        QCOMPARE(s.count(EventKind::FailureUnseen), 1);
    }
};

QTEST_APPLESS_MAIN(TestScopeWaiting)
#include "tst_scope_waiting.moc"
