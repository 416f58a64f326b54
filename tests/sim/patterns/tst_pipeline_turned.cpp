// SPDX-License-Identifier: MIT
#include "sim/patterns/pipeline_run.h"

using namespace coroscope;
using namespace coroscope::test;

/// The pipeline while it is turned and acted on.
class TestPipelineTurned : public QObject
{
    Q_OBJECT

    static constexpr std::uint32_t stage1 = pipeline::FirstStage;
    static constexpr std::uint32_t stage2 = pipeline::FirstStage + 1;
    static constexpr std::uint32_t stage3 = pipeline::FirstStage + 2;

    static void verifyNothingIsLost(PipelineRun &run)
    {
        const ItemCounts &items = run.session.world().items();
        QCOMPARE(items.created, items.done + items.failed + items.inFlight());
        QCOMPARE(items.lost + items.cancelled + items.dropped, std::uint64_t{0});
        QCOMPARE(run.session.metrics().items(), items);
    }
    static void close(PipelineRun &run) { run.session.act({.action = pipeline::Close}); }
    static void send(PipelineRun &run) { run.session.act({.action = pipeline::Send}); }
    /// Who took items from a channel since the start: "2 by Stage 1 worker 1".
    static QStringList takers(PipelineRun &run, const char *who)
    {
        return run.story({EventKind::Received}).filter(who).replaceInStrings("received ", "");
    }

private Q_SLOTS:
    void aStageThatIsTakenAwayWorksOffItsChannelWhileNewItemsPassItBy()
    {
        PipelineRun run({{"stages", "2"}, {"interval", "100ms"}, {"work-1", "50ms"}, {"work-2", "400ms"}});
        run.runTo(420ms); // 1 is in stage 2 until 550 ms; 2 and 3 wait in its channel, 4 is in stage 1
        run.set("stages", "1");
        run.runTo(1340ms);
        QCOMPARE(takers(run, "Stage 2"),
                 (QStringList{"150 1 by Stage 2 worker 1", "550 2 by Stage 2 worker 1", "950 3 by Stage 2 worker 1"}));
        QCOMPARE(takers(run, "Sink").first(4),
                 (QStringList{"450 4 by Sink", "550 1 by Sink", "550 5 by Sink", "650 6 by Sink"}));
        QVERIFY(run.session.world().channels().at(1).open);
        QCOMPARE(run.task(stage2, 0).state, TaskState::Running);
        run.runTo(1350ms); // 3 is through, and with it the stage is gone
        QCOMPARE(run.task(stage2, 0).state, TaskState::Cancelled);
        QVERIFY(!run.session.world().channels().at(1).open);
        const std::vector<ItemId> done = run.doneItems();
        QVERIFY(std::find(done.begin(), done.end(), ItemId{3}) != done.end());
        verifyNothingIsLost(run);
    }

    void anIdleStageLeavesAtOnce()
    {
        PipelineRun run({{"stages", "3"}, {"interval", "1s"}, {"workers-3", "4"}});
        run.runTo(500ms);
        run.set("stages", "2");
        run.runTo(500ms);
        for (std::uint32_t worker = 0; worker < 4; ++worker)
            QCOMPARE(run.task(stage3, worker).state, TaskState::Cancelled);
        QVERIFY(!run.session.world().channels().at(2).open);
    }

    void whoWaitsToSendToAStageThatIsTakenAwayIsStillLetIn()
    {
        PipelineRun run(
            {{"stages", "2"}, {"interval", "100ms"}, {"work-1", "50ms"}, {"work-2", "1s"}, {"capacity", "1"}});
        run.runTo(400ms); // 1 in stage 2, 2 in its channel, stage 1 waits with 3
        QCOMPARE(run.task(stage1, 0).waitKind, WaitKind::Send);
        run.set("stages", "1");
        run.runTo(5s);
        QCOMPARE(
            takers(run, "Stage 2"),
            (QStringList{"150 1 by Stage 2 worker 1", "1150 2 by Stage 2 worker 1", "2150 3 by Stage 2 worker 1"}));
        QCOMPARE(run.task(stage2, 0).state, TaskState::Cancelled);
        verifyNothingIsLost(run);
    }

