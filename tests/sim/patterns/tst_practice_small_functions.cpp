// SPDX-License-Identifier: MIT
#include "patterns/practices/small_functions/small_functions.h"
#include "sim/close_to.h"
#include "sim/patterns/practice_run.h"

using namespace coroscope;
using namespace coroscope::test;
using namespace coroscope::practices::smallfunctions;

/// A long step keeps its thread from everybody else; many short ones take turns with the others.
class TestPracticeSmallFunctions : public QObject
{
    Q_OBJECT

    /// One job of a second on the only thread, and a task that pauses for 100 ms and computes for 10.
    static Given small(const Given &more)
    {
        Given given = {{"threads", "1"}, {"jobs", "1"}, {"tasks", "1"}, {"pause", "100ms"}, {"pause-shape", "fixed"}};
        given.insert(given.end(), more.begin(), more.end());
        return given;
    }

private Q_SLOTS:
    void onOneSeedTheOthersWaitForALongStepAndHardlyForShortOnes()
    {
        PracticeRun all("small-functions", {});
        PracticeRun cut("small-functions", {{"variant", "short"}});
        all.runTo(60s);
        cut.runTo(60s);
        // Both jobs hold both threads for a second at a time; a step holds one for 20 ms.
        QVERIFY(closeTo(all.measure("ready_mean_s"), 0.8337, 1e-3));
        QVERIFY(closeTo(all.measure("ready_p99_s"), 1.0162, 1e-3));
        QVERIFY(closeTo(cut.measure("ready_mean_s"), 0.009439, 1e-3));
        QVERIFY(closeTo(cut.measure("ready_p99_s"), 0.02544, 1e-3));
        QVERIFY(closeTo(all.measure("finished_per_s"), 345 / 60.0, 1e-9));
        QVERIFY(closeTo(cut.measure("finished_per_s"), 1636 / 60.0, 1e-9));
        // The jobs pay for it with what the others compute, 10 ms a piece, and no more.
        for (PracticeRun *const run : {&all, &cut})
            QVERIFY(closeTo(run->measure("job_thread_mean"), 2 - 0.01 * *run->measure("finished_per_s"), 1e-3));
    }

    void aJobInOneGoHoldsItsThreadToTheNanosecond()
    {
        PracticeRun run("small-functions", small({}));
        run.runTo(2100ms);
        QCOMPARE(run.story({EventKind::WorkStarted}),
                 (QStringList{"0 work-started by Job 1", "1000 work-started 1 by Task 1", "1010 work-started by Job 1",
                              "2010 work-started 2 by Task 1", "2020 work-started by Job 1"}));
        QCOMPARE(run.measure("ready_mean_s").value(), 0.9); // wanted at 100 and 1110 ms
        QCOMPARE(run.measure("job_thread_mean").value(), 2.08 / 2.1);
    }

    void betweenTwoStepsItIsTheOthersTurn()
    {
        PracticeRun run("small-functions", small({{"variant", "short"}, {"steps", "4"}}));
        run.runTo(999ms);
        QCOMPARE(run.story({EventKind::WorkStarted}),
                 (QStringList{"0 work-started by Job 1", "250 work-started 1 by Task 1", "260 work-started by Job 1",
                              "510 work-started 2 by Task 1", "520 work-started by Job 1",
                              "770 work-started 3 by Task 1", "780 work-started by Job 1"}));
        QCOMPARE(run.measure("ready_mean_s").value(), 0.15);
        QCOMPARE(run.measure("ready_p99_s").value(), 0.15);
    }

    void whatIsTurnedActsOnTheJobUnderWayOrTheNext()
    {
        PracticeRun shorter("small-functions", small({}));
        shorter.schedule(200ms, "job", "500ms");
        shorter.runTo(500ms);
        QCOMPARE(shorter.story({EventKind::WorkStarted}).last(), QString("500 work-started 1 by Task 1"));
        PracticeRun cut("small-functions", small({{"pause", "105ms"}}));
        cut.schedule(200ms, "variant", "short"); // 20 ms a step, from the second job on
        cut.runTo(1200ms);
        QVERIFY(cut.story({EventKind::WorkStarted}).contains("1130 work-started 2 by Task 1"));
        PracticeRun without("small-functions", small({}));
        without.schedule(200ms, "jobs", "0");
        without.runTo(205ms);
        QCOMPARE(without.story({EventKind::WorkStarted}).last(), QString("200 work-started 1 by Task 1"));
        PracticeRun threads("small-functions", small({}));
        threads.schedule(200ms, "threads", "2");
        threads.runTo(205ms);
        QCOMPARE(threads.story({EventKind::WorkStarted}).last(), QString("200 work-started 1 by Task 1"));
        PracticeRun tasks("small-functions", small({}));
        tasks.schedule(200ms, "tasks", "3");
        tasks.runTo(1005ms);
        QCOMPARE(tasks.session.world().items().created, std::uint64_t{3});
    }

    void threadsThatAreHeldAreNamedOnlyWhereOthersWaitForThem()
    {
        PracticeRun inOneGo("small-functions", {});
        inOneGo.runTo(20s);
        const QString advice = inOneGo.found("threads-held");
        QVERIFY2(advice.contains(" of 2 threads on average, for 1 s at a time: the other tasks spent "),
                 qPrintable(advice));
        QVERIFY(advice.endsWith("Try “Functions” = Short."));
        PracticeRun coarse("small-functions", {{"variant", "short"}, {"steps", "2"}});
        coarse.runTo(20s);
        QVERIFY(coarse.found("threads-held").endsWith("Try “Steps per job” = 51."));
        for (const Given &calm : {Given{{"variant", "short"}}, Given{{"threads", "8"}}, Given{{"jobs", "0"}}}) {
            PracticeRun run("small-functions", calm);
            run.runTo(20s);
            QVERIFY(run.diagnosis().advice.empty());
        }
        PracticeRun crowd("small-functions",
                          {{"variant", "short"}, {"jobs", "16"}, {"steps", "200"}, {"threads", "1"}});
        crowd.runTo(20s);
        QCOMPARE(crowd.found("threads-held"), QString());
        QCOMPARE(crowd.found("bottleneck"),
                 QString("The threads are the bottleneck: 16 jobs and the other tasks need 16.3, and there is only 1. "
                         "Try “Threads” = 8. Even more would help further."));
    }

    void headlinesAreOfTheLastTenSeconds()
    {
        PracticeRun run("small-functions", small({{"jobs", "0"}}));
        run.runTo(11s); // a cycle of 110 ms
        QCOMPARE(run.headlines(),
                 (QStringList{"Finished: 9.1 /s (by the other tasks)", "Waiting to run: 0 % (for one of 1 thread)",
                              "Latency p99: 10 ms (for 10 ms of CPU time)", "Threads for jobs: 0.0 (of 1 thread)",
                              "Longest step: 1 s (holds its thread)"}));
    }
};

QTEST_APPLESS_MAIN(TestPracticeSmallFunctions)
#include "tst_practice_small_functions.moc"
