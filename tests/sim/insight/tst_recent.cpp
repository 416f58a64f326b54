// SPDX-License-Identifier: MIT
#include "insight/recent.h"
#include "sim/hand_made.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

const Topology topology{
    .groups = {{.id = "maker", .label = words("Maker"), .column = 0, .longLived = true},
               {.id = "taker", .label = words("Taker"), .column = 2, .longLived = true}},
    .channels = {{.id = "pipe", .label = words("pipe"), .column = 1}},
    .terminals = {},
    .links = {},
    .activities = {},
};

struct Past : History {
    explicit Past(const std::vector<Event> &events) : History(topology, {}) { tell(*this, events); }
};

/// An item is born each second from 1 s on and done half a second later; of 20, the latency in ms is its number.
std::vector<Event> steadyItems()
{
    std::vector<Event> events;
    for (int i = 1; i <= 20; ++i) {
        const ItemId item = ItemId(i);
        events.push_back(happened(1s * i, ItemCreated, 0, {.item = item}));
        events.push_back(happened(1s * i + 500ms, ItemDone, 0, {.item = item, .payload = ns(1ms * i)}));
    }
    return events;
}

/// Five items: one is done, fails, is dropped, lost and cancelled, each second from 3 s on.
std::vector<Event> oneOfEachFate()
{
    return {happened(0s, ItemCreated, 0, {.item = 1}), happened(1s, ItemCreated, 0, {.item = 2}),
            happened(1s, ItemCreated, 0, {.item = 3}), happened(2s, ItemCreated, 0, {.item = 4}),
            happened(2s, ItemCreated, 0, {.item = 5}), happened(3s, ItemDone, 0, {.item = 1}),
            happened(4s, ItemFailed, 0, {.item = 2}),  happened(5s, ItemDropped, 0, {.item = 3}),
            happened(6s, ItemLost, 0, {.item = 4}),    happened(7s, ItemCancelled, 0, {.item = 5})};
}

/// Created, done, failed, dropped, lost, cancelled; in flight.
QList<std::int64_t> countsOf(const Recent &recent)
{
    return {recent.created(), recent.done(),      recent.failed(),  recent.dropped(),
            recent.lost(),    recent.cancelled(), recent.inFlight()};
}

QList<std::int64_t> inMs(const std::vector<std::int64_t> &values)
{
    QList<std::int64_t> list;
    for (const std::int64_t value : values)
        list.push_back(value / 1'000'000);
    return list;
}

} // namespace

