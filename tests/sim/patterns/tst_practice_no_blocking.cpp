// SPDX-License-Identifier: MIT
#include "patterns/practices/no_blocking/no_blocking.h"
#include "sim/patterns/practice_run.h"

using namespace coroscope;
using namespace coroscope::test;
using namespace coroscope::practices::noblocking;

/// A call that blocks keeps its thread from everybody else.
class TestPracticeNoBlocking : public QObject
{
    Q_OBJECT

    /// Two tasks that pause for 100 ms and compute for 10.
    static Given small(const Given &more)
    {
        Given given = {{"tasks", "2"}, {"pause", "100ms"}, {"pause-shape", "fixed"}};
        given.insert(given.end(), more.begin(), more.end());
        return given;
    }

private Q_SLOTS:
    void whileTwoCallersBlockTwoThreadsNobodyElseRuns()
    {
        PracticeRun blocking("no-blocking", {});
        blocking.runTo(999ms);
        QCOMPARE(blocking.count(EventKind::WorkStarted, Tasks), 0);
        PracticeRun async("no-blocking", {{"variant", "async"}});
        async.runTo(999ms);
        QVERIFY(async.count(EventKind::WorkStarted, Tasks) > 15);
    }

    void onOneSeedTheOthersWaitAsLongAsACallBlocksAndHardlyAtAllIfItDoesNot()
    {
        PracticeRun blocking("no-blocking", {});
        PracticeRun async("no-blocking", {{"variant", "async"}});
        blocking.runTo(60s);
        async.runTo(60s);
        QVERIFY2(blocking.measure("ready_p99_s").value() >= 1.0,
                 qPrintable(QString::number(*blocking.measure("ready_p99_s"))));
        QVERIFY(blocking.measure("ready_mean_s").value() > 0.7);
        QVERIFY(blocking.measure("ready_share").value() > 0.7);
        QVERIFY2(async.measure("ready_mean_s").value() < 0.001,
                 qPrintable(QString::number(*async.measure("ready_mean_s"))));
        QVERIFY(async.measure("ready_p99_s").value() <= 0.02);
        QVERIFY(async.measure("finished_per_s").value() > 3 * blocking.measure("finished_per_s").value());
    }

    void waitsForAThreadAreThoseOfTheOthersToTheNanosecond()
    {
        PracticeRun run("no-blocking", small({}));
        run.runTo(3s);
        // Wanted at 100 ms, got at 1 s; wanted again at 1110 ms, when the callers block again, and got at 2 s; ...
        QCOMPARE(run.story({EventKind::WorkStarted}),
                 (QStringList{"1000 work-started 1 by Task 1", "1000 work-started 2 by Task 2",
                              "2010 work-started 3 by Task 1", "2010 work-started 4 by Task 2"}));
        QCOMPARE(run.measure("ready_mean_s").value(), (0.9 + 0.9) / 2);
        QCOMPARE(run.measure("ready_p99_s").value(), 0.9);
        QCOMPARE(run.measure("finished_per_s").value(), 4 / 3.0);
        QCOMPARE(run.measure("ready_share").value(), (0.9 + 0.9 + 0.88) / 3);
        PracticeRun later("no-blocking", small({}), 1, {}, 2500ms);
        later.runTo(3s);
        QVERIFY(!later.measure("ready_mean_s"));
    }

    void aThreadMoreThanCallersIsEnoughForTheOthers()
    {
        PracticeRun run("no-blocking", small({{"threads", "4"}}));
        run.runTo(3s);
        QCOMPARE(run.measure("ready_mean_s").value(), 0.0);
        QCOMPARE(run.measure("finished_per_s").value(), 54 / 3.0); // each at 110, 220 ... 2970 ms
    }

    void turnedToAsyncTheNextCallHoldsNoThread()
    {
        PracticeRun run("no-blocking", small({}));
        run.schedule(500ms, "variant", "async");
        run.runTo(3s);
        QCOMPARE(run.story({EventKind::WorkStarted}).first(2),
                 (QStringList{"1000 work-started 1 by Task 1", "1000 work-started 2 by Task 2"}));
        QCOMPARE(run.session.world().items().done, std::uint64_t{2 * 19}); // at 1010, 1120 ... 2990 ms
    }

