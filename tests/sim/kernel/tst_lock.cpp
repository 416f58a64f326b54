// SPDX-License-Identifier: MIT
#include "kernel/lock.h"
#include "sim/kernel_script.h"

#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// One task at a time, in the order of asking.
class TestLock : public QObject
{
    Q_OBJECT

    /// Takes the lock at @p start, holds it for @p length, says when it had it.
    static Script::Body holder(Script &s, Lock &lock, const QString &name, Duration start, Duration length)
    {
        return [&s, &lock, name, start, length]() -> QCoro::Task<> {
            co_await s.sleep(start);
            const LockGuard guard = co_await lock.acquire();
            s.say(name);
            co_await s.sleep(length);
        };
    }

private Q_SLOTS:
    void onlyOneHasItAndTheOthersGetItInTheOrderOfAsking()
    {
        Script s;
        Lock lock(s.kernel(), 3);
        s.start(holder(s, lock, "a", 0ms, 10ms));
        s.start(holder(s, lock, "c", 2ms, 10ms));
        s.start(holder(s, lock, "b", 1ms, 10ms));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms a", "10ms b", "20ms c"}));
        QCOMPARE(s.events().filter("lock-"),
                 (QStringList{"0 lock-acquired", "1 lock-blocked", "2 lock-blocked", "10 lock-released",
                              "10 lock-acquired", "20 lock-released", "20 lock-acquired", "30 lock-released"}));
        QVERIFY(!lock.taken());
    }

    void waitingAndHoldingTimesAreInTheTrace()
    {
        Script s;
        Lock lock(s.kernel(), 3);
        s.start(holder(s, lock, "a", 0ms, 10ms));
        s.start(holder(s, lock, "b", 4ms, 7ms));
        s.kernel().runUntil(at(1s));
        QList<int> waited;
        QList<int> held;
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            const Event &event = s.trace.at(i);
            if (event.kind == EventKind::LockAcquired)
                waited.push_back(int(Duration(event.payload) / 1ms));
            if (event.kind == EventKind::LockReleased)
                held.push_back(int(Duration(event.payload) / 1ms));
            if (event.kind == EventKind::LockAcquired && waited.size() == 2) {
                QCOMPARE(s.trace.at(i - event.cause).kind, EventKind::LockReleased);
                QCOMPARE(event.object, 3u);
            }
        }
        QCOMPARE(waited, (QList<int>{0, 6}));
        QCOMPARE(held, (QList<int>{10, 7}));
    }

    void aNewcomerOfTheSameInstantCannotBargeIn()
    {
        Script s;
        Lock lock(s.kernel(), 0);
        s.start([&]() -> QCoro::Task<> {
            for (int i = 0; i < 2; ++i) {
                LockGuard guard = co_await lock.acquire();
                s.say("greedy");
                co_await s.sleep(5ms);
                guard.release(); // and asks again at once
            }
        });
        s.start(holder(s, lock, "patient", 1ms, 5ms));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms greedy", "5ms patient", "10ms greedy"}));
    }

    void anAttemptNeverWaits()
    {
        Script s;
        Lock lock(s.kernel(), 0);
        s.start([&]() -> QCoro::Task<> {
            {
                const auto first = lock.tryAcquire();
                s.expect(first.has_value(), "not free");
                s.expect(!lock.tryAcquire(), "free");
                co_await s.sleep(1ms);
            }
            s.expect(lock.tryAcquire().has_value(), "not free again");
            s.say("done");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"1ms done"});
    }

    void aFailureLetsGoOfTheLock()
    {
        Script s;
        Lock lock(s.kernel(), 0);
        s.start([&]() -> QCoro::Task<> {
            co_await supervised(s.kernel(), [&](Scope &scope) {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    const LockGuard guard = co_await lock.acquire();
                    co_await s.sleep(3ms);
                    throw std::runtime_error("broken");
                }));
                scope.spawn({0, 1}, s.keep(holder(s, lock, "next", 0ms, 1ms)));
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"3ms next"});
    }

    void aCancelledWaitLeavesTheLineAndTheNextOneMovesUp()
    {
        Script s;
        Lock lock(s.kernel(), 0);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep(holder(s, lock, "a", 0ms, 10ms)));
                const TaskRef second(scope.spawn({0, 1}, s.keep(holder(s, lock, "b", 1ms, 10ms))));
                scope.spawn({0, 2}, s.keep(holder(s, lock, "c", 2ms, 10ms)));
                co_await s.sleep(5ms);
                second.get()->cancel();
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms a", "10ms c"}));
        QCOMPARE(s.events().filter("lock-abandoned"), QStringList{"5 lock-abandoned"});
    }

    void whoWasHandedTheLockHasItAlthoughItIsCancelledInBetween()
    {
        Script s;
        Lock lock(s.kernel(), 0);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                LockGuard guard = co_await lock.acquire();
                scope.spawn({0, 0}, s.keep(holder(s, lock, "got it", 0ms, 10ms)));
                co_await s.sleep(4ms);
                guard.release(); // hands it over ...
                scope.cancel();  // ... and cancels before the other has its turn
            });
            s.expect(!lock.taken(), "still taken");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"4ms got it"});
    }

    void waitingForEachOthersLocksIsADeadlockWithItsCircle()
    {
        Script s;
        Lock left(s.kernel(), 0);
        Lock right(s.kernel(), 1);
        const auto philosopher = [&](Lock &first, Lock &second) {
            return s.keep([&]() -> QCoro::Task<> {
                const LockGuard one = co_await first.acquire();
                co_await s.sleep(1ms);
                const LockGuard other = co_await second.acquire();
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
        QVERIFY(s.log.isEmpty());
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::Deadlock);
        QCOMPARE(s.events().filter("deadlock"),
                 (QStringList{"1 deadlock-found", "1 deadlock-link", "1 deadlock-link"}));
        const World world = s.world();
        QCOMPARE(world.tasks().at(0).state, TaskState::Waiting);
        QCOMPARE(world.tasks().at(0).waitKind, WaitKind::Lock);
        QCOMPARE(world.tasks().at(0).object, 1u);
        QCOMPARE(world.deadlock().size(), std::size_t{2});
        s.close();
    }

    void waitingForOnesOwnLockIsADeadlockOfOne()
    {
        Script s;
        Lock lock(s.kernel(), 0);
        s.start([&]() -> QCoro::Task<> {
            const LockGuard first = co_await lock.acquire();
            const LockGuard second = co_await lock.acquire();
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::Deadlock);
        QCOMPARE(s.count(EventKind::DeadlockLink), 1);
        s.close();
    }

    void aLoopOfLockingThatNeverWaitsLetsOthersHaveTheirTurn()
    {
        Script s;
        Lock lock(s.kernel(), 0);
        s.start([&]() -> QCoro::Task<> {
            for (int i = 0; i < 1000; ++i)
                const LockGuard guard = co_await lock.acquire();
            s.say("looped");
        });
        s.start([&]() -> QCoro::Task<> {
            s.say("the other");
            co_return;
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms the other", "0ms looped"}));
    }
};

QTEST_APPLESS_MAIN(TestLock)
#include "tst_lock.moc"