/// The last seconds before a moment, or the whole run up to there, in numbers.
class TestRecent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSpanIsCutOffAtTheStart()
    {
        const Past past({});
        QCOMPARE(Recent(past, moment(3s), 10s).span(), Duration(3s));
        QCOMPARE(Recent(past, moment(30s), 10s).span(), Duration(10s));
        QCOMPARE(Recent(past, moment(30s), 10s).to(), moment(30s));
    }

    void withNothingInItEverythingIsZeroOrUndefined()
    {
        const Past past({});
        for (const Recent &recent : {Recent(past, Time{}, 10s), Recent(past, moment(20s), 10s)}) {
            QCOMPARE(recent.createdPerSecond(), 0.0);
            QCOMPARE(recent.inFlightMean(), 0.0);
            QCOMPARE(recent.fullShare(0), 0.0);
            QCOMPARE(recent.runningShare(0), 0.0);
            QVERIFY(!recent.latency(0.5));
            QVERIFY(!recent.sendWait(0, 0.5));
            QVERIFY(!recent.down() && !recent.stuck());
        }
    }

    void ratesAreOfTheSpanWithItsEndAndWithoutItsStart()
    {
        const Past past(steadyItems());
        QCOMPARE(Recent(past, moment(15s), 10s).createdPerSecond(), 1.0); // those of 6 … 15 s
        QCOMPARE(Recent(past, moment(15s), 10s).donePerSecond(), 1.0);    // 5.5 … 14.5 s
        QCOMPARE(Recent(past, moment(5s), 10s).createdPerSecond(), 1.0);
        QCOMPARE(Recent(past, moment(5s), 10s).donePerSecond(), 4.0 / 5);
        QCOMPARE(Recent(past, moment(5s), 1s).createdPerSecond(), 1.0);
        QCOMPARE(Recent(past, moment(5s - 1ns), 999ms).createdPerSecond(), 0.0);
        QCOMPARE(Recent(past, moment(40s), 10s).createdPerSecond(), 0.0);
    }

    void whatHappensAtTheVeryStartBelongsToASpanThatReachesBackToIt()
    {
        std::vector<Event> events;
        for (ItemId item = 1; item <= 4; ++item) {
            events.push_back(happened(0ns, ItemCreated, 0, {.item = item}));
            events.push_back(happened(0ns, ItemDone, 0, {.item = item, .payload = ns(7ms)}));
        }
        const Past past(events);
        QCOMPARE(Recent(past, moment(2s), 10s).createdPerSecond(), 2.0);
        QCOMPARE(Recent(past, moment(2s), 10s).donePerSecond(), 2.0);
        QCOMPARE(Recent(past, moment(2s), 10s).latencies().size(), std::size_t{4});
        QCOMPARE(Recent(past, moment(2s), 1s).createdPerSecond(), 0.0);
        QVERIFY(Recent(past, moment(2s), 1s).latencies().empty());
    }

    void countsAreOfTheSpanAndInFlightIsAsOfItsEnd()
    {
        const Past past(oneOfEachFate());
        QCOMPARE(countsOf(Recent(past, moment(6s), 4s)), (QList<std::int64_t>{0, 1, 1, 1, 1, 0, 1}));
        QCOMPARE(countsOf(Recent(past, moment(6s), 1s)), (QList<std::int64_t>{0, 0, 0, 0, 1, 0, 1}));
        QCOMPARE(countsOf(Recent(past, moment(6s), 1s + 1ns)), (QList<std::int64_t>{0, 0, 0, 1, 1, 0, 1}));
        QCOMPARE(countsOf(Recent(past, moment(4s - 1ns), 1s)), (QList<std::int64_t>{0, 1, 0, 0, 0, 0, 4}));
        QCOMPARE(countsOf(Recent(past, moment(2s), 1s)), (QList<std::int64_t>{2, 0, 0, 0, 0, 0, 5}));
        QCOMPARE(countsOf(Recent(past, moment(7s), 1s)), (QList<std::int64_t>{0, 0, 0, 0, 0, 1, 0}));
        QCOMPARE(countsOf(Recent(past, moment(60s), 10s)), (QList<std::int64_t>{0, 0, 0, 0, 0, 0, 0}));
        QCOMPARE(Recent(past, moment(5s), 4s).inFlightMean(), (3.0 + 5.0 + 4.0 + 3.0) / 4);
        QCOMPARE(Recent(past, moment(5s), 2s).droppedPerSecond(), 0.5);
        QCOMPARE(Recent(past, moment(5s), 2s).failedPerSecond(), 0.5);
    }

    void countsOfTheWholeRunAreFromItsStart()
    {
        const Past past(oneOfEachFate());
        QCOMPARE(countsOf(Recent(past, moment(60s), Recent::wholeRun)), (QList<std::int64_t>{5, 1, 1, 1, 1, 1, 0}));
        QCOMPARE(countsOf(Recent(past, moment(4s), Recent::wholeRun)), (QList<std::int64_t>{5, 1, 1, 0, 0, 0, 3}));
        QCOMPARE(countsOf(Recent(past, Time{}, Recent::wholeRun)), (QList<std::int64_t>{1, 0, 0, 0, 0, 0, 1}));
        QCOMPARE(Recent(past, moment(10s), Recent::wholeRun).createdPerSecond(), 0.5);
        QCOMPARE(Recent(past, Time{}, Recent::wholeRun).createdPerSecond(), 0.0);
    }

    void countsOfARunWhoseStartIsForgottenAreFromThenOn()
    {
        const Past past(oneOfEachFate());
        const Recent since(past, moment(60s), Recent::wholeRun, moment(3s));
        QCOMPARE(since.from(), moment(3s));
        QCOMPARE(countsOf(since), (QList<std::int64_t>{0, 0, 1, 1, 1, 1, 0}));
        // A window that reaches further back is cut off there, too: a rate is over what is known.
        const Recent cut(past, moment(6s), 4s, moment(3s));
        QCOMPARE(cut.span(), Duration(3s));
        QCOMPARE(countsOf(cut), countsOf(Recent(past, moment(6s), 3s)));
        QCOMPARE(Recent(past, moment(6s), 4s, moment(1s)).span(), Duration(4s));
        // In tenths of a second, which can be said.
        QCOMPARE(Recent(past, moment(6s), 4s, moment(3s) + 33ms).span(), Duration(2900ms));
        QCOMPARE(Recent(past, moment(6s), 4s, moment(6s) - 33ms).span(), Duration(33ms));
        // Nothing is known of what is before it.
        QCOMPARE(Recent(past, moment(2s), Recent::wholeRun, moment(3s)).span(), Duration::zero());
    }

    void itSaysWhatItIsOver()
    {
        const Past past({});
        const auto over = [&](Duration to, Duration window, Duration known = 0s) {
            return QString::fromStdString(Recent(past, moment(to), window, moment(known)).over().text());
        };
        QCOMPARE(over(60s, 10s), QString("last 10 s"));
        QCOMPARE(over(10s, 10s), QString("last 10 s"));
        QCOMPARE(over(3s, 10s), QString("run so far")); // there are no 10 s yet
        QCOMPARE(over(0s, 10s), QString("run so far"));
        QCOMPARE(over(3s, 10s, 1s), QString("last 2 s"));
        QCOMPARE(over(60s, 10s, 50s), QString("last 10 s"));
        QCOMPARE(over(60s, 10s, 55s), QString("last 5 s"));
        QCOMPARE(over(60s, Recent::wholeRun), QString("whole run"));
        QCOMPARE(over(0s, Recent::wholeRun), QString("whole run"));
        QCOMPARE(over(300s, Recent::wholeRun, 100s), QString("last 3 min 20 s"));
    }

    void theWindowIsAsLongAsWasAskedForAndOfTheWholeRunItsSpan()
    {
        const Past past({});
        QCOMPARE(Recent(past, moment(3s), 10s).window(), Duration(10s));
        QCOMPARE(Recent(past, moment(30s), 10s).window(), Duration(10s));
        QCOMPARE(Recent(past, moment(30s), Recent::wholeRun).span(), Duration(30s));
        QCOMPARE(Recent(past, moment(30s), Recent::wholeRun).window(), Duration(30s));
        QCOMPARE(Recent(past, moment(30s), Recent::wholeRun, moment(20s)).window(), Duration(10s));
    }

    void latenciesAreThoseOfTheSpan()
    {
        const Past past(steadyItems());
        const Recent recent(past, moment(10'500ms), 5s); // done at 6.5 … 10.5 s
        QCOMPARE(inMs(recent.latencies()), (QList<std::int64_t>{6, 7, 8, 9, 10}));
        QCOMPARE(recent.latency(0.2).value(), Duration(6ms));
        QCOMPARE(recent.latency(0.5).value(), Duration(8ms));
        QCOMPARE(recent.latency(0.81).value(), Duration(10ms));
        QCOMPARE(recent.latency(1).value(), Duration(10ms));
        QVERIFY(!Recent(past, moment(40s), 5s).latency(0.5));
    }

    void quantilesLookAtTheLatestSamplesOnly()
    {
        std::vector<Event> events;
        for (std::size_t i = 0; i < Recent::mostSamples + 5; ++i)
            events.push_back(happened(1s + 1ns * i, ItemDone, 0, {.payload = std::int64_t(i)}));
        const Past past(events);
        const Recent recent(past, moment(2s), 10s);
        QCOMPARE(recent.latencies().size(), Recent::mostSamples);
        QCOMPARE(recent.latencies().front(), std::int64_t{5});
        QCOMPARE(recent.latency(1e-9).value(), Duration(5ns));
    }

    void theWholeRunReachesBackNoFurtherThanTheSamplesThatQuantilesLookAt()
    {
        // One done in each millisecond, and five too many: the first five are outside.
        std::vector<Event> events;
        for (std::size_t i = 1; i <= Recent::mostSamples + 5; ++i)
            events.push_back(happened(1ms * i, ItemDone, 0, {.payload = std::int64_t(i)}));
        const Past past(events);
        const Recent recent(past, moment(100'005ms), Recent::wholeRun);
        QCOMPARE(recent.from(), moment(5ms));
        QCOMPARE(recent.done(), std::int64_t{100'000});
        QCOMPARE(recent.latencies().size(), Recent::mostSamples);
        QCOMPARE(recent.latencies().front(), std::int64_t{6});
        QCOMPARE(recent.over().text(), std::string("last 1 min 40 s"));
        // Samples of another kind are as good.
        Topology sampled = topology;
        sampled.sampled = {LockAcquired};
        for (Event &event : events)
            event.kind = LockAcquired;
        History locks(sampled, {});
        tell(locks, events);
        QCOMPARE(Recent(locks, moment(100'005ms), Recent::wholeRun).from(), moment(5ms));
        QCOMPARE(Recent(locks, moment(100'005ms), Recent::wholeRun).count(LockAcquired), Recent::mostSamples);
        // As many as that are all of the run.
        const Recent all(past, moment(100s), Recent::wholeRun);
        QCOMPARE(all.from(), Time{});
        QCOMPARE(all.latencies().size(), Recent::mostSamples);
        QCOMPARE(all.over().text(), std::string("whole run"));
    }

    void theChannelIsMeasuredOverTheSpan()
    {
        const Past past(
            {happened(0ns, ChannelOpened, 0, {.payload = 2}), happened(2s, Sent, 0, {.item = 1, .payload = ns(10ms)}),
             happened(4s, Sent, 0, {.item = 2, .payload = ns(30ms)}),                                           // full
             happened(7s, Received, 0, {.item = 1}), happened(9s, Sent, 0, {.item = 3, .payload = ns(20ms)})}); // full
        const Recent all(past, moment(10s), 10s);
        QCOMPARE(all.fill(0), std::int64_t{2});
        QCOMPARE(all.fillMean(0), (1.0 * 2 + 2.0 * 3 + 1.0 * 2 + 2.0 * 1) / 10);
        QCOMPARE(all.fullShare(0), 0.4);
        QCOMPARE(all.fillTrendPerSecond(0), 0.2);
        QCOMPARE(all.sendWait(0, 0.5).value(), Duration(20ms));
        const Recent late(past, moment(8s), 4s);
        QCOMPARE(late.fill(0), std::int64_t{1});
        QCOMPARE(late.fillMean(0), (2.0 * 3 + 1.0) / 4);
        QCOMPARE(late.fullShare(0), 0.75);
        QCOMPARE(late.fillTrendPerSecond(0), -0.25);
        QVERIFY(!late.sendWait(0, 0.5)); // that of 4 s is not in (4, 8]
    }

    void whatAClosedChannelStillHoldsIsThereUntilItIsTaken()
    {
        const Past past({happened(0ns, ChannelOpened, 0, {.payload = 5}), happened(0ns, Sent, 0, {.item = 1}),
                         happened(2s, ChannelClosed, 0, {.payload = 1}), happened(4s, Received, 0, {.item = 1})});
        QCOMPARE(Recent(past, moment(3s), 3s).fill(0), std::int64_t{1});
        QCOMPARE(Recent(past, moment(10s), 10s).fill(0), std::int64_t{0});
        QCOMPARE(Recent(past, moment(10s), 10s).fillMean(0), 0.4);
    }

    void aRendezvousIsFullUntilItIsClosed()
    {
        const Past past({happened(2s, ChannelOpened, 0, {.payload = 0}), happened(5s, ChannelClosed)});
        QCOMPARE(Recent(past, moment(10s), 10s).fullShare(0), 0.3);
    }

    void sharesAreOfTheTimeThatTasksAreThere()
    {
        const Past past({spawned(0ns, 2, {0, 0}), happened(0ns, WorkStarted, 2), happened(4s, WorkEnded, 2),
                         happened(4s, SendBlocked, 2, {.item = 1}), happened(10s, Sent, 2, {.item = 1}),
                         // Comes late and goes early.
                         spawned(2s, 3, {0, 1}), happened(2s, WorkStarted, 3), happened(8s, WorkEnded, 3),
                         happened(8s, TaskDone, 3),
                         // Another group's.
                         spawned(0ns, 4, {1, 0}), happened(0ns, SleepStarted, 4)});
        const Recent all(past, moment(10s), 10s);
        QCOMPARE(all.runningShare(0), (4.0 + 6.0) / (10.0 + 6.0));
        QCOMPARE(all.blockedShare(0), 6.0 / (10.0 + 6.0));
        QCOMPARE(all.runningShare(1), 0.0);
        QCOMPARE(all.runningShare(7), 0.0);
        QCOMPARE(all.runningMean(0), (4.0 + 6.0) / inSeconds(all.span()));
        QCOMPARE(all.runningMean(7), 0.0);
        const Recent late(past, moment(9s), 6s);
        QCOMPARE(late.runningShare(0), (1.0 + 5.0) / (6.0 + 5.0));
        QCOMPARE(late.blockedShare(0), 5.0 / (6.0 + 5.0));
        QCOMPARE(Recent(past, moment(20s), 5s).runningShare(0), 0.0);
    }

    void tasksThatWaitForAThreadAreReady()
    {
        const Past past({spawned(0ns, 2, {0, 0}), happened(0ns, WorkStarted, 2), happened(4s, WorkEnded, 2),
                         happened(4s, ThreadWanted, 2), happened(7s, WorkStarted, 2), happened(10s, WorkEnded, 2),
                         happened(10s, TaskDone, 2), spawned(2s, 3, {0, 1}), happened(2s, SleepStarted, 3),
                         happened(3s, SleepEnded, 3), happened(3s, WorkStarted, 3)});
        const Recent all(past, moment(10s), 10s);
        QCOMPARE(all.readyShare(0), 3.0 / (10.0 + 8.0));
        QCOMPARE(all.runningMean(0), (7.0 + 7.0) / 10);
        QCOMPARE(all.readyShare(1), 0.0);
        QCOMPARE(all.runningMean(1), 0.0);
        const Recent late(past, moment(8s), 2s);
        QCOMPARE(late.readyShare(0), 1.0 / 4);
        QCOMPARE(late.runningMean(0), 1.5);
        QCOMPARE(Recent(past, Time{}, 10s).runningMean(0), 0.0);
    }

    void workersAreUpUntilTheyHangEndOrLoseTheirPlace()
    {
        const Past past({spawned(0ns, 2, {0, 0}), happened(1s, WorkerUp, 2), happened(3s, WorkerHung, 2),
                         happened(4s, WorkerUp, 2), happened(5s, WorkerHung, 2), spawned(6s, 3, {0, 0}),
                         happened(7s, WorkerUp, 3), happened(8s, WorkerUp, 2), happened(8s, TaskDone, 2),
                         spawned(8s, 4, {0, 1}), happened(8s, WorkerUp, 4), happened(9s, TaskFailed, 4)});
        const Recent all(past, moment(10s), 10s);
        QCOMPARE(all.upMean(0), (2.0 + 1.0 + 3.0 + 1.0) / 10);
        QCOMPARE(all.up(0), std::int64_t{1});
        QCOMPARE(Recent(past, moment(8'500ms), 1s).up(0), std::int64_t{2});
        QCOMPARE(Recent(past, moment(3'500ms), 1s).upMean(0), 0.5);
        QCOMPARE(all.upMean(1), 0.0);
    }

    void whatWasTurnedCutsTheSpanToWhatHasComeSince()
    {
        History past(topology, {7, 4});
        tell(past,
             {happened(1s, ParameterChanged, 0, {.object = 1, .payload = 2}),
              happened(4s, ParameterChanged, 0, {.object = 0, .payload = 9}),
              happened(12'340ms, ParameterChanged, 0, {.object = 1, .payload = 6})});
        QCOMPARE(Recent(past, moment(20s), 10s).sinceChanged().from(), moment(12'400ms)); // in tenths
        QCOMPARE(Recent(past, moment(20s), 10s).sinceChanged().over().text(), std::string("last 7.6 s"));
        QCOMPARE(Recent(past, moment(12s), 10s).sinceChanged().from(), moment(4s));
        QCOMPARE(Recent(past, moment(30s), 10s).sinceChanged().from(), moment(20s)); // nothing within it
        QCOMPARE(Recent(past, moment(30s), 10s).sinceChanged().over().text(), std::string("last 10 s"));
        QCOMPARE(Recent(past, moment(30s), Recent::wholeRun).sinceChanged().from(), moment(12'400ms));
        QCOMPARE(Recent(past, moment(900ms), Recent::wholeRun).sinceChanged().over().text(), std::string("whole run"));
    }

    void itSaysWhenAtTheEndOfAClause()
    {
        const Past past({});
        const auto during = [&](Duration to, Duration window) {
            return QString::fromStdString(Recent(past, moment(to), window).during().text());
        };
        QCOMPARE(during(60s, 10s), QString("in the last 10 s"));
        QCOMPARE(during(3'800ms, 10s), QString("so far"));
        QCOMPARE(during(3'800ms, Recent::wholeRun), QString("in the whole run"));
    }

    void whatHadBegunBeforeAChangeIsNoneOfWhatHasBegunSince()
    {
        static const Topology jobs{
            .groups = {}, .channels = {}, .terminals = {}, .links = {}, .activities = {}, .sampled = {JobDone}};
        History past(jobs, {7});
        tell(past,
             {happened(4s, JobDone, 0, {.object = 1, .payload = ns(1s)}),
              happened(9s, ParameterChanged, 0, {.object = 0, .payload = 9}),
              happened(12s, JobDone, 0, {.object = 2, .payload = ns(8s)}),   // begun at 4 s
              happened(12s, JobDone, 0, {.object = 3, .payload = ns(3s)}),   // right when it was turned: before that
              happened(13s, JobDone, 0, {.object = 4, .payload = ns(3s)}),   // begun at 10 s
              happened(14s, JobDone, 0, {.object = 5, .payload = ns(1s)})}); // at 13 s
        const Recent all(past, moment(15s), 10s);
        QCOMPARE(all.count(JobDone), std::size_t{4});
        QCOMPARE(all.mean(JobDone), std::optional<double>(15e9 / 4));
        const Recent begun = all.begunSinceChanged();
        QCOMPARE(begun.count(JobDone), std::size_t{2});
        QCOMPARE(begun.mean(JobDone), std::optional<double>(2e9));
        QCOMPARE(begun.quantile(JobDone, 1), std::optional(Duration(3s)));
        QCOMPARE(begun.ofThoseThatEnded({JobDone}).from(), moment(10s));
        // However long ago that was; and before it, all counts.
        QCOMPARE(Recent(past, moment(20s), 10s).begunSinceChanged().count(JobDone), std::size_t{2});
        QCOMPARE(Recent(past, moment(5s), 10s).begunSinceChanged().count(JobDone), std::size_t{1});
        QCOMPARE(Recent(past, moment(12s), 1s).begunSinceChanged().mean(JobDone), std::optional<double>());
    }

    void aParametersMeanIsWeightedByTime()
    {
        History past(topology, {7, 4});
        tell(past,
             {happened(4s, ParameterChanged, 0, {.object = 1, .payload = 2}),
              happened(6s, ParameterChanged, 0, {.object = 0, .payload = 9}),
              happened(8s, ParameterChanged, 0, {.object = 1, .payload = 6})});
        QCOMPARE(Recent(past, moment(10s), 10s).mean({1, 6}), (4 * 4.0 + 4 * 2.0 + 2 * 6.0) / 10);
        QCOMPARE(Recent(past, moment(7s), 2s).mean({1, 2}), 2.0);
        QCOMPARE(Recent(past, moment(10s), 10s).mean({0, 9}), (6 * 7.0 + 4 * 9.0) / 10);
        QCOMPARE(Recent(past, Time{}, 10s).mean({1, 4}), 4.0); // of no time
    }

    void goneIsWhoHasEndedOrHangsNotWhoHasNotComeUpYet()
    {
        const Past past({spawned(0s, 2, {0, 0}), happened(1s, WorkerUp, 2), spawned(0s, 3, {0, 1}),
                         happened(1s, WorkerUp, 3), happened(2s, WorkerHung, 3), spawned(0s, 4, {0, 2}),
                         happened(1s, WorkerUp, 4), happened(3s, TaskFailed, 4), spawned(3s, 5, {0, 3}),
                         spawned(5s, 6, {0, 2}), happened(6s, WorkerUp, 3)});
        const auto gone = [&](Duration at, std::int64_t places) {
            return Recent(past, moment(at), 10s).gone(0, places);
        };
        QCOMPARE(gone(1s, 4), std::int64_t{0});
        QCOMPARE(gone(2s, 4), std::int64_t{1}); // hangs
        QCOMPARE(gone(4s, 4), std::int64_t{2}); // and one is dead
        QCOMPARE(gone(4s, 2), std::int64_t{1});
        QCOMPARE(gone(5s, 4), std::int64_t{1}); // followed
        QCOMPARE(gone(6s, 4), std::int64_t{0}); // and the other one has woken up
    }

    void downAndStuckAreAsOfTheEnd()
    {
        const Past past({happened(2s, ProcessCrashed), happened(4s, ProcessRestarted), happened(6s, Stalled),
                         happened(8s, SleepStarted, 2)});
        const auto down = [&](Duration at) { return Recent(past, moment(at), 1s).down(); };
        const auto stuck = [&](Duration at) { return Recent(past, moment(at), 1s).stuck(); };
        QVERIFY(!down(1s) && down(2s) && down(3s) && !down(4s));
        QVERIFY(!stuck(5s) && stuck(6s) && stuck(7s) && !stuck(8s));
    }

    void thePastReadsAsThePresentDid()
    {
        const std::vector<Event> events = steadyItems();
        const Past then(std::vector<Event>(events.begin(), events.begin() + 20));
        const Past now(events);
        const Recent present(then, moment(10'500ms), 5s);
        const Recent past(now, moment(10'500ms), 5s);
        QCOMPARE(past.donePerSecond(), present.donePerSecond());
        QCOMPARE(past.inFlightMean(), present.inFlightMean());
        QCOMPARE(past.latencies(), present.latencies());
        QCOMPARE(past.done(), present.done());
        QCOMPARE(Recent(now, moment(10'500ms), Recent::wholeRun).done(),
                 Recent(then, moment(10'500ms), Recent::wholeRun).done());
    }
};

QTEST_APPLESS_MAIN(TestRecent)
#include "tst_recent.moc"
