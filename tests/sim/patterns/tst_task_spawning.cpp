// SPDX-License-Identifier: MIT
#include "sim/patterns/small_burst.h"

using namespace coroscope;
using namespace coroscope::test;

/// The pattern, to the nanosecond, on a SmallBurst.
class TestTaskSpawning : public QObject
{
    Q_OBJECT

    static constexpr std::uint32_t Parent = 0;
    static constexpr std::uint32_t Task = 1;

private Q_SLOTS:
    void spawnedTasksComputeInTurnAndWaitSideBySide()
    {
        SmallBurst run;
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::WorkStarted, EventKind::ItemDone, EventKind::JobDone}),
                 (QStringList{"0 work-started 1 by Task 1", "100 work-started 2 by Task 2",
                              "200 work-started 3 by Task 3", "300 item-done 1 by Task 1", "400 item-done 2 by Task 2",
                              "500 item-done 3 by Task 3", "500 job-done by Parent 1"}));
        QCOMPARE(run.session.metrics().latency().mean().value(), 400e6);
    }

    void theParentThatJoinsEndsWithItsLastTaskAndTheNextBurstBeginsAnIntervalLater()
    {
        SmallBurst run(Given{{"interval", "700ms"}});
        run.runTo(499ms);
        QCOMPARE(run.task(Parent, 0).state, TaskState::Waiting);
        QCOMPARE(run.task(Parent, 0).waitKind, WaitKind::Join);
        run.runTo(2s);
        QCOMPARE(run.story({EventKind::JobStarted, EventKind::JobDone}),
                 (QStringList{"0 job-started by Parent 1", "500 job-done by Parent 1", "1200 job-started by Parent 1",
                              "1700 job-done by Parent 1"}));
    }

    void aStepIsComputingAndThenWaitingAndATaskHasAsManyAsItShould()
    {
        SmallBurst run(Given{{"tasks", "1"}, {"steps", "2"}});
        run.runTo(1s);
        QCOMPARE(
            run.story({EventKind::WorkStarted, EventKind::SleepStarted, EventKind::ItemDone}).mid(0, 5),
            (QStringList{"0 work-started 1 by Task 1", "100 sleep-started by Task 1", "300 work-started 1 by Task 1",
                         "400 sleep-started by Task 1", "600 item-done 1 by Task 1"}));
    }

    void awaitedOneAfterAnotherTheParentDoesItAllItself()
    {
        SmallBurst run(Given{{"start", "await"}, {"threads", "3"}});
        run.runTo(1s);
        QCOMPARE(
            run.story({EventKind::WorkStarted, EventKind::ItemDone, EventKind::JobDone}),
            (QStringList{"0 work-started 1 by Parent 1", "300 item-done 1 by Parent 1",
                         "300 work-started 2 by Parent 1", "600 item-done 2 by Parent 1",
                         "600 work-started 3 by Parent 1", "900 item-done 3 by Parent 1", "900 job-done by Parent 1"}));
        QVERIFY(!run.session.world().taskAt({Task, 0}));
    }

    void detachedTasksOutliveTheirParentAndBurstsOverlap()
    {
        SmallBurst run(Given{{"handles", "detach"}, {"interval", "350ms"}});
        run.runTo(0ms);
        QCOMPARE(run.task(Parent, 0).state, TaskState::Done);
        QCOMPARE(run.task(Task, 0).state, TaskState::Running);
        QVERIFY(run.task(Task, 2).orphaned);
        run.runTo(650ms);
        QCOMPARE(run.story({EventKind::JobStarted, EventKind::JobDone}),
                 (QStringList{"0 job-started by Parent 1", "350 job-started by Parent 1", "500 job-done by Task 3"}));
        // Task 1 was over by then: its place was free, and the next ones are those of new tasks.
        QCOMPARE(run.story({EventKind::ItemCreated}),
                 (QStringList{"0 item-created 1 by Task 1", "0 item-created 2 by Task 2", "0 item-created 3 by Task 3",
                              "350 item-created 4 by Task 1", "350 item-created 5 by Task 4",
                              "350 item-created 6 by Task 5"}));
    }

    void parentsThatOverlapHavePlacesOfTheirOwn()
    {
        SmallBurst run(Given{{"start", "await"}, {"handles", "detach"}, {"interval", "500ms"}, {"threads", "2"}});
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::JobStarted, EventKind::JobDone}),
                 (QStringList{"0 job-started by Parent 1", "500 job-started by Parent 2", "900 job-done by Parent 1",
                              "1000 job-started by Parent 1"}));
    }

    void aScopeEndsAfterItsTasks()
    {
        SmallBurst run(Given{{"handles", "scope"}});
        run.runTo(499ms);
        QCOMPARE(run.task(Parent, 0).state, TaskState::Waiting);
        run.runTo(500ms);
        QCOMPARE(run.task(Parent, 0).state, TaskState::Done);
        QCOMPARE(run.story({EventKind::JobDone}), QStringList{"500 job-done by Parent 1"});
    }

    void inAScopeOnePanicCancelsTheSiblings()
    {
        SmallBurst run(Given{{"handles", "scope"}, {"failure-rate", "100%"}});
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::ItemFailed, EventKind::ItemCancelled, EventKind::JobFailed}),
                 (QStringList{"100 item-failed 1 by Task 1", "100 item-cancelled 2 by Task 2",
                              "100 item-cancelled 3 by Task 3", "100 job-failed by Parent 1"}));
        QCOMPARE(run.task(Parent, 0).state, TaskState::Done);
        QCOMPARE(run.count(EventKind::FailureUnseen), std::size_t{0});
    }

    void theFirstPanicOfAnInstantCancelsThoseThatWouldHaveFollowedInIt()
    {
        SmallBurst run(Given{{"handles", "scope"}, {"failure-rate", "100%"}, {"threads", "3"}});
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::ItemFailed, EventKind::ItemCancelled, EventKind::JobFailed}),
                 (QStringList{"100 item-failed 1 by Task 1", "100 item-cancelled 2 by Task 2",
                              "100 item-cancelled 3 by Task 3", "100 job-failed by Parent 1"}));
        QCOMPARE(run.count(EventKind::FailureUnseen), std::size_t{0});
    }

    void joinedPanicsAreSeenOneByOneAndDisturbNobody()
    {
        SmallBurst run(Given{{"failure-rate", "100%"}});
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::ItemFailed, EventKind::JobFailed}),
                 (QStringList{"100 item-failed 1 by Task 1", "200 item-failed 2 by Task 2",
                              "300 item-failed 3 by Task 3", "300 job-failed by Parent 1"}));
        QCOMPARE(run.count(EventKind::FailureUnseen), std::size_t{0});
    }

    void awaitedPanicsAreSeenAndTheNextTaskFollows()
    {
        SmallBurst run(Given{{"failure-rate", "100%"}, {"start", "await"}});
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::ItemFailed, EventKind::JobFailed}),
                 (QStringList{"100 item-failed 1 by Parent 1", "200 item-failed 2 by Parent 1",
                              "300 item-failed 3 by Parent 1", "300 job-failed by Parent 1"}));
        QCOMPARE(run.count(EventKind::FailureUnseen), std::size_t{0});
    }

    void detachedPanicsAreSeenByNobody()
    {
        SmallBurst run(Given{{"failure-rate", "100%"}, {"handles", "detach"}});
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::FailureUnseen}),
                 (QStringList{"100 failure-unseen by Task 1", "200 failure-unseen by Task 2",
                              "300 failure-unseen by Task 3"}));
        QCOMPARE(run.story({EventKind::JobDone, EventKind::JobFailed}), QStringList{"300 job-done by Task 3"});
    }

    void aStepPanicsWithTheChanceThatWasSet()
    {
        SmallBurst run(
            {{"failure-rate", "10%"}, {"compute", "1ms"}, {"wait", "0"}, {"interval", "100ms"}, {"steps", "2"}});
        run.runTo(1000s);
        const ItemCounts items = run.session.world().items();
        const double share = double(items.failed) / double(items.failed + items.done);
        QVERIFY(items.created > 25'000);
        QVERIFY2(std::abs(share - 0.19) < 0.01, qPrintable(QString::number(share))); // 1 - 0.9², ± 4 standard errors
    }

    void threadsDecideWhenAndNotWhatIsComputed()
    {
        const auto drawn = [](std::string_view threads, std::string_view start) {
            SmallBurst run(Given{{"threads", threads},
                                 {"start", start},
                                 {"interval", "60s"},
                                 {"compute-shape", "exponential"},
                                 {"wait-shape", "lognormal"},
                                 {"steps", "4"}});
            run.runTo(30s);
            QList<double> all;
            for (const EventKind kind : {EventKind::WorkEnded, EventKind::SleepEnded}) {
                for (const double length : run.lengths(kind))
                    all.push_back(length);
            }
            std::sort(all.begin(), all.end());
            return all;
        };
        const QList<double> one = drawn("1", "spawn");
        QCOMPARE(one.size(), 3 * 4 * 2);
        QCOMPARE(drawn("3", "spawn"), one);
        QCOMPARE(drawn("1", "await"), one);
        QVERIFY(one.front() != one.back());
    }
};

QTEST_APPLESS_MAIN(TestTaskSpawning)
#include "tst_task_spawning.moc"
