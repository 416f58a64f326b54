// SPDX-License-Identifier: MIT
#include "kernel/executor.h"
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

/// Virtual threads: who needs one, who holds one, who waits for one.
class TestExecutor : public QObject
{
    Q_OBJECT

    enum Way { Compute, Block, Wait };

    /// Spawns tasks that do one thing of 10 ms each, and say when they are done.
    static void startAll(Script &s, Executor &executor, QList<Way> ways)
    {
        s.start([&s, &executor, ways]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                for (int i = 0; i < ways.size(); ++i) {
                    scope.spawn({0, std::uint32_t(i)}, s.keep([&s, &executor, i, way = ways.at(i)]() -> QCoro::Task<> {
                        switch (way) {
                        case Compute:
                            co_await executor.compute(0, s.exactly(10ms));
                            break;
                        case Block:
                            co_await executor.block(0, s.exactly(10ms));
                            break;
                        case Wait:
                            co_await s.sleep(10ms);
                            break;
                        }
                        s.say(QString::number(i));
                    }));
                }
            });
        });
    }

private Q_SLOTS:
    void computingNeedsAThreadAndThoseWithoutOneWaitTheirTurn()
    {
        Script s;
        Executor executor(s.kernel(), 2);
        startAll(s, executor, {Compute, Compute, Compute, Compute, Compute});
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms 0", "10ms 1", "20ms 2", "20ms 3", "30ms 4"}));
        QCOMPARE(executor.threadsTaken(), 0u);
    }

    void waitingNeedsNoThread()
    {
        Script s;
        Executor executor(s.kernel(), 1);
        startAll(s, executor, {Wait, Compute, Wait, Wait});
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms 0", "10ms 1", "10ms 2", "10ms 3"}));
    }

    void blockingHoldsAThreadAndStarvesTheOthers()
    {
        Script s;
        Executor executor(s.kernel(), 1);
        startAll(s, executor, {Block, Compute, Block});
        s.kernel().runUntil(at(5ms));
        QCOMPARE(s.world().tasks().at(0).state, TaskState::Waiting);
        QCOMPARE(s.world().tasks().at(0).waitKind, WaitKind::Sleep);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms 0", "20ms 1", "30ms 2"}));
    }

    void whoWaitsForAThreadIsReady()
    {
        Script s;
        Executor executor(s.kernel(), 1);
        startAll(s, executor, {Compute, Compute});
        s.kernel().runUntil(at(9ms));
        QCOMPARE(s.world().tasks().at(0).state, TaskState::Running);
        QCOMPARE(s.world().tasks().at(1).state, TaskState::Ready);
        QCOMPARE(s.world().tasks().at(1).since, at(0ms));
        s.kernel().runUntil(at(11ms));
        QCOMPARE(s.world().tasks().at(1).state, TaskState::Running);
        QCOMPARE(s.world().tasks().at(1).since, at(10ms));
        s.close();
    }

    void theTraceSaysWhichThreadAndHowLong()
    {
        Script s;
        Executor executor(s.kernel(), 2);
        startAll(s, executor, {Compute, Compute, Compute});
        s.kernel().runUntil(at(1s));
        QStringList list;
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            const Event &event = s.trace.at(i);
            if (event.kind == EventKind::ThreadTaken)
                list.push_back(QStringLiteral("%1 takes %2 after %3")
                                   .arg(event.task)
                                   .arg(event.object)
                                   .arg(Duration(event.payload) / 1ms));
            if (event.kind == EventKind::ThreadFreed)
                list.push_back(QStringLiteral("%1 frees %2 after %3")
                                   .arg(event.task)
                                   .arg(event.object)
                                   .arg(Duration(event.payload) / 1ms));
        }
        QCOMPARE(list,
                 (QStringList{"2 takes 0 after 0", "3 takes 1 after 0", "2 frees 0 after 10", "4 takes 0 after 10",
                              "3 frees 1 after 10", "4 frees 0 after 10"}));
    }

    void moreThreadsGoToThoseWhoWaitLongestAtOnce()
    {
        Script s;
        Executor executor(s.kernel(), 1);
        startAll(s, executor, {Compute, Compute, Compute, Compute});
        s.kernel().runUntil(at(4ms));
        executor.setThreads(3);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms 0", "14ms 1", "14ms 2", "20ms 3"}));
    }

    void withFewerThreadsEachFinishesWhatItDoesFirst()
    {
        Script s;
        Executor executor(s.kernel(), 3);
        startAll(s, executor, {Compute, Compute, Compute, Compute, Compute});
        s.kernel().runUntil(at(4ms));
        executor.setThreads(1);
        QCOMPARE(executor.threadsTaken(), 3u);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms 0", "10ms 1", "10ms 2", "20ms 3", "30ms 4"}));
    }

    void withoutThreadsNobodyGetsOnAndTheRunIsStalled()
    {
        Script s;
        Executor executor(s.kernel(), 0);
        startAll(s, executor, {Compute});
        s.kernel().runUntil(at(5ms));
        QCOMPARE(s.kernel().stuck(), Kernel::Stuck::Stalled);
        executor.setThreads(1);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, QStringList{"15ms 0"});
    }

    void aCancelledOneLeavesTheLineOrItsThread()
    {
        Script s;
        Executor executor(s.kernel(), 1);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                std::vector<TaskRef> tasks;
                for (std::uint32_t i = 0; i < 4; ++i) {
                    tasks.emplace_back(scope.spawn({0, i}, s.keep([&s, &executor, i]() -> QCoro::Task<> {
                        co_await executor.compute(0, s.exactly(10ms));
                        s.say(QString::number(i));
                    })));
                }
                co_await s.sleep(3ms);
                tasks[1].get()->cancel(); // in line
                tasks[0].get()->cancel(); // on the thread
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"13ms 2", "23ms 3"}));
        QCOMPARE(s.events().filter("thread-abandoned"), QStringList{"3 thread-abandoned"});
        QCOMPARE(executor.threadsTaken(), 0u);
    }

    void aTurnedLengthActsOnWhatRunsAndOnThoseInLine()
    {
        Script s;
        Executor executor(s.kernel(), 1);
        LiveDuration length(10ms);
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) {
                for (std::uint32_t i = 0; i < 2; ++i) {
                    scope.spawn({0, i}, s.keep([&, i]() -> QCoro::Task<> {
                        co_await executor.compute(0, length.exactly());
                        s.say(QString::number(i));
                    }));
                }
            });
        });
        s.kernel().runUntil(at(5ms));
        length.setMean(20ms);
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"20ms 0", "40ms 1"}));
        s.close();
    }

    void closingInTheMiddleOfEverythingIsClean()
    {
        Script s;
        Executor executor(s.kernel(), 1);
        startAll(s, executor, {Compute, Compute, Block});
        s.kernel().runUntil(at(5ms));
        s.close();
        QCOMPARE(s.kernel().tasksAlive(), 0u);
        QCOMPARE(executor.threadsTaken(), 0u);
    }
};

QTEST_APPLESS_MAIN(TestExecutor)
#include "tst_executor.moc"
