// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

/// The pattern, to the nanosecond.
class TestBackpressure : public QObject
{
    Q_OBJECT

    static constexpr std::uint32_t Producer = 0;
    static constexpr std::uint32_t Consumer = 1;

    static void verifyConservation(const World &world)
    {
        const ItemCounts &items = world.items();
        std::uint64_t held = 0;
        for (const ChannelView &channel : world.channels())
            held += channel.items.size();
        QVERIFY(items.inFlight() >= held);
        QCOMPARE(items.created,
                 items.done + items.failed + items.cancelled + items.dropped + items.lost + items.inFlight());
    }

private Q_SLOTS:
    void aFastProducerIsHeldBackByASlowConsumerAtExactTimes()
    {
        PatternRun run("backpressure",
                       {{"producers", "1"},
                        {"interval", "100ms"},
                        {"interval-shape", "fixed"},
                        {"consumers", "1"},
                        {"work", "300ms"},
                        {"capacity", "1"}});
        run.runTo(1s);
        QCOMPARE(
            run.story({EventKind::SendBlocked, EventKind::Sent, EventKind::Received, EventKind::ItemDone}),
            (QStringList{"100 sent 1 by Producer 1", "100 received 1 by Consumer 1", "200 sent 2 by Producer 1",
                         "300 send-blocked 3 by Producer 1", "400 item-done 1 by Consumer 1",
                         "400 received 2 by Consumer 1", "400 sent 3 by Producer 1", "500 send-blocked 4 by Producer 1",
                         "700 item-done 2 by Consumer 1", "700 received 3 by Consumer 1", "700 sent 4 by Producer 1",
                         "800 send-blocked 5 by Producer 1", "1000 item-done 3 by Consumer 1",
                         "1000 received 4 by Consumer 1", "1000 sent 5 by Producer 1"}));
        const Metrics &metrics = run.session.metrics();
        QCOMPARE(metrics.latency().quantile(1.0).value(), std::int64_t(700'000'000)); // item 3: 300 to 1000 ms
        QCOMPARE(metrics.latency().mean().value(), (300e6 + 500e6 + 700e6) / 3);
        QCOMPARE(metrics.throughput().value(), 3.0);
        QCOMPARE(metrics.channel(0).sendWaits->quantile(1.0).value(), std::int64_t(200'000'000));
    }

