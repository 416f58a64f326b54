// SPDX-License-Identifier: MIT
#include "patterns/task_spawning/pattern_metrics.h"
#include "patterns/task_spawning/task_spawning.h"
#include "sim/hand_made.h"
#include "sim/patterns/small_burst.h"

using namespace coroscope;
using namespace coroscope::test;
using spawning::SpawningMetrics;
using enum EventKind;

namespace {

Event born(Duration when, TaskId task, TaskId parent, std::uint32_t group)
{
    return spawnedBy(parent, when, task, {group, task});
}

SpawningMetrics metricsOf(const std::vector<Event> &events, Duration warmup = {})
{
    SpawningMetrics patternMetrics(moment(warmup));
    tell(patternMetrics, events);
    return patternMetrics;
}

} // namespace

/// The numbers of the pattern, worked out by hand.
class TestTaskSpawningMeasures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresOfASmallBurstAreWhatAPersonComesTo()
    {
        // A burst takes 500 ms, three tasks of 300 ms each; every 1.5 s there is one. At 15 s the eleventh begins.
        SmallBurst run;
        run.runTo(15s);
        QCOMPARE(run.measure("alive").value(), 3.0);
        QCOMPARE(run.measure("finished_per_s").value(), 30 / 15.0);
        QCOMPARE(run.measure("thread_utilisation").value(), 10 * 0.3 / 15);
        QCOMPARE(run.measure("burst_mean_s").value(), 0.5);
        QCOMPARE(run.measure("speedup").value(), 0.9 / 0.5);
        QCOMPARE(run.measure("unseen_failures").value(), 0.0);
        QCOMPARE(run.measure("outliving_tasks").value(), 0.0);
    }

    void everyMeasureLeavesTheWarmUpOut()
    {
        // In (6.25 s, 15 s]: of the fifth burst, which began at 6 s, the last three ends and half of the last computing.
        SmallBurst run(Given{{"handles", "detach"}, {"interval", "1500ms"}, {"failure-rate", "0%"}}, 1, 6250ms);
        run.runTo(15s);
        QCOMPARE(run.measure("finished_per_s").value(), 18 / 8.75);
        QCOMPARE(run.measure("thread_utilisation").value(), (0.05 + 5 * 0.3) / 8.75);
        QCOMPARE(run.measure("burst_mean_s").value(), 0.5);
        QCOMPARE(run.measure("outliving_tasks").value(), 18.0); // of six bursts since
    }

    void withoutABurstThatHasEndedThereIsNoMean()
    {
        SmallBurst run;
        run.runTo(499ms);
        QVERIFY(!run.measure("burst_mean_s"));
        QVERIFY(!run.measure("speedup"));
        SmallBurst nothing(Given{{"compute", "0"}, {"wait", "0"}});
        nothing.runTo(1s);
        QCOMPARE(nothing.measure("burst_mean_s").value(), 0.0);
        QVERIFY(!nothing.measure("speedup"));
    }

    void oneAfterAnotherIsASpeedupOfOneAndReadyTimeIsNone()
    {
        SmallBurst await(Given{{"start", "await"}});
        await.runTo(10s);
        QCOMPARE(await.measure("burst_mean_s").value(), 0.9);
        QCOMPARE(await.measure("speedup").value(), 1.0);
        SmallBurst computing(Given{{"wait", "0"}}); // on one thread
        computing.runTo(10s);
        QCOMPARE(computing.measure("speedup").value(), 1.0);
        SmallBurst enough(Given{{"threads", "3"}});
        enough.runTo(10s);
        QCOMPARE(enough.measure("speedup").value(), 3.0);
    }

    void panicsThatNobodySawAreCounted()
    {
        SmallBurst detached(Given{{"handles", "detach"}, {"failure-rate", "100%"}});
        detached.runTo(2500ms); // three bursts
        QCOMPARE(detached.measure("unseen_failures").value(), double(detached.session.world().items().failed));
        QCOMPARE(detached.measure("unseen_failures").value(), 9.0);
        SmallBurst joined(Given{{"failure-rate", "100%"}});
        joined.runTo(2500ms);
        QCOMPARE(joined.measure("unseen_failures").value(), 0.0);
    }

    void aTaskOutlivesItsParentIfItIsAliveWhenThatEnds()
    {
        const std::vector<Event> events = {
            born(0s, 2, 1, spawning::Parents),         happened(0s, JobStarted, 2, {.object = 1, .payload = 3}),
            born(0s, 3, 2, spawning::Tasks),           born(0s, 4, 2, spawning::Tasks),
            born(0s, 5, 2, spawning::Tasks),           happened(1s, TaskDone, 3),
            happened(2s, EventKind::TaskCancelled, 2), happened(3s, TaskFailed, 4)};
        QCOMPARE(metricsOf(events).outlivingTasks(), std::uint64_t{2});
        QCOMPARE(metricsOf({events.begin(), events.begin() + 6}).outlivingTasks(), std::uint64_t{0});
    }

    void ownTimeIsThatOfTheTasksOfABurstAndOfItsParent()
    {
        const std::vector<Event> events = {
            born(0s, 2, 1, spawning::Parents), happened(0s, JobStarted, 2, {.object = 1, .payload = 2}),
            born(0s, 3, 2, spawning::Tasks), happened(0s, TaskDone, 2),
            // Another burst meanwhile, one after another.
            born(1s, 4, 1, spawning::Parents), happened(1s, JobStarted, 4, {.object = 2, .payload = 1}),
            happened(2s, WorkEnded, 4, {.payload = ns(1s)}), happened(5s, WorkEnded, 3, {.payload = ns(5s)}),
            happened(7s, SleepEnded, 3, {.payload = ns(2s)}), happened(7s, SleepEnded, 1, {.payload = ns(7s)}),
            happened(8s, JobDone, 3, {.object = 1, .payload = ns(8s)}),
            happened(11s, JobFailed, 4, {.object = 2, .payload = ns(10s)})};
        QCOMPARE(metricsOf(events).burstMean().value(), 9.0);
        QCOMPARE(metricsOf(events).speedup().value(), (7.0 + 1.0) / 18);
        QCOMPARE(metricsOf(events, 8s).burstMean().value(), 10.0);
        QCOMPARE(metricsOf(events, 8s).speedup().value(), 0.1);
        QVERIFY(!metricsOf(events, 11s).burstMean());
    }

    void aBurstOfMemorylessTasksTakesAsLongAsTheSlowestOfThemOnAverage()
    {
        const Given waiting = {{"compute", "0"}, {"wait", "400ms"}, {"wait-shape", "exponential"}};
        const Given computing = {
            {"compute", "400ms"}, {"compute-shape", "exponential"}, {"wait", "0"}, {"threads", "8"}};
        for (Given given : {waiting, computing}) {
            given.insert(given.end(), {{"steps", "1"}, {"interval", "100ms"}});
            PatternRun run("task-spawning", given, 5, {.world = false, .history = false}, 10s);
            run.runTo(10'000s);
            const std::vector<TheoryValue> theory = run.session.theory();
            QCOMPARE(theory.size(), std::size_t{1});
            QCOMPARE(theory[0].id, std::string_view("burst_mean_s"));
            QCOMPARE(theory[0].value, 0.4 * (1 + 1 / 2. + 1 / 3. + 1 / 4. + 1 / 5. + 1 / 6. + 1 / 7. + 1 / 8.));
            // Some 8,400 bursts with a standard deviation of 494 ms: 3.3 standard errors, confidence 99.9 %.
            QVERIFY2(std::abs(*theory[0].measured - theory[0].value) < 0.0178,
                     qPrintable(QString::number(*theory[0].measured)));
        }
    }

    void theoryIsSilentWhereItDoesNotHold()
    {
        const auto values = [](const Given &more) {
            Given given = {{"compute", "0"}, {"wait-shape", "exponential"}, {"steps", "1"}};
            given.insert(given.end(), more.begin(), more.end());
            PatternRun run("task-spawning", given, 1, {}, 1s);
            run.runTo(20s);
            return run.session.theory().size();
        };
        QCOMPARE(values({}), std::size_t{1});
        QCOMPARE(values({{"handles", "scope"}}), std::size_t{1});
        QCOMPARE(values({{"handles", "detach"}}), std::size_t{1});
        QCOMPARE(values({{"steps", "2"}}), std::size_t{0});
        QCOMPARE(values({{"wait-shape", "fixed"}}), std::size_t{0});
        QCOMPARE(values({{"wait", "0"}}), std::size_t{0});
        QCOMPARE(values({{"compute", "1ms"}}), std::size_t{0});
        QCOMPARE(values({{"failure-rate", "1%"}}), std::size_t{0});
        QCOMPARE(values({{"start", "await"}}), std::size_t{0});
        const Given computing = {{"compute", "120ms"}, {"compute-shape", "exponential"}, {"wait", "0"}};
        const auto onThreads = [&](std::string_view threads, std::string_view handles) {
            Given given = computing;
            given.insert(given.end(), {{"threads", threads}, {"handles", handles}});
            return values(given);
        };
        QCOMPARE(onThreads("8", "join"), std::size_t{1});
        QCOMPARE(onThreads("7", "join"), std::size_t{0});
        QCOMPARE(onThreads("64", "detach"), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(TestTaskSpawningMeasures)
#include "tst_task_spawning_measures.moc"
