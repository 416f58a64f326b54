// SPDX-License-Identifier: MIT
#include "sim/kernel_script.h"

#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// Scopes: children, cancellation, deadlines, shields, errors.
class TestScope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aScopeEndsAfterItsChildren()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    co_await s.sleep(30ms);
                    s.say("child");
                }));
                s.say("body");
            });
            s.say("after");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms body", "30ms child", "30ms after"}));
    }

    void cancellingUnwindsLocalsInOrderAndTheScopeCatches()
    {
        Script s;
        struct Noisy {
            Script &s;
            QString name;
            ~Noisy() { s.say("~" + name); }
        };
        s.start([&]() -> QCoro::Task<> {
            const ScopeEnd end = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    const Noisy outer{s, "outer"};
                    const Noisy inner{s, "inner"};
                    co_await s.sleep(1h);
                }));
                co_await s.sleep(5ms);
                scope.cancel();
                s.say("cancelled");
            });
            s.say(end.cancelled && !end.timedOut ? "caught" : "wrong");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"5ms cancelled", "5ms ~inner", "5ms ~outer", "5ms caught"}));
        QCOMPARE(s.count(EventKind::TaskCancelled), 1);
    }

    void cancellationLandsOnlyAtAwaitsAndEachTimeAgain()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.cancel();
                s.say("still running");
                for (int i = 0; i < 2; ++i) {
                    try {
                        co_await s.sleep(1ms);
                    } catch (const Cancelled &) {
                        s.say("struck");
                    }
                }
            });
            s.say("out");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms still running", "0ms struck", "0ms struck", "0ms out"}));
    }

    void aTaskSpawnedIntoACancelledScopeStartsAndIsStruckAtItsFirstOwnAwait()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                scope.cancel();
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    s.say("started");
                    co_await s.sleep(1ms);
                    s.say("never");
                }));
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms started"});
    }

    void aDeadlineStrikesAfterWorkThatIsReadyAtTheSameInstant()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            const ScopeEnd inTime = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(at(10ms));
                co_await s.sleep(10ms);
                s.say("just in time");
            });
            s.expect(!inTime.timedOut, "timed out");
            const ScopeEnd late = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(at(20ms));
                co_await s.sleep(11ms);
                s.say("never");
            });
            s.expect(late.timedOut, "not timed out");
            s.say("too late");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms just in time", "20ms too late"}));
    }

    void aHugeTimeoutNeverComesEarly()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(1s);
            const ScopeEnd end = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setDeadline(later(s.kernel().now(), Duration::max()));
                co_await s.sleep(1h);
            });
            s.expect(!end.timedOut, "timed out");
            s.say("done");
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"3601000ms done"});
    }

    void aShieldHoldsOffTheOuterScopeAndLiftingItDeliversAtOnce()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    {
                        const Shield shield(s.kernel());
                        co_await s.sleep(10ms);
                        s.say("finished");
                    }
                    co_await s.sleep(0ms);
                    s.say("never");
                }));
                co_await s.sleep(3ms);
                scope.cancel();
            });
            s.say("out");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms finished", "10ms out"}));
    }

    void killingGoesThroughShields()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    const Shield shield(s.kernel());
                    co_await s.sleep(10ms);
                    s.say("never");
                }));
                co_await s.sleep(3ms);
                scope.kill();
            });
            s.say("out");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"3ms out"});
        QCOMPARE(s.count(EventKind::TaskKilled), 1);
    }

    void aShieldLiftedFromOutsideLetsThroughWhatItHeldOff()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            Shield *held = nullptr;
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    Shield shield(s.kernel());
                    held = &shield;
                    co_await s.sleep(10ms);
                    s.say("never");
                }));
                co_await s.sleep(3ms);
                scope.cancel();
                const Shield own(s.kernel());
                co_await s.sleep(2ms);
                held->lift();
            });
            s.say("out");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"5ms out"});
        QCOMPARE(s.count(EventKind::TaskCancelled), 1);
    }

    void aTaskCanBeKilledAloneThroughItsShield()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                const auto shielded = [&]() -> QCoro::Task<> {
                    const Shield shield(s.kernel());
                    co_await s.sleep(10ms);
                    s.say("finished");
                };
                const TaskRef first(scope.spawn({0, 0}, s.keep(shielded)));
                scope.spawn({0, 1}, s.keep(shielded));
                co_await s.sleep(3ms);
                first.get()->kill();
            });
            s.say("out");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms finished", "10ms out"}));
        QCOMPARE(s.count(EventKind::TaskKilled), 1);
    }

    void cancelIsIdempotent()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.cancel();
                scope.cancel();
                co_return;
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.count(EventKind::CancelRequested), 1);
    }

    void cancellingAnEndedTaskChangesNothing()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                const TaskRef child(scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> { co_return; })));
                co_await s.sleep(1ms);
                s.expect(child.get() == nullptr, "still there");
                // Its record is used again by the next task, which must not be taken for it.
                const TaskRef next(scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    co_await s.sleep(1ms);
                    s.say("next");
                })));
                s.expect(child.get() == nullptr, "still there");
                s.expect(next.get() != nullptr, "gone");
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"2ms next"});
    }

    void aFailingChildCancelsItsSiblingsAndWakesItsWaitingParent()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            try {
                co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                    scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                        co_await s.sleep(5ms);
                        throw std::runtime_error("broken");
                    }));
                    scope.spawn({0, 1}, s.keep([&]() -> QCoro::Task<> {
                        co_await s.sleep(1h);
                        s.say("never");
                    }));
                    co_await s.sleep(1h);
                    s.say("never");
                });
            } catch (const std::runtime_error &error) {
                s.say(error.what());
            }
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"5ms broken"});
        QCOMPARE(s.count(EventKind::TaskFailed), 1);
        QCOMPARE(s.count(EventKind::TaskCancelled), 1);
    }

    void bodyAndChildFailBothAreReported()
    {
        Script s;
        qsizetype reported = 0;
        s.start([&]() -> QCoro::Task<> {
            try {
                co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                    scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                        try {
                            co_await s.sleep(1h);
                        } catch (const Cancelled &) {
                            throw std::runtime_error("while being cancelled"); // another exception wins
                        }
                    }));
                    co_await s.sleep(1ms);
                    throw std::runtime_error("body");
                });
            } catch (const SeveralFailures &failures) {
                reported = qsizetype(failures.failures().size());
            }
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(reported, 2);
    }

    void ofTwoCancelledScopesTheOuterOneCatches()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &outer) -> QCoro::Task<> {
                co_await scoped(s.kernel(), [&](Scope &inner) -> QCoro::Task<> {
                    inner.cancel();
                    outer.cancel();
                    co_await s.sleep(1ms);
                });
                s.say("never");
            });
            s.say("outer caught");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms outer caught"});
    }

    void spawningIntoAnOpenScopeWorksWhileItsChildrenRun()
    {
        Script s;
        Scope *open = nullptr;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                open = &scope;
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> { co_await s.sleep(1ms); }));
            });
            s.say("ended");
        });
        s.kernel().runUntil(at(0s));
        // Its body has returned; it is open as long as a child runs.
        s.start([&]() -> QCoro::Task<> {
            open->spawn({0, 1}, s.keep([&]() -> QCoro::Task<> {
                co_await s.sleep(2ms);
                s.say("late child");
            }));
            co_return;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"2ms late child", "2ms ended"}));
    }

    void spawningIntoAScopeThatHasEndedIsAnError()
    {
        Script s;
        bool started = false;
        s.close(); // the root scope ends with everything
        QVERIFY_THROWS_EXCEPTION(std::logic_error, s.start([&]() -> QCoro::Task<> {
            started = true;
            co_return;
        }));
        QVERIFY(!started);
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void aScopeOpenedInsideACancelledOneIsCancelledFromTheStart()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            Scope scope(s.kernel());
            scope.cancel();
            co_await scoped(s.kernel(),
                            [&](Scope &inner) { s.say(inner.pending() == Interrupt::Cancel ? "cancelled" : "wrong"); });
        });
        s.kernel().runUntil(at(2s));
        QCOMPARE(s.log, QStringList{"0ms cancelled"});
    }

    void aShieldDoesNotHoldOffItsOwnCancelOrDeadline()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            const ScopeEnd cancelled = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setShielded(true);
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    co_await s.sleep(3ms);
                    scope.cancel();
                }));
                co_await s.sleep(1h);
                s.say("never");
            });
            s.say(cancelled.cancelled && !cancelled.timedOut ? "own cancel" : "wrong");
            const ScopeEnd late = co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.setShielded(true);
                scope.setDeadline(at(8ms));
                co_await s.sleep(1h);
                s.say("never");
            });
            s.say(late.timedOut ? "own deadline" : "wrong");
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, (QStringList{"3ms own cancel", "8ms own deadline"}));
    }

    void theEffectiveDeadlineIsTheEarliestUpToTheNearestShield_data()
    {
        QTest::addColumn<int>("outer");
        QTest::addColumn<int>("inner");
        QTest::addColumn<bool>("shielded");
        QTest::addColumn<int>("struck");
        QTest::newRow("the outer one") << 5 << 9 << false << 5;
        QTest::newRow("the inner one") << 9 << 5 << false << 5;
        QTest::newRow("the outer one behind a shield") << 5 << 9 << true << 9;
    }
    void theEffectiveDeadlineIsTheEarliestUpToTheNearestShield()
    {
        QFETCH(int, outer);
        QFETCH(int, inner);
        QFETCH(bool, shielded);
        QFETCH(int, struck);
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &outside) -> QCoro::Task<> {
                outside.setDeadline(at(outer * 1ms));
                co_await scoped(s.kernel(), [&](Scope &inside) -> QCoro::Task<> {
                    inside.setShielded(shielded);
                    inside.setDeadline(at(inner * 1ms));
                    try {
                        co_await s.sleep(1h);
                    } catch (const Cancelled &) {
                        s.say("struck");
                    }
                });
            });
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{QStringLiteral("%1ms struck").arg(struck)});
    }
};

QTEST_APPLESS_MAIN(TestScope)
#include "tst_scope.moc"
