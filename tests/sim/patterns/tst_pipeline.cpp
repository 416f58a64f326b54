// SPDX-License-Identifier: MIT
#include "sim/patterns/pipeline_run.h"

using namespace coroscope;
using namespace coroscope::test;

/// How items pass through the pipeline, to the nanosecond.
class TestPipeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSlowStageHoldsBackTheOneBeforeItAndThenTheSource()
    {
        PipelineRun run(
            {{"stages", "2"}, {"interval", "100ms"}, {"capacity", "1"}, {"work-1", "50ms"}, {"work-2", "300ms"}});
        run.runTo(760ms);
        QCOMPARE(run.story({EventKind::SendBlocked, EventKind::Sent, EventKind::ItemDone}),
                 (QStringList{
                     "100 sent 1 by Source", "150 sent 1 by Stage 1 worker 1", "200 sent 2 by Source",
                     "250 sent 2 by Stage 1 worker 1", "300 sent 3 by Source", "350 send-blocked 3 by Stage 1 worker 1",
                     "400 sent 4 by Source", "450 sent 1 by Stage 2 worker 1", "450 sent 3 by Stage 1 worker 1",
                     "450 item-done 1 by Sink", "500 sent 5 by Source", "500 send-blocked 4 by Stage 1 worker 1",
                     "600 send-blocked 6 by Source", "750 sent 2 by Stage 2 worker 1", "750 sent 4 by Stage 1 worker 1",
                     "750 item-done 2 by Sink", "750 sent 6 by Source"}));
    }

    void everyItemPassesEveryStage()
    {
        PipelineRun run({{"stages", "6"}, {"work-1", "10ms"}, {"work-2", "10ms"}});
        run.runTo(20s);
        run.session.act({.action = pipeline::Close});
        run.runTo(40s);
        const std::uint64_t made = run.session.world().items().created;
        QCOMPARE(made, std::uint64_t{80});
        for (std::uint32_t channel = 0; channel < 7; ++channel)
            QCOMPARE(run.session.metrics().channel(channel).received, made);
        QCOMPARE(run.session.world().items().done, made);
    }

    void workersOfAStageWorkSideBySide()
    {
        PipelineRun run({{"stages", "1"}, {"interval", "100ms"}, {"work-1", "250ms"}, {"workers-1", "3"}});
        run.runTo(650ms);
        QCOMPARE(run.story({EventKind::Received}).filter("Stage"),
                 (QStringList{"100 received 1 by Stage 1 worker 1", "200 received 2 by Stage 1 worker 2",
                              "300 received 3 by Stage 1 worker 3", "400 received 4 by Stage 1 worker 1",
                              "500 received 5 by Stage 1 worker 2", "600 received 6 by Stage 1 worker 3"}));
        QCOMPARE(run.doneItems(), (std::vector<ItemId>{1, 2, 3, 4}));
        QCOMPARE(run.session.metrics().latency().maximum().value(), ns(250ms));
    }

    void withAnyOrderItemsMayOvertakeAndWithKeepTheyNeverDo()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const auto done = [seed](std::string_view order) {
                PipelineRun run({{"interval", "60ms"},
                                 {"interval-shape", "exponential"},
                                 {"work-shape", "exponential"},
                                 {"workers-1", "5"},
                                 {"workers-2", "7"},
                                 {"workers-3", "4"},
                                 {"order", order}},
                                seed);
                run.runTo(1min);
                return run.doneItems();
            };
            const std::vector<ItemId> any = done("any");
            const std::vector<ItemId> keep = done("keep");
            QVERIFY(!std::is_sorted(any.begin(), any.end()));
            QVERIFY(std::is_sorted(keep.begin(), keep.end()));
            QVERIFY(any.size() > 300 && keep.size() > 300);
        }
    }

    void aWorkerHoldsWhatItHasFinishedUntilItsTurn()
    {
        // Item 1 is tried four times, as the failure rate is 100 % until 350 ms: 100 to 500 ms.
        PipelineRun run({{"stages", "1"},
                         {"interval", "100ms"},
                         {"work-1", "100ms"},
                         {"workers-1", "3"},
                         {"failure-rate", "100%"},
                         {"on-failure", "retry"},
                         {"order", "keep"}});
        run.runTo(150ms);
        run.set("interval", "1s");
        run.set("work-1", "300ms"); // item 1: 100 to 400 ms, then to 700 ms
        run.session.act({.action = pipeline::Send});
        run.runTo(410ms); // item 2: 150 to 450 ms
        run.set("failure-rate", "0%");
        run.runTo(500ms);
        const TaskView &holder = run.task(pipeline::FirstStage, 1);
        QCOMPARE(holder.waitKind, WaitKind::Join);
        QCOMPARE(holder.item, ItemId{2});                              // in its hands
        QCOMPARE(holder.object, run.task(pipeline::FirstStage, 0).id); // whom it waits for
        QCOMPARE(holder.since, Time{} + 450ms);
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::JoinBlocked, EventKind::JoinEnded, EventKind::ItemDone}),
                 (QStringList{"0 join-blocked", "450 join-blocked by Stage 1 worker 2", "700 item-done 1 by Sink",
                              "700 join-ended by Stage 1 worker 2", "700 item-done 2 by Sink"}));
    }

    void orderTurnedToAnyLetsGoWhoWaitsForItsTurn()
    {
        PipelineRun run({{"stages", "1"},
                         {"interval", "100ms"},
                         {"work-1", "1s"},
                         {"work-shape", "exponential"},
                         {"workers-1", "4"},
                         {"order", "keep"}});
        const auto held = [&run] {
            int count = 0;
            for (const TaskView &task : run.session.world().tasks())
                count += task.waitKind == WaitKind::Join && task.state == TaskState::Waiting ? 1 : 0;
            return count;
        };
        Duration now = 1s;
        for (; held() < 2 && now < 1min; now += 50ms)
            run.runTo(now);
        QVERIFY(held() >= 2);
        const std::size_t done = run.doneItems().size();
        run.set("order", "any");
        run.runTo(now - 50ms);
        QCOMPARE(held(), 0);
        QVERIFY(run.doneItems().size() >= done + 2);
    }

    void aFailedItemIsDroppedAndTheWorkerLivesOn()
    {
        PipelineRun run({{"stages", "2"}, {"interval", "1s"}, {"failure-rate", "100%"}});
        run.runTo(3s);
        QCOMPARE(run.story({EventKind::AttemptFailed, EventKind::ItemFailed}),
                 (QStringList{"1200 attempt-failed 1 by Stage 1 worker 1", "1200 item-failed 1 by Stage 1 worker 1",
                              "2200 attempt-failed 2 by Stage 1 worker 1", "2200 item-failed 2 by Stage 1 worker 1"}));
        QCOMPARE(run.task(pipeline::FirstStage, 0).restarts, 0u);
        QCOMPARE(run.session.metrics().channel(pipeline::FirstChannel + 1).sent, std::uint64_t{0});
    }

    void aFailedItemIsTriedAgainAtOnceAsOftenAsAllowedAndThenDropped()
    {
        PipelineRun run({{"interval", "1s"}, {"failure-rate", "100%"}, {"on-failure", "retry"}, {"retries", "2"}});
        run.runTo(1900ms);
        QCOMPARE(run.story({EventKind::AttemptFailed, EventKind::ItemFailed}),
                 (QStringList{"1200 attempt-failed 1 by Stage 1 worker 1", "1400 attempt-failed 1 by Stage 1 worker 1",
                              "1600 attempt-failed 1 by Stage 1 worker 1", "1600 item-failed 1 by Stage 1 worker 1"}));
        QCOMPARE(run.number("stage_1_working_mean_s"), 0.6);
        // Both are read anew after each attempt.
        run.runTo(2100ms);
        run.set("retries", "0");
        run.runTo(2200ms);
        QCOMPARE(run.session.world().items().failed, std::uint64_t{2});
        run.set("retries", "10");
        run.runTo(3300ms);
        run.set("failure-rate", "0%");
        run.runTo(3200ms + 700ms);
        QCOMPARE(run.doneItems(), std::vector<ItemId>{3});
    }

    void aDeadLetterIsPutAwayInAChannelOfItsOwnAndCountsAsFailed()
    {
        PipelineRun run({{"interval", "1s"}, {"failure-rate", "100%"}, {"on-failure", "dead-letter"}});
        run.runTo(3500ms);
        QCOMPARE(run.story({EventKind::Sent, EventKind::ItemFailed}).filter("1 by"),
                 (QStringList{"1000 sent 1 by Source", "1200 sent 1 by Stage 1 worker 1",
                              "1200 item-failed 1 by Dead-letter box"}));
        QCOMPARE(run.session.metrics().channel(pipeline::DeadLetters).received, std::uint64_t{3});
        QCOMPARE(run.session.world().items().failed, std::uint64_t{3});
        QVERIFY(run.session.world().channels().at(pipeline::DeadLetters).unbounded());
    }

    void deadLettersAreOpenedWhenTheyAreFirstWanted()
    {
        PipelineRun run({{"interval", "1s"}, {"failure-rate", "100%"}});
        run.runTo(1100ms);
        QVERIFY(!run.session.world().taskAt({pipeline::DeadLetterBox, 0}));
        QVERIFY(!run.session.metrics().channel(pipeline::DeadLetters).opened);
        run.set("on-failure", "dead-letter");
        run.runTo(1300ms); // item 1 failed at 1200 ms
        QCOMPARE(run.session.metrics().channel(pipeline::DeadLetters).received, std::uint64_t{1});
        run.set("on-failure", "drop");
        run.runTo(2300ms);
        QCOMPARE(run.session.metrics().channel(pipeline::DeadLetters).received, std::uint64_t{1});
        QCOMPARE(run.session.world().items().failed, std::uint64_t{2});
        run.set("on-failure", "dead-letter"); // once open is open
        run.runTo(3300ms);
        QCOMPARE(run.session.metrics().channel(pipeline::DeadLetters).received, std::uint64_t{2});
    }

    void failedItemsDoNotBlockTheOrder_data()
    {
        QTest::addColumn<QByteArray>("onFailure");
        for (const char *one : {"drop", "retry", "dead-letter"})
            QTest::newRow(one) << QByteArray(one);
    }
    void failedItemsDoNotBlockTheOrder()
    {
        QFETCH(QByteArray, onFailure);
        PipelineRun run({{"interval", "50ms"},
                         {"work-shape", "lognormal"},
                         {"workers-1", "6"},
                         {"workers-2", "10"},
                         {"workers-3", "6"},
                         {"failure-rate", "30%"},
                         {"retries", "1"},
                         {"on-failure", onFailure.constData()},
                         {"order", "keep"}});
        run.runTo(1min);
        const std::vector<ItemId> done = run.doneItems();
        QVERIFY(std::is_sorted(done.begin(), done.end()));
        const ItemCounts &items = run.session.world().items();
        QVERIFY(items.failed > 100);
        QVERIFY(items.done > 100);
        run.session.act({.action = pipeline::Close});
        run.runTo(2min);
        QCOMPARE(items.inFlight(), std::uint64_t{0});
    }

    void theShareOfFailuresIsWhatItIsSetTo()
    {
        PipelineRun run({{"stages", "1"}, {"interval", "10ms"}, {"work-1", "10ms"}, {"failure-rate", "20%"}});
        run.runTo(100s);
        const ItemCounts &items = run.session.world().items();
        const double share = double(items.failed) / double(items.failed + items.done);
        QVERIFY2(std::abs(share - 0.2) < 0.016, qPrintable(QString::number(share))); // 4 sigma
    }

    void aMinuteOfEachSetUpIsWhatItsNoteSays()
    {
        const auto share = [](const Setup &setup) {
            PipelineRun run(setup.values);
            run.runTo(1min);
            const ItemCounts &items = run.session.world().items();
            return std::pair(run.session.metrics().group(pipeline::Source).times.blockedSending, items);
        };
        const std::span<const Setup> setups = findPattern("pipeline")->setups();
        QVERIFY(share(setups[0]).first > 10s);
        QCOMPARE(share(setups[1]).first, Duration(0));
        QVERIFY(share(setups[2]).first < 10s); // most of it goes into the channels
        QVERIFY(share(setups[2]).second.inFlight() > 50);
        const ItemCounts lost = share(setups[3]).second;
        QVERIFY(lost.failed > lost.done);
    }
};

QTEST_APPLESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
