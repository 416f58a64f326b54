// SPDX-License-Identifier: MIT
#include "fan_out_run.h"

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

/// How jobs are split and gathered, to the nanosecond.
class TestFanOutFanIn : public QObject
{
    Q_OBJECT

    static constexpr std::uint32_t Coordinator = 0;
    static constexpr std::uint32_t Subtask = 1;

    static std::vector<Duration> sorted(std::vector<Duration> list)
    {
        std::sort(list.begin(), list.end());
        return list;
    }
    static std::size_t alive(const Session &session)
    {
        return session.world().alive() - 1; // without the coordinator
    }

private Q_SLOTS:
    void aJobIsSplitIntoSubtasksThatRunSideBySideAtExactTimes()
    {
        FanOutRun run({{"subtasks", "3"}, {"work-shape", "fixed"}});
        run.runTo(1600ms);
        QCOMPARE(run.story({EventKind::JobStarted, EventKind::WorkStarted, EventKind::ItemDone, EventKind::JobDone}),
                 (QStringList{"0 job-started by Coordinator", "0 work-started 1 by Subtask 1",
                              "0 work-started 2 by Subtask 2", "0 work-started 3 by Subtask 3",
                              "600 item-done 1 by Coordinator", "600 item-done 2 by Coordinator",
                              "600 item-done 3 by Coordinator", "600 job-done by Coordinator",
                              "1600 job-started by Coordinator", "1600 work-started 4 by Subtask 1",
                              "1600 work-started 5 by Subtask 2", "1600 work-started 6 by Subtask 3"}));
        QCOMPARE(run.session.world().items(), (ItemCounts{.created = 6, .done = 3}));
    }

    void oneSubtaskIsAJobToo()
    {
        FanOutRun run({{"subtasks", "1"}, {"work", "1ms"}, {"work-shape", "fixed"}, {"interval", "0"}});
        run.runTo(1s);
        QCOMPARE(run.session.world().items().done, std::uint64_t{1000});
    }

    void theLimitLetsSoManyRunAtOnceAndEachEndMakesRoom()
    {
        FanOutRun run({{"subtasks", "5"}, {"limit", "2"}, {"work", "100ms"}, {"work-shape", "fixed"}});
        run.runTo(300ms);
        QCOMPARE(run.jobs().at(0).gathered, (std::vector<Duration>{100ms, 100ms, 200ms, 200ms, 300ms}));
        QCOMPARE(run.jobs().at(0).length.value(), Duration(300ms));
        QCOMPARE(run.story({EventKind::WorkStarted}).filter("100 work"),
                 (QStringList{"100 work-started 3 by Subtask 3", "100 work-started 4 by Subtask 4"}));
    }

    void aRaisedLimitStartsMoreAtOnceAndALoweredOneStopsNobody()
    {
        FanOutRun run({{"subtasks", "6"}, {"limit", "1"}, {"work", "1s"}, {"work-shape", "fixed"}, {"interval", "1s"}});
        run.runTo(500ms);
        run.set("limit", "3"); // 1: 0 to 1 s; 2 and 3: 0.5 to 1.5 s; 4: 1 to 2 s; 5 and 6: 1.5 to 2.5 s
        QCOMPARE(alive(run.session), std::size_t{3});
        run.runTo(2500ms);
        QCOMPARE(run.jobs().at(0).gathered, (std::vector<Duration>{1s, 1500ms, 1500ms, 2s, 2500ms, 2500ms}));

        run.runTo(4s); // the second job began at 3.5 s
        QCOMPARE(alive(run.session), std::size_t{3});
        run.set("limit", "1");
        QCOMPARE(alive(run.session), std::size_t{3});
        run.runTo(4500ms);
        QCOMPARE(alive(run.session), std::size_t{1});
        run.runTo(7500ms);
        QCOMPARE(run.jobs().at(1).gathered, (std::vector<Duration>{1s, 1s, 1s, 2s, 3s, 4s}));

        run.set("limit", "500"); // between jobs it is for the next
        run.runTo(8500ms);
        QCOMPARE(alive(run.session), std::size_t{6});
    }

