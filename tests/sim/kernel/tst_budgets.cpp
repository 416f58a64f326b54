// SPDX-License-Identifier: MIT
#include "kernel/gather.h"
#include "kernel/join_handle.h"
#include "kernel/join_set.h"
#include "kernel/lock.h"
#include "kernel/timeout.h"
#include "sim/kernel_script.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

using namespace coroscope;
using namespace coroscope::test;

namespace {

struct Unwound {
    int &count;
    ~Unwound() { ++count; }
};

} // namespace

/// What a run may use up before it is stopped.
class TestBudgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEndlessLoopWithinOneInstantIsStopped()
    {
        Script s(Schedule::Fifo, 1, {.turnsPerInstant = 1000});
        s.start([&]() -> QCoro::Task<> {
            for (;;)
                co_await s.sleep(0ms);
        });
        QCOMPARE(s.kernel().runUntil(at(1s)), Kernel::Stop::OverBudget);
        QCOMPARE(s.kernel().grown(), Kernel::Grown::Turns);
        QCOMPARE(s.kernel().now(), at(0s));
        QCOMPARE(s.count(EventKind::BudgetExceeded), 1);
        QCOMPARE(s.trace.at(s.trace.count() - 1).task, 1u); // it names the task
    }

    void aMillionTurnsInOneInstantAreGrantedAndNotOneMore()
    {
        Trace trace;
        Kernel kernel(1, Schedule::Fifo, &trace); // the limits of a real run
        LiveDuration none(0ns);
        std::uint64_t turns = 0;
        auto endless = [&]() -> QCoro::Task<> {
            for (;; ++turns)
                co_await kernel.sleep(0, none.exactly());
        };
        kernel.start([&]() -> QCoro::Task<> { co_await kernel.sleep(0, none.exactly()); });
        kernel.start(endless);
        QCOMPARE(kernel.runUntil(at(1s)), Kernel::Stop::OverBudget);
        // Two turns are the other task's, and the first of the endless one's own comes before its first sleep.
        QCOMPARE(turns, 1'000'000u - 2 - 1);
        QCOMPARE(kernel.now(), at(0s));
        const Event &last = trace.at(trace.count() - 1);
        QCOMPARE(last.kind, EventKind::BudgetExceeded);
        QCOMPARE(last.task, 2u); // it names the task
        QCOMPARE(last.payload, 1'000'000);
        QCOMPARE(kernel.runUntil(at(1s)), Kernel::Stop::OverBudget); // for good
        QCOMPARE(turns, 1'000'000u - 2 - 1);
        kernel.shutDown();
    }

    void eachInstantHasTurnsOfItsOwn()
    {
        Script s(Schedule::Fifo, 1, {.turnsPerInstant = 60});
        const auto busy = [&]() -> QCoro::Task<> {
            for (int i = 0; i < 40; ++i)
                co_await s.sleep(0ms);
        };
        s.start([&]() -> QCoro::Task<> {
            co_await busy();
            co_await s.sleep(1ms); // the clock jumps to a timer
            co_await busy();
        });
        QCOMPARE(s.kernel().runUntil(at(5ms)), Kernel::Stop::AtLimit);
        s.start(busy);
        QCOMPARE(s.kernel().runUntil(at(5ms)), Kernel::Stop::AtLimit);
        QCOMPARE(s.kernel().runUntil(at(9ms)), Kernel::Stop::AtLimit);
        s.start(busy); // the clock has moved without a timer
        QCOMPARE(s.kernel().runUntil(at(9ms)), Kernel::Stop::AtLimit);
        QCOMPARE(s.kernel().grown(), Kernel::Grown::Nothing);
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void aLoopOfAwaitsThatNeverWaitLetsOthersHaveTheirTurn()
    {
        Script s(Schedule::Fifo, 1, {.turnsPerInstant = 5000});
        Channel<int> channel(s.kernel(), 0, 1, WhenFull::DropOldest);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    for (int i = 0;; ++i) {
                        int value = i;
                        co_await channel.send(std::move(value));
                    }
                }));
                scope.spawn({0, 1}, s.keep([&]() -> QCoro::Task<> {
                    s.say("the other");
                    co_return;
                }));
            });
        });
        QCOMPARE(s.kernel().runUntil(at(1s)), Kernel::Stop::OverBudget);
        QCOMPARE(s.log, QStringList{"0ms the other"});
        s.close();
    }

    void noAwaitThatNeverWaitsKeepsTheOthersOut_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("join of a task that has ended") << 0;
        QTest::newRow("a scope without children") << 1;
        QTest::newRow("a timeout of a body that is ready") << 2;
        QTest::newRow("a gathering of nothing") << 3;
        QTest::newRow("a free lock") << 4;
        QTest::newRow("the end of a channel") << 5;
        QTest::newRow("an empty JoinSet") << 6;
        QTest::newRow("a handle whose task has ended") << 7;
    }
    void noAwaitThatNeverWaitsKeepsTheOthersOut()
    {
        QFETCH(int, which);
        constexpr int enough = 100'000; // without a budget all of them fit into one turn
        Script s;
        bool other = false;
        int rounds = 0;
        Lock lock(s.kernel(), 0);
        Channel<int> closed(s.kernel(), 0, 1);
        closed.close();
        s.start([&]() -> QCoro::Task<> {
            auto nothing = []() -> QCoro::Task<> { co_return; };
            auto none = [](std::size_t) -> QCoro::Task<> { co_return; };
            TaskRef ended;
            co_await scoped(s.kernel(), [&](Scope &scope) { ended = TaskRef(scope.spawn({0, 0}, nothing)); });
            auto body = [&](Scope &scope) -> QCoro::Task<> {
                const JoinHandle<void> handle = spawnJoinable(scope, {0, 0}, nothing);
                co_await handle.join();
                JoinSet<void> set(scope);
                scope.spawn({0, 1}, s.keep([&]() -> QCoro::Task<> {
                    other = true;
                    co_return;
                }));
                for (; !other && rounds < enough; ++rounds) {
                    if (which == 0)
                        co_await s.kernel().join(ended);
                    else if (which == 1)
                        co_await scoped(s.kernel(), [](Scope &) {});
                    else if (which == 2)
                        co_await timeout(s.kernel(), Duration(1s), nothing);
                    else if (which == 3)
                        co_await gather(s.kernel(), Place{0, 0}, 0, GatherRules(), none);
                    else if (which == 4)
                        (void)co_await lock.acquire();
                    else if (which == 5)
                        co_await closed.receive();
                    else if (which == 6)
                        co_await set.next();
                    else
                        co_await handle.join();
                }
            };
            co_await scoped(s.kernel(), body);
        });
        s.kernel().runUntil(at(1s));
        QVERIFY(other);
        QVERIFY2(rounds <= 128, qPrintable(QString::number(rounds)));
        QCOMPARE(s.kernel().tasksAlive(), 0u);
        s.close();
    }

    void aLoopThatSwallowsItsCancellationFailsAndKeepsNobodyOut()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            const auto deaf = [&]() -> QCoro::Task<> {
                for (;;) {
                    try {
                        co_await s.sleep(1s);
                    } catch (const Cancelled &) {
                    }
                }
            };
            try {
                co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                    scope.spawn({0, 0}, deaf);
                    co_await s.sleep(1ms);
                    scope.cancel();
                });
            } catch (const std::logic_error &error) {
                s.say(QString::fromUtf8(error.what()));
            }
        });
        QCOMPARE(s.kernel().runUntil(at(2s)), Kernel::Stop::AtLimit);
        QCOMPARE(s.log, QStringList{"1ms the task was told to stop, catches Cancelled in a loop, and never ends"});
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void aLoopThatSwallowsItsCancellationEndsWithItsKernel()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            for (;;) {
                try {
                    co_await s.sleep(1s);
                } catch (const Cancelled &) {
                }
            }
        });
        s.kernel().runUntil(at(10ms));
        QVERIFY(s.kernel().shutDown(1000));
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void tooManyItemsAliveStopTheRun()
    {
        Script s(Schedule::Fifo, 1, {.bytesAlive = Kernel::bytesPerTask + 10 * Kernel::bytesPerItem});
        s.start([&]() -> QCoro::Task<> {
            std::vector<Item> hoard;
            for (;;) {
                hoard.push_back(s.kernel().createItem());
                co_await s.sleep(1ms);
            }
        });
        QCOMPARE(s.kernel().runUntil(at(1s)), Kernel::Stop::OverBudget);
        QCOMPARE(s.kernel().grown(), Kernel::Grown::Items);
        QCOMPARE(s.kernel().now(), at(10ms));
    }

    void tasksAndItemsShareTheMemoryAndWhatTakesMoreIsNamed()
    {
        Script s(Schedule::Fifo, 1, {.bytesAlive = 2 * Kernel::bytesPerTask + 4 * Kernel::bytesPerItem});
        s.start([&]() -> QCoro::Task<> {
            std::vector<Item> four; // they alone would leave room for another task
            for (int i = 0; i < 4; ++i)
                four.push_back(s.kernel().createItem());
            co_await scoped(s.kernel(), [&](Scope &scope) {
                for (std::uint32_t i = 0; i < 2; ++i)
                    scope.spawn({0, i}, s.keep([&]() -> QCoro::Task<> { co_await s.sleep(1h); }));
            });
        });
        QCOMPARE(s.kernel().runUntil(at(1s)), Kernel::Stop::OverBudget);
        QCOMPARE(s.kernel().grown(), Kernel::Grown::Tasks);
        QCOMPARE(s.count(EventKind::BudgetExceeded), 1);
        for (Sequence i = 0; i < s.trace.count(); ++i)
            QVERIFY(s.trace.at(i).kind != EventKind::BudgetExceeded
                    || s.trace.at(i).payload == 3); // how many there are
        s.close();
    }

    void unwindingGoesInPartsToTheSameEnd()
    {
        constexpr std::uint32_t tasks = 100;
        Script s;
        int unwound = 0;
        const auto waiting = [&]() -> QCoro::Task<> {
            const Unwound counted{unwound};
            co_await s.sleep(1h);
        };
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                for (std::uint32_t i = 0; i < tasks; ++i)
                    scope.spawn({0, i}, waiting);
            });
        });
        QCOMPARE(s.kernel().runUntil(at(1s)), Kernel::Stop::AtLimit);
        QVERIFY(!s.kernel().shutDown(10));
        QCOMPARE(unwound, 10);
        int parts = 1;
        while (!s.kernel().shutDown(10))
            ++parts;
        QCOMPARE(unwound, int(tasks));
        QCOMPARE(parts, int(tasks) / 10);
        QCOMPARE(s.kernel().tasksAlive(), 0u);
        QVERIFY(s.kernel().shutDown()); // nothing is left to be done
    }

    void aLackOfMemoryIsNoFailureOfTheTaskThatMeetsIt()
    {
        // It can't be destroyed any more; what it holds is reachable, and no leak.
        static auto *const trace = new Trace;
        static auto *const kernel = new Kernel(1, Schedule::Fifo, trace);
        static const auto starving = []() -> QCoro::Task<> {
            co_await scoped(*kernel, [](Scope &) -> QCoro::Task<> {
                throw std::bad_alloc();
                co_return;
            });
        };
        {
#ifdef __SANITIZE_ADDRESS__
            const __lsan::ScopedDisabler frameIsLeftBehind; // of the task, which the exception has left for good
#endif
            kernel->start(starving);
        }
        QVERIFY_THROWS_EXCEPTION(std::bad_alloc, kernel->runUntil(at(1s)));
        for (Sequence i = 0; i < trace->count(); ++i)
            QVERIFY(trace->at(i).kind != EventKind::TaskFailed && trace->at(i).kind != EventKind::TaskCancelled);
    }

    void tooManyTasksAliveStopTheRun()
    {
        Script s(Schedule::Fifo, 1, {.bytesAlive = 10 * Kernel::bytesPerTask});
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                for (std::uint32_t i = 0;; ++i) {
                    scope.spawn({0, i}, s.keep([&]() -> QCoro::Task<> { co_await s.sleep(1h); }));
                    co_await s.sleep(1ms);
                }
            });
        });
        QCOMPARE(s.kernel().runUntil(at(1s)), Kernel::Stop::OverBudget);
        QCOMPARE(s.kernel().grown(), Kernel::Grown::Tasks);
        QCOMPARE(s.kernel().tasksAlive(), 11u); // the one too many
    }
};

QTEST_APPLESS_MAIN(TestBudgets)
#include "tst_budgets.moc"
