// SPDX-License-Identifier: MIT
#include "kernel/timeout.h"
#include "kernel/yield_now.h"
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

/// Waits that need no place in the topology: for a time, up to a time, for the others.
class TestSleep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPlainSleepTakesExactlySoLong()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await s.kernel().sleep(5ms);
            s.say("slept");
            co_await s.kernel().sleep(0ms);
            co_await s.kernel().sleep(-3ms);
            s.say("at once");
            co_await s.kernel().sleep(24h * 365 * 200 + 1ns);
            s.expect(s.kernel().now() == at(24h * 365 * 200 + 5ms + 1ns), "not exactly two centuries");
        });
        s.kernel().runUntil(at(24h * 365 * 201));
        QCOMPARE(s.log, (QStringList{"5ms slept", "5ms at once"}));
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void aSleepUpToATimeEndsThenAndAtOnceWhereThatHasPassed()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await s.kernel().sleepUntil(at(7ms));
            s.say("there");
            co_await s.kernel().sleepUntil(at(7ms));
            co_await s.kernel().sleepUntil(at(3ms));
            s.say("passed");
            const auto late = co_await timeout(s.kernel(), 1ms, s.keep([&]() -> QCoro::Task<> {
                co_await s.kernel().sleepUntil(never);
                s.say("never");
            }));
            s.expect(isTimedOut(late), "never came");
        });
        s.kernel().runUntil(never);
        QCOMPARE(s.log, (QStringList{"7ms there", "7ms passed"}));
    }

    void theTraceShowsASleepOfNoActivity()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> { co_await s.kernel().sleep(5ms); }));
            });
        });
        s.kernel().runUntil(at(1ms));
        const World world = s.world();
        QCOMPARE(world.tasks().at(0).state, TaskState::Waiting);
        QCOMPARE(world.tasks().at(0).waitKind, WaitKind::Sleep);
        QCOMPARE(world.tasks().at(0).object, noActivity);
        QCOMPARE(world.tasks().at(0).length, Duration(5ms));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.events().filter("sleep-"), (QStringList{"0 sleep-started", "5 sleep-ended"}));
    }

    void yieldingLetsAllWhoAreReadyGoFirstAndTakesNoTime()
    {
        Script s;
        const auto task = [&](const QString &name, int turns) {
            return [&s, name, turns]() -> QCoro::Task<> {
                for (int i = 1; i <= turns; ++i) {
                    s.say(name + QString::number(i));
                    co_await yieldNow(s.kernel());
                }
            };
        };
        s.start(task("a", 3));
        s.start(task("b", 2));
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"0ms a1", "0ms b1", "0ms a2", "0ms b2", "0ms a3"}));
        QCOMPARE(s.events(), (QStringList{"0 task-spawned", "0 task-spawned", "0 task-done", "0 task-done"}));
    }

    void aYieldIsStruckByACancellationThatCameBefore()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.cancel();
                co_await yieldNow(s.kernel());
                s.say("never");
            });
            s.say("out");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms out"});
    }

    void aYieldDuringWhichItsTaskIsCancelledIsOverAndTheNextAwaitIsStruck()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    co_await yieldNow(s.kernel());
                    s.say("yielded");
                    co_await yieldNow(s.kernel());
                    s.say("never");
                }));
                co_await yieldNow(s.kernel());
                scope.cancel();
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms yielded"});
    }

    void aLoopThatOnlyYieldsIsStopped()
    {
        Script s(Schedule::Fifo, 1, {.turnsPerInstant = 1000});
        s.start([&]() -> QCoro::Task<> {
            for (;;)
                co_await yieldNow(s.kernel());
        });
        QCOMPARE(s.kernel().runUntil(at(1s)), Kernel::Stop::OverBudget);
        QCOMPARE(s.kernel().grown(), Kernel::Grown::Turns);
        s.close();
    }
};

QTEST_APPLESS_MAIN(TestSleep)
#include "tst_sleep.moc"