    void inOrderEachResultWaitsForTheOnesBefore()
    {
        FanOutRun run({{"subtasks", "8"}});
        run.runTo(1min);
        const std::vector<FanOutRun::Job> jobs = run.jobs();
        QVERIFY(jobs.size() > 10);
        for (const FanOutRun::Job &job : jobs) {
            if (!job.length)
                continue;
            Duration latest{};
            for (std::size_t i = 0; i < 8; ++i) {
                latest = std::max(latest, job.planned[i]);
                QCOMPARE(job.gathered.at(i), latest);
            }
            QCOMPARE(*job.length, latest);
        }
    }

    void asCompletedEachResultIsTakenWhenItComes()
    {
        FanOutRun run({{"subtasks", "8"}, {"gather", "as-completed"}});
        run.runTo(1min);
        for (const FanOutRun::Job &job : run.jobs()) {
            if (job.length)
                QCOMPARE(job.gathered, sorted(job.planned));
        }
    }

    void theCoordinatorWaitsForTheHandlesOneAfterAnotherOrForAnyOfThem()
    {
        FanOutRun inOrder({{"subtasks", "2"}, {"work-shape", "fixed"}});
        inOrder.runTo(300ms);
        QCOMPARE(inOrder.task(Coordinator, 0).object, inOrder.task(Subtask, 0).id);
        FanOutRun asCompleted({{"subtasks", "2"}, {"work-shape", "fixed"}, {"gather", "as-completed"}});
        asCompleted.runTo(300ms);
        QCOMPARE(asCompleted.task(Coordinator, 0).waitKind, WaitKind::Join);
        QCOMPARE(asCompleted.task(Coordinator, 0).object, TaskId{0});
    }

    void asCompletedAQuorumIsTheFastestAndTheRestIsCancelled()
    {
        FanOutRun run({{"subtasks", "5"}, {"quorum", "3"}, {"gather", "as-completed"}});
        run.runTo(1min);
        int ended = 0;
        for (const FanOutRun::Job &job : run.jobs()) {
            if (!job.length)
                continue;
            ++ended;
            QVERIFY(job.done);
            const std::vector<Duration> lengths = sorted(job.planned);
            QCOMPARE(job.gathered, (std::vector<Duration>{lengths[0], lengths[1], lengths[2]}));
            QCOMPARE(*job.length, lengths[2]);
            QCOMPARE(job.cancelled, (std::vector<Duration>{lengths[2], lengths[2]}));
        }
        QVERIFY(ended > 20);
    }

    void inOrderAQuorumIsTheFirstOnesAndUnusedResultsAreCancelled()
    {
        FanOutRun run({{"subtasks", "5"}, {"quorum", "3"}});
        run.runTo(1min);
        for (const FanOutRun::Job &job : run.jobs()) {
            if (!job.length)
                continue;
            const Duration latest = std::max({job.planned[0], job.planned[1], job.planned[2]});
            QCOMPARE(*job.length, latest);
            QCOMPARE(job.gathered.size(), std::size_t{3});
            QCOMPARE(job.cancelled, (std::vector<Duration>{latest, latest}));
        }
    }

    void aQuorumOfMoreThanThereAreCountsAsAll()
    {
        FanOutRun more({{"quorum", "6"}});
        FanOutRun all({{"quorum", "5"}});
        FanOutRun none({});
        for (FanOutRun *run : {&more, &all, &none})
            run->runTo(20s);
        QCOMPARE(more.session.fingerprint().text(), none.session.fingerprint().text());
        QCOMPARE(all.session.fingerprint().text(), none.session.fingerprint().text());
    }