    void withinFiveSecondsOfTheDefaultsProducersAreHeldBack()
    {
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            PatternRun run("backpressure", {}, seed);
            run.runTo(5s);
            QVERIFY2(run.session.metrics().group(Producer).times.blockedSending > Duration::zero(),
                     qPrintable(QString::number(seed)));
        }
    }

    void aBurstIsMadeInOneGoAndSentOneAfterAnother()
    {
        PatternRun run("backpressure",
                       {{"producers", "1"},
                        {"interval", "100ms"},
                        {"interval-shape", "fixed"},
                        {"burst", "3"},
                        {"consumers", "1"},
                        {"work", "1s"},
                        {"capacity", "1"}});
        run.runTo(1300ms);
        QCOMPARE(
            run.story({EventKind::ItemCreated, EventKind::SendBlocked, EventKind::Sent}),
            (QStringList{"300 item-created 1 by Producer 1", "300 item-created 2 by Producer 1",
                         "300 item-created 3 by Producer 1", "300 sent 1 by Producer 1", "300 sent 2 by Producer 1",
                         "300 send-blocked 3 by Producer 1", "1300 sent 3 by Producer 1"}));
    }

    void withoutConsumersEverythingComesToAFullStopAndIsReportedAsStalled()
    {
        PatternRun run("backpressure", {{"consumers", "0"}, {"capacity", "2"}});
        run.runTo(1min);
        QCOMPARE(run.session.outcome(), Outcome::Stalled);
        QCOMPARE(run.session.now(), Time{} + 1min);
        QCOMPARE(run.session.world().channels().at(0).items.size(), std::size_t{2});
        QCOMPARE(run.session.world().channels().at(0).senders.size(), std::size_t{3});
        QVERIFY(QString::fromStdString(run.session.outcomeText().text()).contains("wait for room in the channel"));
        // A consumer comes, and it goes on.
        run.set("consumers", "1");
        run.runTo(2min);
        QCOMPARE(run.session.outcome(), Outcome::Completed);
        QVERIFY(run.session.world().items().done > 100);
    }

    void capacityTurnedBelowTheFillLosesNothing()
    {
        PatternRun run("backpressure", {{"capacity", "8"}});
        run.runTo(20s);
        QCOMPARE(run.session.world().channels().at(0).items.size(), std::size_t{8});
        run.set("capacity", "3");
        const ItemCounts before = run.session.world().items();
        QCOMPARE(run.session.world().channels().at(0).items.size(), std::size_t{8});
        run.runTo(25s);
        QCOMPARE(run.session.world().channels().at(0).items.size(), std::size_t{3});
        QCOMPARE(run.session.world().items().dropped + run.session.world().items().lost, std::uint64_t{0});
        QVERIFY(run.session.world().items().done > before.done);
    }

    void turnedWorkActsOnWhatIsUnderWay()
    {
        PatternRun run("backpressure",
                       {{"producers", "1"},
                        {"interval", "100ms"},
                        {"interval-shape", "fixed"},
                        {"consumers", "1"},
                        {"work", "10s"}});
        run.runTo(1s);
        run.set("work", "1s"); // begun at 100 ms: ends at 1100 ms
        run.runTo(1099ms);
        QCOMPARE(run.session.world().items().done, std::uint64_t{0});
        run.runTo(1100ms);
        QCOMPARE(run.session.world().items().done, std::uint64_t{1});
        run.set("work", "10s");
        run.runTo(1500ms);
        run.set("work", "100ms"); // the new length has passed: it ends now
        run.runTo(1500ms);
        QCOMPARE(run.session.world().items().done, std::uint64_t{2});
    }

    void aConsumerThatIsLetGoFinishesItsItemFirst()
    {
        PatternRun run("backpressure", {{"consumers", "2"}, {"work", "5s"}});
        run.runTo(2s);
        QCOMPARE(run.task(Consumer, 1).state, TaskState::Running);
        run.set("consumers", "1");
        run.runTo(2s);
        QCOMPARE(run.task(Consumer, 1).state, TaskState::Running);
        run.runTo(8s);
        QCOMPARE(run.task(Consumer, 1).state, TaskState::Cancelled);
        QCOMPARE(run.session.world().items().cancelled, std::uint64_t{0});
        run.set("consumers", "2");
        run.runTo(8s);
        QCOMPARE(run.task(Consumer, 1).state, TaskState::Running);
    }

    void anIdleConsumerThatIsLetGoLeavesAtOnceAndABlockedProducerOnlyWhenItHasSent()
    {
        PatternRun idle("backpressure", {{"interval", "10s"}, {"interval-shape", "fixed"}});
        idle.runTo(1s);
        idle.set("consumers", "1");
        idle.runTo(1s);
        QCOMPARE(idle.task(Consumer, 1).state, TaskState::Cancelled);

        PatternRun full("backpressure", {{"consumers", "0"}, {"capacity", "1"}});
        full.runTo(10s);
        full.set("producers", "1");
        full.runTo(10s);
        QCOMPARE(full.task(Producer, 2).state, TaskState::Waiting);
        QCOMPARE(full.session.world().items().cancelled, std::uint64_t{0});
        full.set("capacity", "10");
        full.runTo(11s);
        QCOMPARE(full.task(Producer, 2).state, TaskState::Cancelled);
        QCOMPARE(full.session.world().items().cancelled, std::uint64_t{0});
    }

    void aConsumerWantedAgainBeforeItHasLeftIsFollowedAtOnce()
    {
        PatternRun run("backpressure", {{"consumers", "2"}, {"work", "5s"}});
        run.runTo(2s);
        run.set("consumers", "1");
        run.runTo(3s);
        run.set("consumers", "2");
        run.runTo(10s);
        QCOMPARE(run.task(Consumer, 1).state, TaskState::Running);
        QCOMPARE(run.task(Consumer, 1).restarts, 0u); // it was turned down and up, and nobody died
        QCOMPARE(run.session.world().alive(), 5u);
    }

    void dropNewestRefusesAndDropOldestPushesOut()
    {
        for (const std::string_view policy : {"drop-newest", "drop-oldest"}) {
            PatternRun run("backpressure", {{"when-full", policy}, {"consumers", "0"}, {"capacity", "2"}});
            run.runTo(10s);
            QCOMPARE(run.session.outcome(), Outcome::Completed); // producers go on for ever
            const World &world = run.session.world();
            const std::deque<ItemId> &items = world.channels().at(0).items;
            QCOMPARE(items.size(), std::size_t{2});
            QCOMPARE(world.items().dropped, world.items().created - 2);
            QCOMPARE(items.front() == 1, policy == "drop-newest");
            QCOMPARE(world.channels().at(0).dropped, world.items().dropped);
        }
    }

    void unboundedMemoryGrowsUntilTheProcessDiesAndStartsAnew()
    {
        PatternRun run("backpressure",
                       {{"producers", "1"},
                        {"interval", "10ms"},
                        {"interval-shape", "fixed"},
                        {"consumers", "1"},
                        {"work", "1s"},
                        {"when-full", "unbounded"},
                        {"memory-limit", "5"},
                        {"crash-delay", "2s"}});
        run.runTo(60ms); // item 1 goes to the consumer, 2 … 6 stay in the channel
        QCOMPARE(run.story({EventKind::ProcessCrashed}), QStringList{"60 process-crashed by Producer 1"});
        const World &world = run.session.world();
        QVERIFY(world.downSince().has_value());
        QCOMPARE(world.items().lost, std::uint64_t{6}); // in the channel and in hands
        QCOMPARE(world.items().inFlight(), std::uint64_t{0});
        QCOMPARE(run.task(Producer, 0).state, TaskState::Killed);
        QCOMPARE(world.alive(), 0u);
        run.runTo(2059ms);
        QCOMPARE(run.session.world().alive(), 0u);
        run.runTo(2060ms);
        QCOMPARE(run.session.world().alive(), 2u);
        QCOMPARE(run.task(Producer, 0).restarts, 1u);
        QVERIFY(!run.session.world().downSince());
        QCOMPARE(run.session.world().crashes(), 1u);
        verifyConservation(run.session.world());
    }

    void aMemoryLimitOfZeroNeverKills()
    {
        PatternRun run("backpressure", {{"interval", "10ms"}, {"when-full", "unbounded"}, {"memory-limit", "0"}});
        run.runTo(1min);
        QCOMPARE(run.session.world().crashes(), 0u);
        QVERIFY(run.session.world().channels().at(0).items.size() > 10'000);
    }

    void theMemoryLimitTurnedBelowTheFillKillsAtOnce()
    {
        PatternRun run("backpressure", {{"interval", "10ms"}, {"when-full", "unbounded"}, {"memory-limit", "0"}});
        run.runTo(10s);
        run.set("memory-limit", "50");
        run.runTo(10s);
        QCOMPARE(run.session.world().crashes(), 1u);
        QVERIFY(run.session.world().downSince().has_value());
        verifyConservation(run.session.world());
    }

    void aConsumerFailsItemsAfterTheWorkAndLivesOn()
    {
        PatternRun always("backpressure", {{"failure-rate", "100%"}});
        always.runTo(10s);
        QCOMPARE(always.session.world().items().done, std::uint64_t{0});
        QVERIFY(always.session.world().items().failed > 50);
        QCOMPARE(always.task(Consumer, 0).restarts, 0u);
        PatternRun sometimes("backpressure", {{"failure-rate", "20%"}, {"interval", "10ms"}, {"work", "10ms"}});
        sometimes.runTo(100s);
        const ItemCounts items = sometimes.session.world().items();
        const double share = double(items.failed) / double(items.failed + items.done);
        QVERIFY2(std::abs(share - 0.2) < 0.02, qPrintable(QString::number(share)));
    }

    void turningTheFailureRateLeavesTheTimesOfEverythingElseAsTheyWere()
    {
        PatternRun none("backpressure", {{"failure-rate", "0%"}, {"work-shape", "exponential"}});
        PatternRun half("backpressure", {{"failure-rate", "50%"}, {"work-shape", "exponential"}});
        none.runTo(30s);
        half.runTo(30s);
        QCOMPARE(half.story({EventKind::Sent, EventKind::Received}),
                 none.story({EventKind::Sent, EventKind::Received}));
        QVERIFY(half.session.world().items().failed > 0);
    }

    void measuresAgreeWithWhatTheParametersSay()
    {
        PatternRun run("backpressure",
                       {{"producers", "2"},
                        {"interval", "100ms"},
                        {"interval-shape", "fixed"},
                        {"consumers", "1"},
                        {"work", "50ms"}});
        run.runTo(10s);
        for (const Measure &measure : run.session.pattern().measures()) {
            const double value = measure.value(run.session.measured()).value();
            if (measure.id == "offered_load")
                QCOMPARE(value, 1.0);
            if (measure.id == "send_blocked_share")
                QCOMPARE(value, 0.0);
            if (measure.id == "crashes")
                QCOMPARE(value, 0.0);
            if (measure.id == "consumer_utilisation") // two items each 100 ms, from 100 ms on; at 10 s two just came
                QCOMPARE(value, 0.99);
        }
    }

    void itemsAreConservedAtEveryEventWhateverIsTurned()
    {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            PatternRun run("backpressure", {}, seed);
            Random random(seed, "turns", 0);
            std::vector<Parameter *> all = run.session.parameters().all();
            Duration now{};
            for (int turn = 0; turn < 40; ++turn) {
                now += Duration{std::int64_t(random.below(1'500'000'000))};
                run.runTo(now);
                const std::size_t which = random.below(all.size());
                const ParameterSpec &spec = all[which]->spec();
                const auto span = std::uint64_t(spec.maximum - spec.minimum);
                // Minimum, maximum, or anything between; long durations would let nothing happen.
                const std::uint64_t kind = random.below(4);
                std::int64_t value = kind == 0 ? spec.minimum
                    : kind == 1                ? spec.maximum
                                               : spec.minimum + std::int64_t(random.below(span + 1));
                if (spec.kind == ParameterKind::Duration)
                    value = std::min<std::int64_t>(value, 700'000'000);
                if (spec.id == "interval")
                    value = std::max<std::int64_t>(value, 20'000'000);
                run.session.set(which, value);
            }
            run.runTo(now + 10s);
            Trace &trace = run.session.trace();
            World world;
            for (Sequence i = 0; i < trace.count(); ++i) {
                world.apply(trace.at(i));
                const ItemCounts &items = world.items();
                std::uint64_t held = 0;
                for (const ChannelView &channel : world.channels())
                    held += channel.items.size() + channel.senders.size();
                for (const TaskView &task : world.tasks())
                    held += task.state == TaskState::Running && task.item != 0 ? 1 : 0;
                QVERIFY2(items.inFlight() >= held && items.inFlight() <= items.created,
                         qPrintable(QStringLiteral("seed %1, event %2").arg(seed).arg(i)));
            }
            QVERIFY(world == run.session.world());
            verifyConservation(world);
            QCOMPARE(run.session.metrics().items(), world.items());
            QVERIFY(run.session.outcome() != Outcome::Budget);
        }
    }
};

QTEST_APPLESS_MAIN(TestBackpressure)
#include "tst_backpressure.moc"