    void throughAStageThatIsAddedGoesWhatReachesItsPlace()
    {
        PipelineRun run({{"stages", "1"}, {"interval", "100ms"}, {"work-1", "50ms"}, {"work-2", "10ms"}});
        run.runTo(320ms); // 3 is in stage 1 until 350 ms
        run.set("stages", "2");
        run.runTo(500ms);
        QCOMPARE(takers(run, "Stage 2"), (QStringList{"350 3 by Stage 2 worker 1", "450 4 by Stage 2 worker 1"}));
        QCOMPARE(run.doneItems(), (std::vector<ItemId>{1, 2, 3, 4}));
        QCOMPARE(run.session.metrics().latency().maximum().value(), ns(60ms));
    }

    void aStageWantedAgainBeforeItHasWorkedOffItsChannelGoesOn()
    {
        PipelineRun run({{"stages", "2"}, {"interval", "100ms"}, {"work-1", "50ms"}, {"work-2", "400ms"}});
        run.runTo(420ms);
        run.set("stages", "1");
        run.runTo(600ms); // 4 and 5 have passed it by, 3 is in its channel
        run.set("stages", "2");
        run.runTo(2s);
        QCOMPARE(takers(run, "Stage 2"),
                 (QStringList{"150 1 by Stage 2 worker 1", "550 2 by Stage 2 worker 1", "950 3 by Stage 2 worker 1",
                              "1350 6 by Stage 2 worker 1", "1750 7 by Stage 2 worker 1"}));
        QCOMPARE(run.session.world().channels().at(1).open, true);
        QCOMPARE(run.story({EventKind::TaskSpawned}).size(), 1 + 4); // nobody had to come again
        verifyNothingIsLost(run);
    }

    void aWorkerOnItsWayOutIsFollowedWhereItsStageIsWantedAgain()
    {
        PipelineRun run({{"stages", "2"}, {"interval", "1s"}, {"work-1", "50ms"}, {"work-2", "400ms"}});
        run.runTo(1100ms); // 1 is in stage 2, its channel is empty
        run.set("stages", "1");
        run.runTo(1200ms);
        run.set("stages", "2");
        run.runTo(1450ms);
        QCOMPARE(run.task(stage2, 0).state, TaskState::Waiting);
        run.runTo(3s);
        QCOMPARE(takers(run, "Stage 2"), (QStringList{"1050 1 by Stage 2 worker 1", "2050 2 by Stage 2 worker 1"}));
    }