    void withAQuorumAndALimitWhatHasNotBegunNeverDoes()
    {
        FanOutRun run({{"subtasks", "10"}, {"limit", "3"}, {"quorum", "3"}, {"work-shape", "fixed"}});
        run.runTo(1s);
        const FanOutRun::Job job = run.jobs().at(0);
        QCOMPARE(*job.length, Duration(600ms));
        QCOMPARE(job.gathered, (std::vector<Duration>{600ms, 600ms, 600ms}));
        QCOMPARE(run.story({EventKind::WorkStarted}).filter("600 work").size(), 2); // for the first two that ended
        QCOMPARE(run.session.world().items().inFlight(), std::uint64_t{0});
    }

    void theShapeOfAJobIsTurnedForTheNextOne()
    {
        FanOutRun run({{"subtasks", "2"}, {"work", "1s"}, {"work-shape", "fixed"}, {"interval", "1s"}});
        run.runTo(500ms);
        run.set("subtasks", "4");
        run.set("quorum", "1");
        run.set("gather", "as-completed");
        run.runTo(2500ms);
        QCOMPARE(run.jobs().at(0).gathered, (std::vector<Duration>{1s, 1s}));
        QCOMPARE(alive(run.session), std::size_t{4});
        QCOMPARE(run.task(Coordinator, 0).object, TaskId{0});
        run.runTo(3s);
        QCOMPARE(run.jobs().at(1).gathered, (std::vector<Duration>{1s}));
        QCOMPARE(run.jobs().at(1).cancelled, (std::vector<Duration>{1s, 1s, 1s}));
    }

    void turnedWorkAndIntervalActOnWhatIsUnderWay()
    {
        FanOutRun run({{"subtasks", "2"}, {"work", "10s"}, {"work-shape", "fixed"}, {"interval", "60s"}});
        run.runTo(1s);
        run.set("work", "2s");
        run.runTo(2s);
        QCOMPARE(run.jobs().at(0).length.value(), Duration(2s));
        run.runTo(3s);
        run.set("interval", "5s"); // from 2 s on
        run.runTo(6999ms);
        QCOMPARE(run.jobs().size(), std::size_t{1});
        run.runTo(7s);
        QCOMPARE(run.jobs().size(), std::size_t{2});
        run.runTo(8s);
        run.set("work", "1ms"); // the new length has passed
        run.runTo(8s);
        QCOMPARE(run.jobs().at(1).length.value(), Duration(1s));
        run.set("work-shape", "exponential"); // for what begins from now on
        run.set("interval", "0");
        run.runTo(8001ms);
        QVERIFY(run.jobs().at(2).planned[0] != Duration(1ms));
    }

    void itemsAreConservedAtEveryEventWhateverIsTurned()
    {
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            FanOutRun run({{"failure-rate", "10%"}}, seed);
            Random random(seed, "turns", 0);
            const std::vector<Parameter *> all = run.session.parameters().all();
            for (int turn = 1; turn <= 40; ++turn) {
                run.runTo(turn * 700ms);
                const std::size_t which = random.below(all.size());
                const ParameterSpec &spec = all[which]->spec();
                std::int64_t value = spec.minimum
                    + std::int64_t(random.below(std::uint64_t(spec.maximum - spec.minimum) + 1));
                if (spec.kind == ParameterKind::Duration)
                    value = std::clamp<std::int64_t>(value, 50'000'000, 700'000'000);
                if (spec.id == "subtasks")
                    value = value % 50 + 1;
                run.session.set(which, value);
            }
            Trace &trace = run.session.trace();
            World world;
            for (Sequence i = 0; i < trace.count(); ++i) {
                world.apply(trace.at(i));
                std::uint64_t held = 0;
                for (const TaskView &task : world.tasks())
                    held += task.item != 0 || task.result != 0 ? 1 : 0;
                QVERIFY2(world.items().inFlight() == held,
                         qPrintable(QStringLiteral("seed %1, event %2").arg(seed).arg(i)));
            }
            QCOMPARE(world.items().lost, std::uint64_t{0});
            QVERIFY(world.items().done > 0);
        }
    }
};

QTEST_APPLESS_MAIN(TestFanOutFanIn)
#include "tst_fan_out_fan_in.moc"
