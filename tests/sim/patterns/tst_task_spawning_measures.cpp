// SPDX-License-Identifier: MIT
#include "patterns/task_spawning/tally.h"
#include "patterns/task_spawning/task_spawning.h"
#include "sim/hand_made.h"
#include "sim/patterns/small_burst.h"

using namespace coroscope;
using namespace coroscope::test;
using spawning::SpawningTally;
using enum EventKind;

namespace {

Event born(Duration when, TaskId task, TaskId parent, std::uint32_t group)
{
    return happened(when, TaskSpawned, task, {.object = parent, .payload = Place{group, task}.packed()});
}

SpawningTally tallyOf(const std::vector<Event> &events, Duration warmup = {})
{
    SpawningTally tally(moment(warmup));
    tally.consume(events, 0);
    return tally;
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

    void rateAndMeansLeaveTheWarmUpOutAndCountsDoNot()
    {
        // In (6.25 s, 15 s]: of the fifth burst, which began at 6 s, the last three ends and half of the last computing.
        SmallBurst run(Given{{"handles", "detach"}, {"interval", "1500ms"}, {"failure-rate", "0%"}}, 1, 6250ms);
        run.runTo(15s);
        QCOMPARE(run.measure("finished_per_s").value(), 18 / 8.75);
        QCOMPARE(run.measure("thread_utilisation").value(), (0.05 + 5 * 0.3) / 8.75);
        QCOMPARE(run.measure("burst_mean_s").value(), 0.5);
        QCOMPARE(run.measure("outliving_tasks").value(), 33.0);
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
        QCOMPARE(tallyOf(events).outlivingTasks(), std::uint64_t{2});
        QCOMPARE(tallyOf({events.begin(), events.begin() + 6}).outlivingTasks(), std::uint64_t{0});
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
        QCOMPARE(tallyOf(events).burstMean().value(), 9.0);
        QCOMPARE(tallyOf(events).speedup().value(), (7.0 + 1.0) / 18);
        QCOMPARE(tallyOf(events, 8s).burstMean().value(), 10.0);
        QCOMPARE(tallyOf(events, 8s).speedup().value(), 0.1);
        QVERIFY(!tallyOf(events, 11s).burstMean());
    }
};

QTEST_APPLESS_MAIN(TestTaskSpawningMeasures)
#include "tst_task_spawning_measures.moc"
