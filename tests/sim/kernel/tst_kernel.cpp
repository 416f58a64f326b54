// SPDX-License-Identifier: MIT
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

/// Clock, turns and the end of everything.
class TestKernel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIdleClockJumpsToTheNextTimer()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(3600s);
            s.say("woke");
        });
        QCOMPARE(s.kernel().runUntil(at(2h)), Kernel::Stop::AtLimit);
        QCOMPARE(s.log, QStringList{"3600000ms woke"});
        QCOMPARE(s.kernel().now(), at(2h));
    }

    void aTaskThatIsReadyRunsBeforeTimeMoves()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(1ns);
            s.expect(s.count(EventKind::SleepEnded) == 101, "time has moved while a task was ready");
        });
        s.start([&]() -> QCoro::Task<> {
            for (int i = 0; i < 100; ++i)
                co_await s.sleep(0ns);
            s.say("ready all the time");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"0ms ready all the time"});
    }

    void equalSeedsGiveEqualEventsAndOtherSeedsOthers()
    {
        const auto run = [](std::uint64_t seed) {
            Script s(Schedule::Shuffled, seed);
            LiveDuration length(5ms, Shape::Exponential);
            Random random = s.kernel().random("length", 0);
            s.start([&]() -> QCoro::Task<> {
                co_await scoped(s.kernel(), [&](Scope &scope) {
                    for (std::uint32_t i = 0; i < 5; ++i) {
                        scope.spawn({0, i}, s.keep([&]() -> QCoro::Task<> {
                            for (int k = 0; k < 20; ++k)
                                co_await s.kernel().sleep(0, length.draw(random));
                        }));
                    }
                });
            });
            s.kernel().runUntil(at(10s));
            s.close();
            return s.trace.fingerprint().text();
        };
        QCOMPARE(run(1), run(1));
        QVERIFY(run(1) != run(2));
    }

    void aRunIncludesEverythingAtItsEndTime()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await s.sleep(10ms);
            s.say("ten");
            co_await s.sleep(0ms);
            s.say("still ten");
            co_await s.sleep(1ns);
            s.say("later");
        });
        s.kernel().runUntil(at(10ms));
        QCOMPARE(s.log, (QStringList{"10ms ten", "10ms still ten"}));
    }

    void equalTimesFireInTheOrderTheyWereArmed()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                for (int i = 0; i < 5; ++i) {
                    scope.spawn({0, std::uint32_t(i)}, s.keep([&s, i]() -> QCoro::Task<> {
                        co_await s.sleep(i < 3 ? 20ms : 10ms);
                        co_await s.sleep(i < 3 ? 0ms : 10ms);
                        s.say(QString::number(i));
                    }));
                }
            });
        });
        s.kernel().runUntil(at(1s));
        // 3 and 4 arm their second sleep at 10 ms, after the first three armed theirs, for the same 20 ms.
        QCOMPARE(s.log, (QStringList{"20ms 3", "20ms 4", "20ms 0", "20ms 1", "20ms 2"}));
    }

    void runningInSlicesGivesTheSameTraceAsRunningAtOnce()
    {
        const auto program = [](Script &s) {
            s.start([&s]() -> QCoro::Task<> {
                co_await scoped(s.kernel(), [&s](Scope &scope) {
                    for (int i = 0; i < 4; ++i) {
                        scope.spawn({0, std::uint32_t(i)}, s.keep([&s, i]() -> QCoro::Task<> {
                            for (int k = 0; k < 50; ++k)
                                co_await s.sleep((i * 7 + k) % 5 * 1ms);
                        }));
                    }
                });
            });
        };
        Script whole;
        program(whole);
        whole.kernel().runUntil(at(1s));
        Script sliced;
        program(sliced);
        for (int ms = 0; ms < 1000; ms += 3) {
            while (sliced.kernel().runUntil(at(ms * 1ms), 2) == Kernel::Stop::OutOfTurns) {
            }
        }
        sliced.kernel().runUntil(at(1s));
        QVERIFY(whole.trace.count() > 400);
        QCOMPARE(sliced.trace.fingerprint().text(), whole.trace.fingerprint().text());
    }

    void shuffledTakesAnotherOrderAndEachSeedItsOwn()
    {
        const auto order = [](Schedule schedule, std::uint64_t seed) {
            Script s(schedule, seed);
            s.start([&s]() -> QCoro::Task<> {
                co_await scoped(s.kernel(), [&s](Scope &scope) {
                    for (int i = 0; i < 8; ++i) {
                        scope.spawn({0, std::uint32_t(i)}, s.keep([&s, i]() -> QCoro::Task<> {
                            s.log.push_back(QString::number(i));
                            co_return;
                        }));
                    }
                });
            });
            s.kernel().runUntil(at(0s));
            return s.log.join(' ');
        };
        QCOMPARE(order(Schedule::Fifo, 1), "0 1 2 3 4 5 6 7");
        QVERIFY(order(Schedule::Shuffled, 1) != order(Schedule::Fifo, 1));
        QVERIFY(order(Schedule::Shuffled, 2) != order(Schedule::Shuffled, 1));
        QCOMPARE(order(Schedule::Shuffled, 2), order(Schedule::Shuffled, 2));
    }

    void aRunThatCannotGoOnIsReportedAsStalledAndTimeJumpsToTheEnd()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> { co_await channel.receive(); });
        s.kernel().runUntil(at(5s));
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::Stalled);
        QCOMPARE(s.kernel().now(), at(5s));
        QCOMPARE(s.count(EventKind::Stalled), 1);
        QCOMPARE(s.trace.at(s.trace.count() - 1).time, at(0s)); // reported when it happened
        s.kernel().runUntil(at(6s));
        QCOMPARE(s.count(EventKind::Stalled), 1); // and once
        s.close();
    }

    void aRunInWhichEverythingEndedIsNotStalled()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> { co_await s.sleep(1s); });
        s.kernel().runUntil(at(5s));
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::No);
        QCOMPARE(s.kernel().tasksAlive(), 0u);
    }

    void tasksThatJoinEachOtherAreADeadlockWithItsCircle()
    {
        Script s;
        TaskRef first;
        TaskRef second;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                first = TaskRef(
                    scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> { co_await s.kernel().join(second); })));
                second = TaskRef(
                    scope.spawn({0, 1}, s.keep([&]() -> QCoro::Task<> { co_await s.kernel().join(first); })));
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::Deadlock);
        QCOMPARE(s.count(EventKind::DeadlockLink), 2);
        const Event &link = s.trace.at(s.trace.count() - 2);
        QCOMPARE(link.task, first.id());
        QCOMPARE(link.object, second.id());
        QVERIFY(link.site > 0);
        const Event &back = s.trace.at(s.trace.count() - 1);
        QCOMPARE(back.task, second.id());
        QCOMPARE(back.object, first.id());
    }

    void joiningWaitsForTheEndAndAnEndedTaskNotAtAll()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                const TaskRef child(scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> { co_await s.sleep(7ms); })));
                co_await s.kernel().join(child);
                s.say("joined");
                co_await s.kernel().join(child);
                s.say("again");
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"7ms joined", "7ms again"}));
    }

    void everyEventNamesTheEventThatMadeItPossible()
    {
        Script s;
        Channel<int> channel(s.kernel(), 0, 1);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> { co_await channel.receive(); }));
                scope.spawn({0, 1}, s.keep([&]() -> QCoro::Task<> {
                    co_await s.sleep(5ms);
                    int value = 1;
                    co_await channel.send(std::move(value));
                }));
            });
        });
        s.kernel().runUntil(at(1s));
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            const Event &event = s.trace.at(i);
            QVERIFY2(event.cause <= i, "a cause lies in the past");
            if (i > 0)
                QVERIFY2(event.cause > 0 || event.task == 0, qPrintable(s.events().at(qsizetype(i))));
            if (event.kind == EventKind::Received)
                QCOMPARE(s.trace.at(i - event.cause).kind, EventKind::Sent);
        }
        s.close();
    }

    void closingLeavesNoCoroutineFrameAlive()
    {
        // A frame holds its locals: as long as one is alive, this count is not back at zero.
        static int alive = 0;
        struct Local {
            Local() { ++alive; }
            ~Local() { --alive; }
        };
        {
            Script s;
            Channel<int> channel(s.kernel(), 0, 1);
            s.start([&]() -> QCoro::Task<> {
                const Local local;
                co_await scoped(s.kernel(), [&](Scope &scope) {
                    for (std::uint32_t i = 0; i < 10; ++i) {
                        scope.spawn({0, i}, s.keep([&, i]() -> QCoro::Task<> {
                            const Local inner;
                            const Shield shield(s.kernel());
                            if (i % 2)
                                co_await channel.receive();
                            else
                                co_await s.sleep(1h);
                        }));
                    }
                });
            });
            s.kernel().runUntil(at(1s));
            QCOMPARE(alive, 11);
            const Sequence before = s.trace.count();
            s.close();
            QCOMPARE(alive, 0);
            QCOMPARE(s.trace.count(), before); // closing is no part of the run
        }
    }

    void aKernelThatNeverRanClosesAsWell()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> { co_await s.sleep(1s); });
        s.close();
        QVERIFY(s.log.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestKernel)
#include "tst_kernel.moc"