    void callsTasksAndThreadsAreTurnedUnderWay()
    {
        PracticeRun shorter("no-blocking", small({}));
        shorter.schedule(200ms, "call", "300ms");
        shorter.runTo(350ms);
        QCOMPARE(shorter.story({EventKind::WorkStarted}).size(), 2); // at 300 ms
        PracticeRun fewer("no-blocking", small({}));
        fewer.schedule(200ms, "callers", "0");
        fewer.runTo(205ms);
        QCOMPARE(fewer.story({EventKind::WorkStarted}).size(), 2);
        PracticeRun more("no-blocking", small({}));
        more.schedule(200ms, "threads", "3");
        more.runTo(205ms);
        QCOMPARE(more.story({EventKind::WorkStarted}), QStringList{"200 work-started 1 by Task 1"});
        PracticeRun leaving("no-blocking", small({}));
        leaving.schedule(500ms, "tasks", "1"); // Task 2 is in line for a thread
        leaving.runTo(3s);
        QCOMPARE(leaving.session.world().items().cancelled, std::uint64_t{0});
        QCOMPARE(leaving.task(Tasks, 1).state, TaskState::Cancelled);
    }

    void blockedThreadsAreNamedOnlyWhereOthersWaitForThem()
    {
        PracticeRun blocking("no-blocking", {});
        blocking.runTo(20s);
        const QString advice = blocking.found("threads-blocked");
        QVERIFY2(advice.startsWith("Blocking calls held 1.9 of 2 threads on average: the other tasks spent ")
                     || advice.startsWith("Blocking calls held 2.0 of 2 threads on average: the other tasks spent "),
                 qPrintable(advice));
        QVERIFY(advice.endsWith("Try “Calls” = Async."));
        for (const Given &calm : {Given{{"variant", "async"}}, Given{{"threads", "8"}}, Given{{"callers", "0"}}}) {
            PracticeRun run("no-blocking", calm);
            run.runTo(20s);
            QVERIFY(run.diagnosis().advice.empty());
        }
    }

    void tasksThatComputeTooMuchAreNoMatterOfBlocking()
    {
        PracticeRun run("no-blocking", {{"variant", "async"}, {"compute", "200ms"}});
        run.runTo(20s);
        QCOMPARE(
            run.found("bottleneck"),
            QString("The threads are the bottleneck: the tasks need 3.0, and there are only 2. Try “Threads” = 4."));
        QCOMPARE(run.found("threads-blocked"), QString());
    }

    void asManyThreadsAsAreAdvisedAreEnough()
    {
        const auto tried = [](std::string_view threads) {
            PracticeRun run("no-blocking",
                            {{"variant", "async"},
                             {"compute", "200ms"},
                             {"tasks", "16"},
                             {"pause-shape", "exponential"},
                             {"threads", threads}});
            run.runTo(60s);
            return run.found("bottleneck");
        };
        // The ones that compute come and go by chance: so many threads that they seldom wait.
        QCOMPARE(
            tried("4"),
            QString("The threads are the bottleneck: the tasks need 8.0, and there are only 4. Try “Threads” = 8."));
        QVERIFY(!tried("6").isEmpty());
        QCOMPARE(tried("8"), QString());
    }

    void headlinesAreOfTheLastTenSeconds()
    {
        PracticeRun run("no-blocking", small({{"variant", "async"}}));
        run.runTo(11s); // a cycle of 110 ms
        QCOMPARE(run.headlines(),
                 (QStringList{"Finished: 18.2 /s (by the other tasks)", "Waiting to run: 0 % (for one of 2 threads)",
                              "Latency p99: 10 ms (for 10 ms of CPU time)", "Threads blocked: 0.0 (of 2)",
                              "Threads computing: 0.18 (9 %)"}));
    }
};

QTEST_APPLESS_MAIN(TestPracticeNoBlocking)
#include "tst_practice_no_blocking.moc"
