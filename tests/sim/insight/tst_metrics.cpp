// SPDX-License-Identifier: MIT
#include "insight/metrics.h"
#include "sim/hand_made.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

const Topology topology{
    .groups = {{.id = "maker", .label = words("Maker"), .column = 0, .longLived = true},
               {.id = "taker", .label = words("Taker"), .column = 2, .longLived = true},
               {.id = "helper", .label = words("Helper"), .column = 3, .longLived = false}},
    .channels = {{.id = "pipe", .label = words("pipe"), .column = 1}},
    .terminals = {},
    .links = {},
    .activities = {},
};
constexpr Place maker{0, 0};
constexpr Place taker{1, 0};

/// The measures of these events, up to @p now.
Metrics measured(const std::vector<Event> &events, Duration now, Duration warmup = {})
{
    Metrics metrics(topology, moment(warmup));
    tell(metrics, events);
    metrics.advanceTo(moment(now));
    return metrics;
}

/// A maker needs 2 s for an item, the channel holds two; the taker sleeps for 9 s, takes one, and is done with it at
/// 10 s. Written with what follows at each moment: fill, in flight.
std::vector<Event> story()
{
    return {spawned(0ns, 1, {rootGroup, 0}),
            happened(0ns, ChannelOpened, 1, {.payload = 2}),
            spawned(0ns, 2, maker),
            spawned(0ns, 3, taker),
            happened(0ns, WorkStarted, 2),
            happened(0ns, SleepStarted, 3),
            happened(2s, WorkEnded, 2),
            happened(2s, ItemCreated, 2, {.item = 1}),
            happened(2s, Sent, 2, {.item = 1}), // 1, 1
            happened(2s, WorkStarted, 2),
            happened(4s, WorkEnded, 2),
            happened(4s, ItemCreated, 2, {.item = 2}),
            happened(4s, Sent, 2, {.item = 2}), // 2, 2
            happened(4s, WorkStarted, 2),
            happened(6s, WorkEnded, 2),
            happened(6s, ItemCreated, 2, {.item = 3}),
            happened(6s, SendBlocked, 2, {.item = 3}), // 2, 3
            happened(9s, SleepEnded, 3),
            happened(9s, Received, 3, {.item = 1}),
            happened(9s, Sent, 2, {.item = 3, .payload = ns(3s)}), // 2, 3
            happened(9s, WorkStarted, 3, {.item = 1}),
            happened(10s, WorkEnded, 3),
            happened(10s, ItemDone, 3, {.item = 1, .payload = ns(8s)}), // 2, 2
            happened(10s, TaskDone, 3)};
}

void verifyTimes(const Metrics::TaskTimes &times, Duration ready, Duration running, Duration waiting, Duration blocked)
{
    QCOMPARE(times.ready, ready);
    QCOMPARE(times.running, running);
    QCOMPARE(times.waiting, waiting);
    QCOMPARE(times.blockedSending, blocked);
    QCOMPARE(times.alive(), ready + running + waiting);
}

} // namespace