    void orderIsKeptWhateverIsTurned()
    {
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            PipelineRun run({{"interval", "40ms"}, {"work-shape", "exponential"}, {"order", "keep"}}, seed);
            Random random(seed, "turns", 0);
            for (int turn = 1; turn <= 60; ++turn) {
                run.runTo(turn * 300ms);
                const std::string number = std::to_string(1 + random.below(6));
                run.set("stages", number);
                run.set("workers-" + std::to_string(1 + random.below(6)), std::to_string(1 + random.below(8)));
                run.set("capacity", number);
            }
            close(run);
            run.runTo(5min);
            const std::vector<ItemId> done = run.doneItems();
            QVERIFY2(std::is_sorted(done.begin(), done.end()), qPrintable(QString::number(seed)));
            QCOMPARE(done.size(), run.session.world().items().created);
            QVERIFY(done.size() > 30);
            QCOMPARE(run.session.world().alive(), 0u);
        }
    }

    void closingTheSourceLetsTheEndTravelDownStageByStage()
    {
        PipelineRun run({{"stages", "2"}, {"interval", "100ms"}, {"work-1", "50ms"}, {"work-2", "400ms"}});
        run.runTo(320ms); // 1 in stage 2, 2 in its channel, 3 in stage 1
        close(run);
        run.runTo(10s);
        QCOMPARE(
            run.story({EventKind::ChannelClosed, EventKind::TaskCancelled, EventKind::TaskDone, EventKind::ItemDone}),
            (QStringList{"320 channel-closed by Source", "320 task-cancelled by Source",
                         "350 task-done by Stage 1 worker 1", "350 channel-closed by Stage 1 worker 1",
                         "550 item-done 1 by Sink", "950 item-done 2 by Sink", "1350 task-done by Stage 2 worker 1",
                         "1350 channel-closed by Stage 2 worker 1", "1350 item-done 3 by Sink",
                         "1350 task-done by Sink", "1350 task-done"}));
        QCOMPARE(run.session.world().alive(), 0u);
        QCOMPARE(run.session.outcome(), Outcome::Completed);
        QVERIFY(run.session.outcomeText().empty());
        verifyNothingIsLost(run);
    }

    void aSourceThatIsClosedWithAnItemInItsHandsStillSendsIt()
    {
        PipelineRun run({{"stages", "1"}, {"interval", "100ms"}, {"work-1", "1s"}, {"capacity", "1"}});
        run.runTo(350ms); // 1 in stage 1, 2 in the channel, the source waits with 3
        close(run);
        close(run); // closed is closed
        send(run);  // and nothing more comes
        run.runTo(400ms);
        QCOMPARE(run.task(pipeline::Source, 0).state, TaskState::Waiting);
        run.runTo(1min);
        QCOMPARE(run.doneItems(), (std::vector<ItemId>{1, 2, 3}));
        QCOMPARE(run.session.outcome(), Outcome::Completed);
    }

    void theEndWaitsForAStageThatWasTakenAway()
    {
        PipelineRun run({{"stages", "2"}, {"interval", "100ms"}, {"work-1", "50ms"}, {"work-2", "1s"}});
        run.runTo(420ms);
        run.set("stages", "1");
        close(run);
        run.runTo(460ms); // stage 1 is through with 4, and over
        QCOMPARE(run.task(stage1, 0).state, TaskState::Done);
        QCOMPARE(run.task(pipeline::Sink, 0).state, TaskState::Waiting);
        run.set("stages", "3"); // that of stage 3 is yet to be reached by the end: 2 and 3 go through it
        run.runTo(1min);
        QCOMPARE(run.doneItems(), (std::vector<ItemId>{4, 1, 2, 3}));
        QCOMPARE(takers(run, "Stage 3").size(), 3);
        QCOMPARE(run.session.world().alive(), 0u);
    }

    void noStageComesWhereTheEndHasPassed()
    {
        PipelineRun run({{"stages", "2"}, {"interval", "100ms"}, {"work-1", "50ms"}, {"work-2", "10ms"}});
        run.runTo(320ms);
        close(run);
        run.runTo(355ms); // stage 1 is over, stage 2 works on the last item
        run.set("stages", "1");
        run.runTo(358ms);
        run.set("stages", "2");
        run.set("workers-1", "5");
        run.set("workers-2", "5");
        run.runTo(1s);
        QCOMPARE(run.session.metrics().group(stage1).spawned, std::uint64_t{1});
        QCOMPARE(run.session.metrics().group(stage2).spawned, std::uint64_t{1});
        QCOMPARE(run.session.world().alive(), 0u);
        QCOMPARE(run.doneItems(), (std::vector<ItemId>{1, 2, 3}));
    }

    void aPipelineThatIsOverStaysSoWhateverIsTurned()
    {
        PipelineRun run(Given{{"interval", "100ms"}});
        run.runTo(1s);
        close(run);
        run.runTo(10s);
        const std::uint64_t created = run.session.world().items().created;
        for (std::size_t i = 0; i < run.session.parameters().all().size(); ++i) {
            const ParameterSpec &spec = run.session.parameters().all()[i]->spec();
            run.session.set(i, spec.maximum);
            run.session.set(i, spec.minimum);
        }
        run.set("on-failure", "dead-letter");
        send(run);
        run.runTo(1min);
        QCOMPARE(run.session.world().items().created, created);
        QCOMPARE(run.session.world().alive(), 0u);
        QCOMPARE(run.session.outcome(), Outcome::Completed);
    }

    void oneMoreItemIsBornNowBesideWhatTheSourceMakes()
    {
        PipelineRun run({{"stages", "1"}, {"interval", "100ms"}, {"work-1", "1s"}, {"capacity", "1"}});
        run.runTo(50ms);
        send(run);
        run.runTo(60ms);
        for (int i = 0; i < 3; ++i)
            send(run);
        run.runTo(1150ms);
        send(run); // in the lowest free place
        run.runTo(1200ms);
        QCOMPARE(run.story({EventKind::ItemCreated}),
                 (QStringList{"50 item-created 1 by Extra item 1", "60 item-created 2 by Extra item 1",
                              "60 item-created 3 by Extra item 1", "60 item-created 4 by Extra item 2",
                              "100 item-created 5 by Source", "1150 item-created 6 by Extra item 1"}));
        run.runTo(10s);
        QCOMPARE(run.doneItems(), (std::vector<ItemId>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
        verifyNothingIsLost(run);
    }

    void capacityIsThatOfEveryChannelAndLosesNothing()
    {
        PipelineRun run(Given{{"work-3", "10s"}});
        run.runTo(20s);
        for (std::uint32_t channel = 0; channel < 3; ++channel)
            QCOMPARE(run.session.world().channels().at(channel).items.size(), std::size_t{4});
        run.set("capacity", "2");
        for (std::uint32_t channel : {0u, 1u, 2u, 6u})
            QCOMPARE(run.session.world().channels().at(channel).capacity, std::int64_t{2});
        QCOMPARE(run.session.world().channels().at(0).items.size(), std::size_t{4});
        run.set("stages", "4"); // the new channel has the new capacity
        QCOMPARE(run.session.world().channels().at(3).capacity, std::int64_t{2});
        run.set("work-3", "100ms");
        run.runTo(22s);
        QVERIFY(run.session.world().channels().at(0).items.size() <= 2);
        verifyNothingIsLost(run);
    }

    void workersWhoAreLetGoFinishTheirItemsAndMoreJoinAtOnce()
    {
        PipelineRun run({{"stages", "1"}, {"interval", "100ms"}, {"work-1", "5s"}, {"workers-1", "2"}});
        run.runTo(1s);
        run.set("workers-1", "1");
        run.runTo(5199ms);
        QCOMPARE(run.task(stage1, 1).state, TaskState::Running);
        run.runTo(5200ms);
        QCOMPARE(run.task(stage1, 1).state, TaskState::Cancelled);
        QCOMPARE(run.doneItems(), (std::vector<ItemId>{1, 2}));
        run.set("workers-1", "3");
        run.runTo(5200ms);
        QCOMPARE(run.task(stage1, 1).state, TaskState::Running);
        QCOMPARE(run.task(stage1, 2).state, TaskState::Running);
    }

    void turnedTimesActOnWhatIsUnderWay()
    {
        PipelineRun run({{"stages", "1"}, {"interval", "10s"}, {"work-1", "10s"}});
        run.runTo(1s);
        run.set("interval", "500ms"); // that has passed: now
        run.runTo(1s);
        QCOMPARE(run.session.world().items().created, std::uint64_t{1});
        run.set("work-1", "300ms");
        run.runTo(1299ms);
        QVERIFY(run.doneItems().empty());
        run.runTo(1300ms);
        QCOMPARE(run.doneItems().size(), std::size_t{1});
        run.set("work-shape", "exponential"); // for the work to come
        run.runTo(1min);
        const Quantiles &latency = run.session.metrics().latency();
        QVERIFY(latency.quantile(0.2).value() < ns(150ms) && latency.maximum().value() > ns(600ms));
    }
};

QTEST_APPLESS_MAIN(TestPipelineTurned)
#include "tst_pipeline_turned.moc"
