// SPDX-License-Identifier: MIT
#include "kernel/select.h"
#include "kernel/semaphore.h"
#include "kernel/timeout.h"
#include "sim/kernel_script.h"

#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// So many at a time, in the order of asking.
class TestSemaphore : public QObject
{
    Q_OBJECT

    /// Acquires @p count permits at @p start, holds them for @p length, says when it had them.
    static Script::Body holder(Script &s, Semaphore &semaphore, const QString &name, Duration start, Duration length,
                               std::int64_t count = 1)
    {
        return [&s, &semaphore, name, start, length, count]() -> QCoro::Task<> {
            co_await s.sleep(start);
            const std::optional<SemaphorePermit> permit = co_await semaphore.acquire(count);
            s.say(permit ? name : name + " went away");
            co_await s.sleep(length);
        };
    }

private Q_SLOTS:
    void soManyAtATimeAndTheOthersInTheOrderOfAsking()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 3, 2);
        s.start(holder(s, semaphore, "a", 0ms, 10ms));
        s.start(holder(s, semaphore, "d", 3ms, 10ms));
        s.start(holder(s, semaphore, "b", 1ms, 10ms));
        s.start(holder(s, semaphore, "c", 2ms, 10ms));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms a", "1ms b", "10ms c", "11ms d"}));
        QCOMPARE(s.events().filter("lock-"),
                 (QStringList{"0 lock-acquired", "1 lock-acquired", "2 lock-blocked", "3 lock-blocked",
                              "10 lock-released", "10 lock-acquired", "11 lock-released", "11 lock-acquired",
                              "20 lock-released", "21 lock-released"}));
        QCOMPARE(semaphore.taken(), 0);
        QCOMPARE(semaphore.available(), 2);
    }

    void everyWaitThatAReleaseEndsFollowsFromThatRelease()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 3, 2);
        s.start(holder(s, semaphore, "both", 0ms, 10ms, 2));
        s.start(holder(s, semaphore, "b", 4ms, 7ms));
        s.start(holder(s, semaphore, "c", 5ms, 7ms));
        s.kernel().runUntil(at(1s));
        QList<int> waited;
        QStringList causes;
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            const Event &event = s.trace.at(i);
            if (event.kind != EventKind::LockAcquired)
                continue;
            QCOMPARE(event.object, 3u);
            waited.push_back(int(Duration(event.payload) / 1ms));
            causes.push_back(QString::fromLatin1(info(s.trace.at(i - event.cause).kind).text.data()));
        }
        QCOMPARE(waited, (QList<int>{0, 6, 5}));
        QCOMPARE(causes.mid(1), (QStringList{"lock-released", "lock-released"}));
    }

    void whoWantsManyIsNotOvertakenByThoseWhoWantFewer()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 3);
        s.start(holder(s, semaphore, "one", 0ms, 10ms));
        s.start(holder(s, semaphore, "all", 1ms, 10ms, 3));
        s.start(holder(s, semaphore, "late", 2ms, 10ms));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms one", "10ms all", "20ms late"}));
    }

    void anAttemptNeverWaitsAndDoesNotOvertake()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 2);
        s.start(holder(s, semaphore, "one", 0ms, 10ms));
        s.start(holder(s, semaphore, "both", 1ms, 10ms, 2));
        s.start([&]() -> QCoro::Task<> {
            s.expect(!semaphore.tryAcquire(3), "more than there are");
            co_await s.sleep(500us);
            {
                const auto other = semaphore.tryAcquire();
                s.expect(other && other->count() == 1, "one was free");
                s.expect(!semaphore.tryAcquire(), "none was free");
            }
            co_await s.sleep(1500us);
            s.expect(semaphore.available() == 1 && !semaphore.tryAcquire(), "overtook who was in line");
            co_await s.sleep(48ms);
            s.expect(semaphore.tryAcquire(2).has_value(), "both are free again");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms one", "10ms both"}));
        QCOMPARE(semaphore.taken(), 0);
    }

    void aNewcomerOfTheSameInstantCannotBargeIn()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            for (int i = 0; i < 2; ++i) {
                std::optional<SemaphorePermit> permit = co_await semaphore.acquire();
                s.say("greedy");
                co_await s.sleep(5ms);
                permit->release(); // and asks again at once
            }
        });
        s.start(holder(s, semaphore, "patient", 1ms, 5ms));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms greedy", "5ms patient", "10ms greedy"}));
    }

    void aCancelledWaitMakesWayForThoseBehindIt()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 2);
        s.start(holder(s, semaphore, "a", 0ms, 20ms));
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(1ms);
            const auto late = co_await timeout(s.kernel(), 4ms, s.keep([&]() -> QCoro::Task<> {
                const auto both = co_await semaphore.acquire(2);
                s.say("never");
            }));
            s.expect(isTimedOut(late), "acquired");
        });
        s.start(holder(s, semaphore, "c", 2ms, 1ms));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms a", "5ms c"}));
        QCOMPARE(s.events().filter("lock-abandoned"), QStringList{"5 lock-abandoned"});
        QCOMPARE(semaphore.taken(), 0);
    }

    void whoWasGivenPermitsHasThemAlthoughItIsCancelledInBetween()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                std::optional<SemaphorePermit> permit = co_await semaphore.acquire();
                scope.spawn({0, 0}, s.keep(holder(s, semaphore, "got it", 0ms, 10ms)));
                co_await s.sleep(4ms);
                permit->release(); // hands it over ...
                scope.cancel();    // ... and cancels before the other has its turn
            });
            s.expect(semaphore.available() == 1, "still taken");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"4ms got it"});
    }

    void aFailureGivesThePermitsBack()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            co_await supervised(s.kernel(), [&](Scope &scope) {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    const auto permit = co_await semaphore.acquire();
                    co_await s.sleep(3ms);
                    throw std::runtime_error("broken");
                }));
                scope.spawn({0, 1}, s.keep(holder(s, semaphore, "next", 0ms, 1ms)));
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"3ms next"});
    }

    void permitsMoveWithWhoHasThem()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 5);
        s.start([&]() -> QCoro::Task<> {
            std::optional<SemaphorePermit> two = co_await semaphore.acquire(2);
            std::optional<SemaphorePermit> one = co_await semaphore.acquire();
            SemaphorePermit moved(std::move(*two));
            s.expect(two->count() == 0 && moved.count() == 2 && semaphore.taken() == 3, "moved");
            two.reset();
            s.expect(semaphore.taken() == 3, "what is moved from has nothing to give back");
            moved = std::move(*one);
            s.expect(moved.count() == 1 && semaphore.taken() == 1, "what it had is given back");
            moved.release();
            moved.release();
            s.expect(semaphore.taken() == 0, "given back once");
            s.say("done");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms done"});
    }

    void raisedItLetsInAtOnceWhoeverFits()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 0);
        s.start(holder(s, semaphore, "a", 0ms, 10ms));
        s.start(holder(s, semaphore, "two", 1ms, 10ms, 2));
        s.start(holder(s, semaphore, "c", 2ms, 10ms));
        s.kernel().runUntil(at(3ms));
        QCOMPARE(s.log, QStringList());
        semaphore.setPermits(2);
        s.kernel().runUntil(at(4ms));
        QCOMPARE(s.log, QStringList{"3ms a"});
        semaphore.setPermits(4);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"3ms a", "4ms two", "4ms c"}));
    }

    void loweredItTakesNothingAwayAndKeepsWhatComesBack()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 3);
        s.start(holder(s, semaphore, "a", 0ms, 10ms));
        s.start(holder(s, semaphore, "b", 0ms, 20ms));
        s.start(holder(s, semaphore, "c", 0ms, 30ms));
        s.start(holder(s, semaphore, "d", 5ms, 10ms));
        s.kernel().runUntil(at(6ms));
        semaphore.setPermits(1);
        QCOMPARE(semaphore.available(), 0);
        QCOMPARE(semaphore.taken(), 3);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms a", "0ms b", "0ms c", "30ms d"}));
    }

    void closedItSendsEverybodyAwayButThoseWhoHavePermits()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 1);
        s.start(holder(s, semaphore, "a", 0ms, 10ms));
        s.start(holder(s, semaphore, "b", 1ms, 0ms));
        s.start(holder(s, semaphore, "c", 6ms, 0ms));
        s.kernel().runUntil(at(5ms));
        semaphore.close();
        semaphore.close();
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms a", "5ms b went away", "6ms c went away"}));
        QCOMPARE(s.events().filter("lock-"),
                 (QStringList{"0 lock-acquired", "1 lock-blocked", "5 lock-abandoned", "10 lock-released"}));
        QVERIFY(semaphore.closed());
        QCOMPARE(semaphore.taken(), 0);
    }

    void cancellationStrikesAnAcquireThatNeedNotWait()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.cancel();
                const auto permit = co_await semaphore.acquire();
                s.say("never");
            });
            s.expect(semaphore.taken() == 0, "taken");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList());
    }

    void whoHoldsWhatAnotherWaitsForIsADeadlockWithItsCircle()
    {
        Script s;
        Semaphore left(s.kernel(), 0, 1);
        Semaphore right(s.kernel(), 1, 1);
        const auto philosopher = [&](Semaphore &first, Semaphore &second) {
            return s.keep([&]() -> QCoro::Task<> {
                const auto one = co_await first.acquire();
                co_await s.sleep(1ms);
                const auto other = co_await second.acquire();
                s.say("never");
            });
        };
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                scope.spawn({0, 0}, philosopher(left, right));
                scope.spawn({0, 1}, philosopher(right, left));
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList());
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::Deadlock);
        const World world = s.world();
        QCOMPARE(world.tasks().at(0).state, TaskState::Waiting);
        QCOMPARE(world.tasks().at(0).waitKind, WaitKind::Lock);
        QCOMPARE(world.tasks().at(0).object, 1u);
        QCOMPARE(world.deadlock().size(), std::size_t{2});
        s.close();
    }

    void fewerThanNoPermitsAreRefused()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 1);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, Semaphore(s.kernel(), 0, -1));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, semaphore.setPermits(-1));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, (void)semaphore.acquire(0));
        QCOMPARE(semaphore.permits(), 1);
    }

    void aLoopOfAcquiringThatNeverWaitsLetsOthersHaveTheirTurn()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            for (int i = 0; i < 127; ++i)
                const auto permit = co_await semaphore.acquire();
            s.say("looped");
            const auto permit = co_await semaphore.acquire();
            s.say("once more");
        });
        s.start([&]() -> QCoro::Task<> {
            s.say("the other");
            co_return;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms looped", "0ms the other", "0ms once more"}));
    }

    void closedItGivesNothingToWhoStandsBehindOneThatLeavesTheLine()
    {
        Script s;
        Semaphore semaphore(s.kernel(), 0, 2);
        s.start([&]() -> QCoro::Task<> {
            const auto chosen = co_await select(s.kernel(), biased, semaphore.acquire(5), semaphore.acquire(3));
            s.say(QStringLiteral("%1").arg(chosen.index()));
        });
        s.start([&]() -> QCoro::Task<> {
            const auto permit = co_await semaphore.acquire();
            s.say(permit ? "a permit" : "nothing");
        });
        s.kernel().runUntil(at(1s));
        semaphore.close();
        s.kernel().runUntil(at(2s));
        QCOMPARE(s.log, (QStringList{"1000ms 0", "1000ms nothing"}));
        QCOMPARE(semaphore.taken(), 0);
    }

    void whoMayBeLetInByOneWhoIsFreeToGoOnIsInNoDeadlock()
    {
        for (const bool freeOne : {false, true}) {
            Script s;
            Semaphore semaphore(s.kernel(), 0, 2);
            Channel<int> channel(s.kernel(), 0, 0);
            s.start([&]() -> QCoro::Task<> {
                co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                    TaskRef third;
                    auto holds = [&]() -> QCoro::Task<> {
                        const auto permit = co_await semaphore.acquire();
                        co_await s.sleep(1ms);
                        if (freeOne && permit->count() == 1 && s.kernel().current().place().index == 1)
                            co_await channel.receive();
                        else
                            co_await s.kernel().join(third);
                    };
                    scope.spawn({0, 0}, holds);
                    scope.spawn({0, 1}, holds);
                    co_await s.sleep(0ms);
                    auto wants = [&]() -> QCoro::Task<> { const auto permit = co_await semaphore.acquire(); };
                    third = TaskRef(scope.spawn({0, 2}, wants));
                    co_await s.sleep(1h);
                });
            });
            s.kernel().runUntil(at(2h));
            QCOMPARE(s.kernel().stuck(), freeOne ? Kernel::Stuck::Stalled : Kernel::Stuck::Deadlock);
            s.close();
        }
    }
};

QTEST_APPLESS_MAIN(TestSemaphore)
#include "tst_semaphore.moc"
