// SPDX-License-Identifier: MIT
#include "sim/patterns/small_burst.h"

using namespace coroscope;
using namespace coroscope::test;

/// Every parameter of the pattern, turned while it runs, on a SmallBurst.
class TestTaskSpawningTurned : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moreThreadsServeThoseWhoWaitAtOnce()
    {
        SmallBurst run;
        run.runTo(50ms);
        run.set("threads", "3");
        run.runTo(300ms);
        QCOMPARE(run.story({EventKind::WorkStarted, EventKind::ItemDone}),
                 (QStringList{"0 work-started 1 by Task 1", "50 work-started 2 by Task 2",
                              "50 work-started 3 by Task 3", "300 item-done 1 by Task 1"}));
    }

    void withFewerThreadsWhoHasOneFinishesItsStep()
    {
        SmallBurst run(Given{{"threads", "3"}, {"steps", "2"}, {"wait", "0"}});
        run.runTo(50ms);
        run.set("threads", "1");
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::WorkStarted}),
                 (QStringList{"0 work-started 1 by Task 1", "0 work-started 2 by Task 2", "0 work-started 3 by Task 3",
                              "100 work-started 1 by Task 1", "200 work-started 2 by Task 2",
                              "300 work-started 3 by Task 3"}));
    }

    void computingUnderWayTakesItsNewTime()
    {
        SmallBurst run(Given{{"tasks", "1"}});
        run.runTo(50ms);
        run.set("compute", "80ms");
        run.runTo(500ms);
        QCOMPARE(run.story({EventKind::SleepStarted, EventKind::ItemDone}),
                 (QStringList{"80 sleep-started by Task 1", "280 item-done 1 by Task 1", "280 sleep-started"}));
    }

    void waitingUnderWayTakesItsNewTimeAndIsOverWhereThatHasPassed()
    {
        SmallBurst run(Given{{"tasks", "2"}});
        run.runTo(250ms); // they wait since 100 and 200 ms
        run.set("wait", "120ms");
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::ItemDone}),
                 (QStringList{"250 item-done 1 by Task 1", "320 item-done 2 by Task 2"}));
    }

    void thePauseUnderWayTakesItsNewTime()
    {
        SmallBurst run; // it is over at 500 ms
        run.runTo(600ms);
        run.set("interval", "300ms");
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::JobStarted}),
                 (QStringList{"0 job-started by Parent 1", "800 job-started by Parent 1"}));
    }

    void detachedTheNewIntervalCountsFromTheStartOfTheBurst()
    {
        SmallBurst run(Given{{"handles", "detach"}});
        run.runTo(600ms);
        run.set("interval", "700ms");
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::JobStarted}),
                 (QStringList{"0 job-started by Parent 1", "700 job-started by Parent 1"}));
    }

    void tasksUnderWayHaveAsManyStepsAsAreSetAtTheEndOfEach()
    {
        SmallBurst run(Given{{"tasks", "1"}, {"steps", "5"}});
        run.runTo(350ms); // in the second step
        run.set("steps", "2");
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::ItemDone}), QStringList{"600 item-done 1 by Task 1"});

        SmallBurst more(Given{{"tasks", "1"}});
        more.runTo(250ms);
        more.set("steps", "2");
        more.runTo(1s);
        QCOMPARE(more.story({EventKind::ItemDone}), QStringList{"600 item-done 1 by Task 1"});
    }

    void theNextBurstHasAsManyTasksAsAreSetThen()
    {
        SmallBurst run;
        run.runTo(250ms);
        run.set("tasks", "5");
        run.runTo(3s);
        QCOMPARE(run.lengths(EventKind::JobStarted), (QList<double>{3e-6, 5e-6})); // parts, not ns
        QCOMPARE(run.session.world().items().created, std::uint64_t{8});
        QCOMPARE(run.session.world().items().done, std::uint64_t{8});
    }

    void aTurnedFailureRateHoldsForStepsThatAreUnderWay()
    {
        SmallBurst run;
        run.runTo(150ms);
        run.set("failure-rate", "100%");
        run.runTo(1s);
        QCOMPARE(
            run.story({EventKind::ItemDone, EventKind::ItemFailed}),
            (QStringList{"200 item-failed 2 by Task 2", "300 item-done 1 by Task 1", "300 item-failed 3 by Task 3"}));
    }

    void turningTheFailureRateLeavesTheTimesOfEverythingElseAsTheyWere()
    {
        const Given random = {{"compute-shape", "exponential"}, {"wait-shape", "exponential"}, {"threads", "3"}};
        SmallBurst none(random);
        SmallBurst half(random);
        half.set("failure-rate", "50%");
        none.runTo(900ms);
        half.runTo(900ms);
        QCOMPARE(half.lengths(EventKind::WorkStarted), none.lengths(EventKind::WorkStarted)); // of the first burst
        QVERIFY(half.session.world().items().failed > 0);
    }

    void howTheParentStartsTasksChangesWithTheNextBurst()
    {
        SmallBurst run;
        run.runTo(250ms);
        run.set("start", "await");
        run.runTo(2s);
        QCOMPARE(run.story({EventKind::ItemDone}),
                 (QStringList{"300 item-done 1 by Task 1", "400 item-done 2 by Task 2", "500 item-done 3 by Task 3",
                              "1800 item-done 4 by Parent 1"}));
    }

    void whatBecomesOfHandlesChangesWithTheNextBurst()
    {
        SmallBurst run;
        run.runTo(250ms);
        run.set("handles", "detach");
        run.runTo(2500ms);
        QCOMPARE(run.story({EventKind::JobStarted, EventKind::JobDone}),
                 (QStringList{"0 job-started by Parent 1", "500 job-done by Parent 1", "1500 job-started by Parent 1",
                              "2000 job-done by Task 3", "2500 job-started by Parent 1"}));
        run.set("handles", "scope");
        run.runTo(4600ms);
        QCOMPARE(run.story({EventKind::JobStarted, EventKind::JobDone}).mid(5),
                 (QStringList{"3000 job-done by Task 3", "3500 job-started by Parent 1", "4000 job-done by Parent 1"}));
    }

    void turnedShapesHoldForWhatIsDrawnFromThenOn()
    {
        for (const std::string_view shape : {"compute-shape", "wait-shape"}) {
            SmallBurst run(Given{{"tasks", "1"}, {"steps", "2"}});
            run.runTo(50ms);
            run.set(shape, "exponential");
            run.runTo(900ms);
            const bool compute = shape == "compute-shape";
            const QList<double> works = run.lengths(EventKind::WorkStarted);
            const QList<double> sleeps = run.lengths(EventKind::SleepStarted);
            QCOMPARE(works.at(0), 100.0);
            QCOMPARE(works.at(1) != 100.0, compute);
            QCOMPARE(sleeps.at(0) != 200.0, !compute); // drawn at 100 ms
        }
    }

    void whateverIsTurnedTheNextBurstComes()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            SmallBurst run({}, seed);
            Random random(seed, "turns", 0);
            const std::vector<Parameter *> &all = run.session.parameters().all();
            Duration now{};
            for (int turn = 0; turn < 30; ++turn) {
                now += Duration{std::int64_t(random.below(1'500'000'000))};
                run.runTo(now);
                const std::size_t which = random.below(all.size());
                const ParameterSpec &spec = all[which]->spec();
                // Nothing so long that one burst would take all the time that is left.
                const std::int64_t most = spec.kind == ParameterKind::Duration ? 300'000'000 : 4;
                const std::int64_t span = std::min(spec.maximum - spec.minimum, most);
                const std::int64_t value = spec.minimum + std::int64_t(random.below(std::uint64_t(span) + 1));
                run.session.set(which, value);
            }
            const std::size_t before = run.count(EventKind::JobStarted);
            run.runTo(now + 200s);
            QVERIFY2(run.count(EventKind::JobStarted) > before + 2, qPrintable(QString::number(seed)));
            QCOMPARE(run.session.outcome(), Outcome::Completed);
            QCOMPARE(run.session.metrics().items(), run.session.world().items());
        }
    }
};

QTEST_APPLESS_MAIN(TestTaskSpawningTurned)
#include "tst_task_spawning_turned.moc"