/// The numbers of a run, against what is reckoned by hand.
class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beforeAnyTimeHasPassedNothingIsDefined()
    {
        const Metrics metrics = measured({}, 0s);
        QVERIFY(!metrics.throughput());
        QVERIFY(!metrics.inFlightMean());
        QVERIFY(!metrics.channel(0).fillMean);
        QVERIFY(!metrics.channel(0).fullShare);
        QVERIFY(!metrics.latency().mean());
        QVERIFY(!metrics.channel(0).opened);
        QVERIFY(metrics.tasks().empty());
    }

    void overTheWholeRun()
    {
        const Metrics metrics = measured(story(), 20s);
        QCOMPARE(metrics.now(), moment(20s));
        QCOMPARE(metrics.measured(), Duration(20s));
        QCOMPARE(metrics.throughput().value(), 1.0 / 20);
        QCOMPARE(metrics.measuredItems().created, std::uint64_t{3});
        QCOMPARE(metrics.inFlightMean().value(), (1.0 * 2 + 2.0 * 2 + 3.0 * 4 + 2.0 * 10) / 20);
        QCOMPARE(metrics.latency().count(), std::uint64_t{1});
        QCOMPARE(metrics.latency().quantile(0.5).value(), ns(8s));
        const Metrics::ChannelMetrics channel = metrics.channel(0);
        QVERIFY(channel.opened);
        QCOMPARE(channel.capacity, std::int64_t{2});
        QCOMPARE(channel.sent, std::uint64_t{3});
        QCOMPARE(channel.received, std::uint64_t{1});
        QCOMPARE(channel.fill, std::uint64_t{2});
        QCOMPARE(channel.fillMaximum, std::uint64_t{2});
        QCOMPARE(channel.fillMean.value(), (1.0 * 2 + 2.0 * 16) / 20);
        QCOMPARE(channel.fullShare.value(), 16.0 / 20);
        QCOMPARE(channel.sendWaits->count(), std::uint64_t{3});
        QCOMPARE(channel.sendWaits->quantile(0.5).value(), std::int64_t{0});
        QCOMPARE(channel.sendWaits->mean().value(), double(ns(1s)));
    }

    void tasksOverTheWholeRun()
    {
        const Metrics metrics = measured(story(), 20s);
        const std::vector<Metrics::TaskMetrics> tasks = metrics.tasks();
        QCOMPARE(tasks.size(), std::size_t{2});
        QVERIFY(tasks[0].place == maker && tasks[1].place == taker);
        verifyTimes(tasks[0].times, 11s, 6s, 3s, 3s);
        verifyTimes(tasks[1].times, 0s, 1s, 9s, 0s);
        QCOMPARE(tasks[0].state, TaskState::Ready);
        QCOMPARE(tasks[1].state, TaskState::Done);
        verifyTimes(metrics.group(0).times, 11s, 6s, 3s, 3s);
        QCOMPARE(metrics.group(1).done, std::uint64_t{1});
    }

    void afterAWarmUpCountsAreOfTheWholeRunAndEverythingElseIsOfTheRest()
    {
        const Metrics metrics = measured(story(), 20s, 5s);
        QCOMPARE(metrics.items().created, std::uint64_t{3});
        QCOMPARE(metrics.channel(0).sent, std::uint64_t{3});
        QCOMPARE(metrics.group(0).spawned, std::uint64_t{1});
        QCOMPARE(metrics.measured(), Duration(15s));
        QCOMPARE(metrics.measuredItems().created, std::uint64_t{1});
        QCOMPARE(metrics.throughput().value(), 1.0 / 15);
        QCOMPARE(metrics.inFlightMean().value(), (2.0 * 1 + 3.0 * 4 + 2.0 * 10) / 15);
        QCOMPARE(metrics.channel(0).fillMean.value(), 2.0);
        QCOMPARE(metrics.channel(0).fullShare.value(), 1.0);
        QCOMPARE(metrics.channel(0).sendWaits->count(), std::uint64_t{1});
        QCOMPARE(metrics.channel(0).sendWaits->quantile(1).value(), ns(3s));
        verifyTimes(metrics.tasks()[0].times, 11s, 1s, 3s, 3s);
        verifyTimes(metrics.tasks()[1].times, 0s, 1s, 4s, 0s);
    }

    void whatHappensAtTheEndOfTheWarmUpStillBelongsToIt()
    {
        const Metrics at = measured(story(), 20s, 10s);
        QCOMPARE(at.latency().count(), std::uint64_t{0});
        QCOMPARE(at.throughput().value(), 0.0);
        QCOMPARE(at.items().done, std::uint64_t{1});
        const Metrics justBefore = measured(story(), 20s, 10s - 1ns);
        QCOMPARE(justBefore.latency().count(), std::uint64_t{1});
    }

    void withoutAWarmUpTheStartItselfCounts()
    {
        const std::vector<Event> events = {happened(0ns, ItemCreated, 0, {.item = 1}),
                                           happened(0ns, ItemDone, 0, {.item = 1, .payload = 0})};
        const Metrics metrics = measured(events, 10s);
        QCOMPARE(metrics.measuredItems().created, std::uint64_t{1});
        QCOMPARE(metrics.throughput().value(), 0.1);
    }

    void withinTheWarmUpNothingIsDefinedButCounts()
    {
        const Metrics metrics = measured(story(), 20s, 30s);
        QCOMPARE(metrics.measured(), Duration::zero());
        QVERIFY(!metrics.throughput());
        QVERIFY(!metrics.inFlightMean());
        QVERIFY(!metrics.channel(0).fillMean);
        QCOMPARE(metrics.items().created, std::uint64_t{3});
        QCOMPARE(metrics.channel(0).fill, std::uint64_t{2});
        verifyTimes(metrics.tasks()[0].times, 0s, 0s, 0s, 0s);
    }

    void theHighestFillIncludesWhatWasThereAtTheEndOfTheWarmUp()
    {
        std::vector<Event> events = {happened(0ns, ChannelOpened, 0, {.payload = 9})};
        for (ItemId item = 1; item <= 5; ++item)
            events.push_back(happened(1s, Sent, 0, {.item = item}));
        for (ItemId item = 1; item <= 2; ++item)
            events.push_back(happened(2s, Received, 0, {.item = item})); // 3 are left
        QCOMPARE(measured(events, 10s, 5s).channel(0).fillMaximum, std::uint64_t{3});
        events.push_back(happened(6s, Received, 0, {.item = 3}));
        QCOMPARE(measured(events, 10s, 5s).channel(0).fillMaximum, std::uint64_t{3});
        QCOMPARE(measured(events, 10s).channel(0).fillMaximum, std::uint64_t{5});
        QCOMPARE(measured(events, 10s, 7s).channel(0).fillMaximum, std::uint64_t{2});
    }

    void droppingTheOldestLowersTheFillAndDroppingTheNewestDoesNot()
    {
        const std::vector<Event> events = {happened(0ns, ChannelOpened, 0, {.payload = 1}),
                                           happened(0ns, ItemCreated, 0, {.item = 1}),
                                           happened(0ns, ItemCreated, 0, {.item = 2}),
                                           happened(0ns, ItemCreated, 0, {.item = 3}),
                                           happened(0ns, Sent, 0, {.item = 1}),
                                           happened(2s, ItemDropped, 0, {.item = 2, .payload = 0}),
                                           happened(4s, ItemDropped, 0, {.item = 1, .payload = 1}),
                                           happened(4s, Sent, 0, {.item = 3})};
        const Metrics metrics = measured(events, 10s);
        QCOMPARE(metrics.channel(0).fill, std::uint64_t{1});
        QCOMPARE(metrics.channel(0).fillMaximum, std::uint64_t{1});
        QCOMPARE(metrics.channel(0).fillMean.value(), 1.0);
        QCOMPARE(metrics.channel(0).dropped, std::uint64_t{2});
        QCOMPARE(metrics.items().dropped, std::uint64_t{2});
        QCOMPARE(metrics.inFlightMean().value(), (3.0 * 2 + 2.0 * 2 + 1.0 * 6) / 10);
    }

    void fullFollowsTheCapacityAndAnUnboundedChannelNeverIs()
    {
        const std::vector<Event> events = {happened(0ns, ChannelOpened, 0, {.payload = 2}),
                                           happened(0ns, Sent, 0, {.item = 1}),
                                           happened(2s, CapacityChanged, 0, {.payload = 1}),  // full
                                           happened(5s, CapacityChanged, 0, {.payload = -1}), // never
                                           happened(6s, Sent, 0, {.item = 2}),
                                           happened(8s, CapacityChanged, 0, {.payload = 1}), // more than full
                                           happened(9s, ChannelClosed, 0)};                  // nothing is
        const Metrics metrics = measured(events, 20s);
        QCOMPARE(metrics.channel(0).fullShare.value(), (3.0 + 1.0) / 20);
        QCOMPARE(metrics.channel(0).fillMean.value(), (1.0 * 6 + 2.0 * 3) / 20);
        QCOMPARE(metrics.channel(0).fill, std::uint64_t{0});
    }

    void whatAClosedChannelStillHoldsIsThereUntilItIsTaken()
    {
        const std::vector<Event> events = {happened(0ns, ChannelOpened, 0, {.payload = 5}),
                                           happened(0ns, Sent, 0, {.item = 1}),
                                           happened(0ns, Sent, 0, {.item = 2}),
                                           happened(2s, ChannelClosed, 0, {.payload = 2}),
                                           happened(4s, Received, 0, {.item = 1}),
                                           happened(7s, Received, 0, {.item = 2})};
        const Metrics metrics = measured(events, 10s);
        QCOMPARE(metrics.channel(0).fill, std::uint64_t{0});
        QCOMPARE(metrics.channel(0).fillMean.value(), (2.0 * 4 + 1.0 * 3) / 10);
    }

    void aRendezvousIsFullUntilItIsClosed()
    {
        const std::vector<Event> events = {happened(2s, ChannelOpened, 0, {.payload = 0}), happened(5s, ChannelClosed)};
        QCOMPARE(measured(events, 10s).channel(0).fullShare.value(), 0.3);
    }

    void aPlaceAddsUpItsTasksAndCountsRestartsAndOwnFailures()
    {
        const std::vector<Event> events = {
            spawned(0ns, 2, maker),      happened(0ns, WorkStarted, 2), happened(3s, WorkEnded, 2),
            happened(3s, TaskFailed, 2), spawned(5s, 3, maker),         happened(5s, WorkStarted, 3),
            happened(6s, WorkEnded, 3),  happened(6s, TaskKilled, 3),   happened(6s, ProcessCrashed, 3),
            spawned(8s, 4, maker),       happened(9s, TaskDone, 4),     spawned(9s, 5, maker)};
        const Metrics metrics = measured(events, 10s);
        QCOMPARE(metrics.tasks().size(), std::size_t{1});
        QCOMPARE(metrics.tasks()[0].restarts, 3u);
        QCOMPARE(metrics.tasks()[0].ownFailures, 1u);          // to go down with the process is none
        verifyTimes(metrics.tasks()[0].times, 2s, 4s, 0s, 0s); // nobody is there from 3 to 5 and from 6 to 8 s
        const Metrics::GroupMetrics group = metrics.group(0);
        QCOMPARE(group.spawned, std::uint64_t{4});
        QCOMPARE(group.done, std::uint64_t{1});
        QCOMPARE(group.failed, std::uint64_t{1});
        QCOMPARE(group.cancelled, std::uint64_t{1});
        QCOMPARE(metrics.crashes(), 1u);
    }

    void whoFollowsOneThatHadBeenDismissedIsNoRestart()
    {
        const std::vector<Event> events = {
            spawned(0ns, 2, maker),         happened(1s, TaskDismissed, 0, {.object = 2}),
            happened(1s, TaskCancelled, 2), spawned(2s, 3, maker),
            happened(3s, TaskFailed, 3),    spawned(4s, 4, maker),
            happened(5s, TaskFailed, 4),    happened(6s, TaskDismissed, 0, {.object = 4}), // dead already
            spawned(7s, 5, maker)};
        QCOMPARE(measured(events, 10s).tasks()[0].restarts, 1u);
    }

    void whoLosesItsPlaceWhileItLivesCountsNoLonger()
    {
        const std::vector<Event> events = {spawned(0ns, 2, maker),      happened(0ns, WorkStarted, 2),
                                           happened(1s, WorkerUp, 2),   happened(2s, WorkEnded, 2),
                                           happened(2s, WorkerHung, 2), happened(2s, SleepStarted, 2),
                                           spawned(5s, 3, maker),       happened(5s, WorkStarted, 3),
                                           happened(7s, SleepEnded, 2), happened(7s, TaskDone, 2)};
        const Metrics metrics = measured(events, 10s);
        verifyTimes(metrics.tasks()[0].times, 0s, 2s + 5s, 3s, 0s);
        QCOMPARE(metrics.tasks()[0].state, TaskState::Running);
        QCOMPARE(metrics.tasks()[0].restarts, 1u);
    }

    void whoFallsSilentHasFailedOnceEvenIfItFailsWhenItWakesUp()
    {
        const std::vector<Event> events = {spawned(0ns, 2, maker),
                                           spawned(0ns, 9, {1, 0}),
                                           happened(1s, WorkerUp, 2),
                                           happened(2s, WorkerHung, 2),
                                           happened(4s, HeartbeatMissed, 9, {.object = 2}),
                                           happened(5s, TaskFailed, 2),
                                           spawned(6s, 3, maker),
                                           happened(7s, TaskCancelled, 3),
                                           spawned(8s, 4, maker)};
        const Metrics metrics = measured(events, 10s);
        QCOMPARE(metrics.tasks()[0].restarts, 2u);
        QCOMPARE(metrics.tasks()[0].ownFailures, 1u);
    }

    void shortLivedTasksAreSummedUpAndNotListed()
    {
        std::vector<Event> events;
        for (TaskId task = 2; task < 12; ++task) {
            events.push_back(spawned(0ns, task, {2, task}));
            events.push_back(happened(0ns, WorkStarted, task));
        }
        for (TaskId task = 2; task < 8; ++task)
            events.push_back(happened(1s, task < 4 ? TaskCancelled : TaskDone, task));
        const Metrics metrics = measured(events, 3s);
        QVERIFY(metrics.tasks().empty());
        const Metrics::GroupMetrics group = metrics.group(2);
        QCOMPARE(group.spawned, std::uint64_t{10});
        QCOMPARE(group.done, std::uint64_t{4});
        QCOMPARE(group.cancelled, std::uint64_t{2});
        verifyTimes(group.times, 0s, 6 * 1s + 4 * 3s, 0s, 0s);
    }

    void anIntegralIsExactBeyondWhatADoubleHolds()
    {
        TimeIntegral integral(moment(1s));
        integral.set(Time{}, 7); // before the start: in force, but not counted yet
        QVERIFY(!integral.mean());
        integral.advanceTo(moment(1s + 3ns));
        QVERIFY(integral.integral() == 21);
        integral.set(moment(1s + 3ns), (std::int64_t{1} << 62) + 1);
        integral.advanceTo(moment(3s + 3ns));
        QVERIFY(integral.integral() == 21 + TimeIntegral::Wide((std::int64_t{1} << 62) + 1) * 2'000'000'000);
        QCOMPARE(integral.value(), (std::int64_t{1} << 62) + 1);
        integral.advanceTo(moment(2s)); // not back
        QVERIFY(integral.integral() == 21 + TimeIntegral::Wide((std::int64_t{1} << 62) + 1) * 2'000'000'000);
    }

    void theMeanIsWeightedByTime()
    {
        TimeIntegral integral(Time{});
        integral.set(Time{}, 4);
        integral.set(moment(1s), 0);
        integral.set(moment(3s), 8);
        integral.set(moment(3s), 2); // the last word of a moment counts
        integral.advanceTo(moment(5s));
        QCOMPARE(integral.mean().value(), (4.0 + 2.0 * 2) / 5);
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
