// SPDX-License-Identifier: MIT
#include "patterns/rate_limiter/rate_limiter.h"

#include "kernel/rate_limiter.h"
#include "sim/patterns/limiter_run.h"

using namespace coroscope;
using namespace coroscope::limiting;
using namespace coroscope::test;

namespace {

/// "300 3": request 3 got its token at 300 ms.
QStringList passed(const PatternRun &run)
{
    QStringList list;
    for (Sequence i = 0; i < run.session.trace().count(); ++i) {
        const Event &event = run.session.trace().at(i);
        if (event.kind == EventKind::Sent && event.object == TheIntake)
            list.push_back(
                QStringLiteral("%1 %2").arg(event.time.time_since_epoch().count() / 1'000'000).arg(event.item));
    }
    return list;
}

std::size_t held(const PatternRun &run, ChannelId channel)
{
    return run.session.world().channels().at(channel).items.size();
}

/// Of each request, when it was made, and when it passed; nothing: it was refused, or waits.
struct Passage {
    Time made{};
    std::optional<Time> passed{};
    bool refused = false;
    friend bool operator==(const Passage &, const Passage &) = default;
};

std::vector<Passage> passages(const PatternRun &run)
{
    std::vector<Passage> list;
    for (Sequence i = 0; i < run.session.trace().count(); ++i) {
        const Event &event = run.session.trace().at(i);
        if (event.kind == EventKind::ItemCreated)
            list.push_back({.made = event.time});
        else if (event.kind == EventKind::Sent && event.object == TheIntake)
            list.at(event.item - 1).passed = event.time;
        else if (event.kind == EventKind::ItemDropped)
            list.at(event.item - 1).refused = true;
    }
    return list;
}

/// The same requests before the kernel's limiter, whose interval and burst are turned when those of the run are.
std::vector<Passage> passagesAtKernel(const std::vector<Passage> &requests, bool waits, int rate, std::int64_t burst,
                                      Duration turn, int nextRate, std::int64_t nextBurst, Time end)
{
    const auto every = [](int perSecond) { return Duration{1s} / perSecond; };
    Kernel kernel(1, Schedule::Fifo, nullptr);
    LiveDuration interval(every(rate));
    RateLimiter limiter(kernel, interval, burst, 0);
    std::vector<Passage> list;
    for (const Passage &request : requests)
        list.push_back({.made = request.made});
    for (Passage &one : list) {
        kernel.start([&kernel, &limiter, &one, waits]() -> QCoro::Task<> {
            co_await kernel.sleepUntil(one.made);
            if (waits)
                co_await limiter.acquire();
            else
                one.refused = !limiter.tryAcquire();
            if (!one.refused)
                one.passed = kernel.now();
        });
    }
    kernel.runUntil(Time{} + turn);
    interval.setMean(every(nextRate));
    limiter.setBurst(nextBurst);
    kernel.runUntil(end);
    kernel.shutDown(); // those that still wait let go of the limiter
    return list;
}

} // namespace

/// The pattern, to the nanosecond.
class TestRateLimiterPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBurstPassesAtOnceAndThenOneRequestPerToken()
    {
        PracticeRun run(pattern, small());
        run.runTo(1s);
        // Two tokens, and one more 200 ms after the first was taken; then a token every 200 ms.
        QCOMPARE(passed(run), (QStringList{"100 1", "200 2", "300 3", "500 4", "700 5", "900 6"}));
        // Request 4 is made at 400 ms and waits for its token; its client makes the next one 100 ms after that.
        QCOMPARE(run.story({EventKind::ItemCreated}),
                 (QStringList{"100 item-created 1 by Client 1", "200 item-created 2 by Client 1",
                              "300 item-created 3 by Client 1", "400 item-created 4 by Client 1",
                              "600 item-created 5 by Client 1", "800 item-created 6 by Client 1",
                              "1000 item-created 7 by Client 1"}));
        QCOMPARE(
            run.story({EventKind::ItemDone}),
            (QStringList{"150 item-done 1 by Worker 1", "250 item-done 2 by Worker 1", "350 item-done 3 by Worker 1",
                         "550 item-done 4 by Worker 1", "750 item-done 5 by Worker 1", "950 item-done 6 by Worker 1"}));
        QCOMPARE(run.session.metrics().latency().quantile(1.0).value(), std::int64_t(150'000'000));
    }

    void whoWaitsLongestGetsTheNextToken()
    {
        PracticeRun run(pattern, small({{"clients", "3"}, {"burst", "1"}}));
        run.runTo(750ms);
        // All three ask at 100 ms. Client 1 is back at 200 ms, behind the two others.
        QCOMPARE(passed(run), (QStringList{"100 1", "300 2", "500 3", "700 4"}));
        QCOMPARE(run.story({EventKind::ReceiveAbandoned}), QStringList());
        QCOMPARE(run.task(Clients, 0).state, TaskState::Waiting);
        QCOMPARE(run.session.world().channels().at(TheBucket).receivers.size(), std::size_t{2});
        QCOMPARE(run.session.world().items().dropped, std::uint64_t{0});
    }

    void whatFindsNoTokenIsRefusedAtOnce()
    {
        PracticeRun run(pattern, small({{"clients", "2"}, {"burst", "1"}, {"when-empty", "refuse"}}));
        run.runTo(600ms);
        QCOMPARE(passed(run), (QStringList{"100 1", "300 5", "500 9"}));
        QCOMPARE(run.story({EventKind::ItemDropped}),
                 (QStringList{"100 item-dropped 2 by Client 2", "200 item-dropped 3 by Client 1",
                              "200 item-dropped 4 by Client 2", "300 item-dropped 6 by Client 2",
                              "400 item-dropped 7 by Client 1", "400 item-dropped 8 by Client 2",
                              "500 item-dropped 10 by Client 2", "600 item-dropped 11 by Client 1",
                              "600 item-dropped 12 by Client 2"}));
        QCOMPARE(run.measure("refused").value(), 9.0);
        QCOMPARE(run.measure("refused_share").value(), 9.0 / 12);
        QCOMPARE(run.measure("admitted_per_s").value(), 3 / 0.6);
        QCOMPARE(run.measure("token_wait_mean_s").value(), 0.0);
        QCOMPARE(run.measure("bucket_fill_mean").value(), 0.1 / 0.6); // one until 100 ms, then taken as it comes
        QCOMPARE(run.measure("worker_utilisation").value(), 0.15 / 0.6);
        QCOMPARE(run.session.metrics().throughput().value(), 3 / 0.6);
    }

    void aQueueLetsClientsGoOnAndRefusesWhatItHasNoRoomFor()
    {
        PracticeRun run(pattern, small({{"burst", "1"}, {"when-empty", "queue"}}));
        run.runTo(1s);
        // Request 2 is with the dispatcher from 200 ms on, 3 is in the queue with 4, and 6 is the first without room.
        QCOMPARE(passed(run), (QStringList{"100 1", "300 2", "500 3", "700 4", "900 5"}));
        QCOMPARE(run.story({EventKind::ItemDropped}),
                 (QStringList{"800 item-dropped 8 by Client 1", "1000 item-dropped 10 by Client 1"}));
        QCOMPARE(run.measure("refused").value(), 2.0);
        QCOMPARE(run.measure("refused_share").value(), 2.0 / 10);
        QCOMPARE(run.measure("token_wait_mean_s").value(), (0 + 0.1 + 0.2 + 0.3 + 0.4) / 5);
        QCOMPARE(held(run, TheQueue), std::size_t{2});
    }

    void measuresAreOfWhatComesAfterTheWarmup()
    {
        PracticeRun run(pattern, small(), 1, {}, 400ms);
        run.runTo(1s);
        QCOMPARE(run.measure("admitted_per_s").value(), 3 / 0.6); // at 500, 700 and 900 ms
        QCOMPARE(run.measure("token_wait_mean_s").value(), 0.1);
        QCOMPARE(run.measure("bucket_fill_mean").value(), 0.0);
        QCOMPARE(run.measure("worker_utilisation").value(), 0.15 / 0.6);
        QCOMPARE(run.measure("refused").value(), 0.0);
        QCOMPARE(run.measure("refused_share").value(), 0.0);
        // What waits across the end of the warm-up counts whole, when it is over.
        PracticeRun across(pattern, small(), 1, {}, 450ms);
        across.runTo(600ms);
        QCOMPARE(across.measure("token_wait_mean_s").value(), 0.1);
        QVERIFY(!PracticeRun(pattern, small()).measure("admitted_per_s"));
        QVERIFY(!PracticeRun(pattern, small()).measure("token_wait_mean_s"));
        QVERIFY(!PracticeRun(pattern, small()).measure("refused_share"));
    }

    void theBucketIsFullAtTheStartAndNoTokenComesBeforeOneIsTaken()
    {
        PracticeRun run(pattern, small({{"interval", "1s"}, {"burst", "4"}}));
        run.runTo(999ms);
        QCOMPARE(held(run, TheBucket), std::size_t{4});
        run.runTo(1s);
        QCOMPARE(held(run, TheBucket), std::size_t{3});
        run.runTo(1199999999ns);
        QCOMPARE(held(run, TheBucket), std::size_t{3});
        run.runTo(1200ms); // 1/rate after it was taken, and not at a multiple of that
        QCOMPARE(held(run, TheBucket), std::size_t{4});
    }

    void aTurnedRateActsOnTheTokenThatIsOnItsWay()
    {
        PracticeRun run(pattern, small({{"burst", "1"}, {"rate", "1/s"}}));
        run.runTo(400ms); // one was taken at 100 ms: the next is due at 1100 ms
        run.set("rate", "2/s");
        run.runTo(599ms);
        QCOMPARE(passed(run), (QStringList{"100 1"}));
        run.runTo(600ms);
        QCOMPARE(passed(run), (QStringList{"100 1", "600 2"}));
        run.runTo(900ms);
        run.set("rate", "10/s"); // 100 ms have passed long since: it comes now
        run.runTo(900ms);
        QCOMPARE(passed(run), (QStringList{"100 1", "600 2", "900 3"}));
    }

    void aRaisedBurstFillsUpAsTokensComeAndALoweredOneThrowsThemAway()
    {
        PracticeRun run(pattern, small({{"interval", "1m"}, {"burst", "4"}}));
        run.runTo(1s);
        run.set("burst", "6");
        run.runTo(1s);
        QCOMPARE(held(run, TheBucket), std::size_t{4});
        run.runTo(1200ms);
        QCOMPARE(held(run, TheBucket), std::size_t{5});
        run.runTo(2s);
        QCOMPARE(held(run, TheBucket), std::size_t{6});
        run.set("burst", "1");
        run.runTo(2s);
        QCOMPARE(held(run, TheBucket), std::size_t{1});
        QCOMPARE(run.session.world().channels().at(TheBucket).capacity, std::int64_t{1});
        run.runTo(10s);
        QCOMPARE(held(run, TheBucket), std::size_t{1});
    }

    void aQueueTurnedSmallerLosesNothing()
    {
        PracticeRun run(pattern, small({{"burst", "1"}, {"rate", "1/s"}, {"when-empty", "queue"}, {"capacity", "8"}}));
        run.runTo(1050ms); // ten made: one has passed, the dispatcher has one
        QCOMPARE(held(run, TheQueue), std::size_t{8});
        run.set("capacity", "3");
        run.runTo(1080ms);
        QCOMPARE(held(run, TheQueue), std::size_t{8});
        QCOMPARE(run.session.world().items().dropped, std::uint64_t{0});
        run.runTo(6050ms); // one a second is taken out, from 1100 ms on, and what is made has no room
        QCOMPARE(held(run, TheQueue), std::size_t{3});
        QCOMPARE(run.session.world().items().dropped, std::uint64_t{50});
        run.runTo(7050ms); // the sixth leaves room for the one that is made at 6100 ms
        QCOMPARE(held(run, TheQueue), std::size_t{3});
        QCOMPARE(run.session.world().items().dropped, std::uint64_t{59});
    }

    void aQueueThatIsGivenUpIsEmptiedFirst()
    {
        PracticeRun run(pattern, small({{"burst", "1"}, {"when-empty", "queue"}}));
        run.runTo(600ms); // request 4 is with the dispatcher, and 5 and 6 are in the queue
        QCOMPARE(held(run, TheQueue), std::size_t{2});
        run.set("when-empty", "refuse");
        run.runTo(1150ms);
        QCOMPARE(passed(run), (QStringList{"100 1", "300 2", "500 3", "700 4", "900 5", "1100 6"}));
        QCOMPARE(run.task(TheDispatcher, 0).state, TaskState::Cancelled);
        QVERIFY(!run.session.world().channels().at(TheQueue).open);
        QCOMPARE(run.session.world().items().cancelled + run.session.world().items().lost, std::uint64_t{0});
        run.set("when-empty", "queue");
        run.runTo(1150ms);
        QVERIFY(run.session.world().channels().at(TheQueue).open);
        run.runTo(1300ms);
        QCOMPARE(passed(run).back(), QStringLiteral("1300 12"));
    }

    void aQueueWantedAgainBeforeItIsEmptyGoesOn()
    {
        PracticeRun run(pattern, small({{"burst", "1"}, {"when-empty", "queue"}}));
        run.runTo(600ms);
        run.set("when-empty", "refuse");
        run.runTo(620ms);
        run.set("when-empty", "queue");
        run.runTo(5s);
        QCOMPARE(run.session.world().items().cancelled + run.session.world().items().lost, std::uint64_t{0});
        QCOMPARE(passed(run).size(), 25); // one token every 200 ms, from 100 ms on
    }

    void clientsThatWaitKeepTheirPlaceWhenOthersAreRefusedOrQueued()
    {
        PracticeRun run(pattern, small({{"clients", "3"}, {"burst", "1"}}));
        run.runTo(150ms); // 2 and 3 wait
        run.set("when-empty", "refuse");
        run.runTo(520ms);
        // Client 1 is refused at 200, 300, 400 and 500 ms: what comes is for those in line.
        QCOMPARE(passed(run), (QStringList{"100 1", "300 2", "500 3"}));
        QCOMPARE(run.session.world().items().dropped, std::uint64_t{6});
    }

    void aClientThatIsLetGoSeesItsRequestThroughAndAnIdleOneLeavesAtOnce()
    {
        PracticeRun run(pattern, small({{"clients", "2"}, {"burst", "1"}}));
        run.runTo(150ms); // client 2 waits for a token until 300 ms
        run.set("clients", "1");
        run.runTo(299ms);
        QCOMPARE(run.task(Clients, 1).state, TaskState::Waiting);
        run.runTo(300ms);
        QCOMPARE(run.task(Clients, 1).state, TaskState::Cancelled);
        QCOMPARE(passed(run), (QStringList{"100 1", "300 2"}));
        QCOMPARE(run.session.world().items().cancelled, std::uint64_t{0});
        PracticeRun idle(pattern, small({{"clients", "2"}}));
        idle.runTo(50ms);
        idle.set("clients", "1");
        idle.runTo(50ms);
        QCOMPARE(idle.task(Clients, 1).state, TaskState::Cancelled);
    }

    void aWorkerThatIsLetGoFinishesItsRequestFirst()
    {
        PracticeRun run(pattern, small({{"workers", "2"}, {"work", "5s"}}));
        run.runTo(250ms);
        QCOMPARE(run.task(Workers, 1).state, TaskState::Running);
        run.set("workers", "1");
        run.runTo(5199ms);
        QCOMPARE(run.task(Workers, 1).state, TaskState::Running);
        run.runTo(5200ms);
        QCOMPARE(run.task(Workers, 1).state, TaskState::Cancelled);
        QCOMPARE(run.session.world().items().done, std::uint64_t{2});
        QCOMPARE(run.session.world().items().cancelled, std::uint64_t{0});
        run.set("workers", "2");
        run.runTo(5200ms);
        QCOMPARE(run.task(Workers, 1).state, TaskState::Running); // joins at once
    }

    void itLetsPassWhatTheKernelsRateLimiterLetsPassWhenItDoes()
    {
        Random random(1, "limits", 0);
        int waited = 0;
        int refused = 0;
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const bool waits = seed % 2 == 0;
            const auto rate = [&] { return static_cast<int>(1 + random.below(9)); };
            const int rates[] = {rate(), rate()};
            const auto burst = static_cast<std::int64_t>(1 + random.below(6));
            // Lowered below the fill, the token on its way is another matter.
            const std::int64_t nextBurst = burst + static_cast<std::int64_t>(random.below(4));
            const std::string texts[] = {std::to_string(rates[0]) + "/s", std::to_string(rates[1]) + "/s",
                                         std::to_string(burst), std::to_string(nextBurst)};
            PatternRun run(
                pattern,
                {{"clients", "6"}, {"when-empty", waits ? "wait" : "refuse"}, {"rate", texts[0]}, {"burst", texts[2]}},
                seed);
            run.runTo(20s);
            run.set("rate", texts[1]);
            run.set("burst", texts[3]);
            run.runTo(60s);
            const std::vector<Passage> found = passages(run);
            QVERIFY(found.size() > 50);
            QVERIFY(found == passagesAtKernel(found, waits, rates[0], burst, 20s, rates[1], nextBurst, Time{} + 60s));
            for (const Passage &one : found) {
                waited += one.passed && *one.passed > one.made ? 1 : 0;
                refused += one.refused ? 1 : 0;
            }
        }
        QVERIFY(waited > 1000);
        QVERIFY(refused > 1000);
    }

    void inNoStretchOfTimeMoreThanBurstAndRateAllowPass()
    {
        PatternRun run(pattern, {{"clients", "20"}, {"burst", "7"}});
        run.runTo(60s);
        std::vector<Time> times;
        for (const Passage &one : passages(run)) {
            if (one.passed)
                times.push_back(*one.passed);
        }
        std::sort(times.begin(), times.end());
        QVERIFY(times.size() > 250);
        for (std::size_t i = 0; i < times.size(); ++i) {
            for (std::size_t j = i; j < times.size(); ++j)
                QVERIFY(static_cast<double>(j - i + 1) <= 7 + 5 * inSeconds(times[j] - times[i]) + 1e-9);
        }
    }
};

QTEST_APPLESS_MAIN(TestRateLimiterPattern)
#include "tst_rate_limiter_pattern.moc"
