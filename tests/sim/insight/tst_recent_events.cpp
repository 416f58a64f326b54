// SPDX-License-Identifier: MIT
#include "insight/recent.h"
#include "sim/hand_made.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

const Topology topology{
    .groups = {{.id = "client", .label = words("Client"), .column = 0, .longLived = true}},
    .channels = {},
    .terminals = {},
    .links = {},
    .activities = {},
    .sampled = {JobDone, JobFailed, LockAcquired},
};

struct Past : History {
    explicit Past(const std::vector<Event> &events) : History(topology, {}) { tell(*this, events); }
};

/// A job ends each second from the start on; that of second n took n ms. One fails at 4.5 s.
std::vector<Event> jobs()
{
    std::vector<Event> events;
    for (int second = 0; second <= 10; ++second) {
        events.push_back(happened(1s * second, JobDone, 2, {.payload = ns(1ms * second)}));
        if (second == 4)
            events.push_back(happened(4'500ms, JobFailed, 2, {.payload = ns(70ms)}));
    }
    return events;
}

} // namespace

/// The events of the kinds that a pattern asks for, over the last seconds.
class TestRecentEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsOfTheSpanAreCountedWithThoseOfItsEndAndWithoutThoseOfItsStart()
    {
        const Past past(jobs());
        QCOMPARE(Recent(past, moment(8s), 5s).count(JobDone), std::size_t{5}); // 4 … 8 s
        QCOMPARE(Recent(past, moment(8s - 1ns), 5s).count(JobDone), std::size_t{5});
        QCOMPARE(Recent(past, moment(8s + 1ns), 5s).count(JobDone), std::size_t{5});
        QCOMPARE(Recent(past, moment(8s), 5s).count(JobFailed), std::size_t{1});
        QCOMPARE(Recent(past, moment(9'500ms), 5s).count(JobFailed), std::size_t{0});
        QCOMPARE(Recent(past, moment(4s), 5s).count(JobFailed), std::size_t{0});
        QCOMPARE(Recent(past, moment(60s), 5s).count(JobDone), std::size_t{0});
    }

    void theVeryStartBelongsToASpanThatReachesBackToIt()
    {
        const Past past(jobs());
        QCOMPARE(Recent(past, moment(3s), 5s).count(JobDone), std::size_t{4}); // 0 … 3 s
        QCOMPARE(Recent(past, moment(3s), 3s).count(JobDone), std::size_t{4});
        QCOMPARE(Recent(past, moment(3s), 3s - 1ns).count(JobDone), std::size_t{3});
        QCOMPARE(Recent(past, moment(3s), 5s).quantile(JobDone, 0.01).value(), Duration(0ns));
    }

    void ratesArePerSecondOfTheSpan()
    {
        const Past past(jobs());
        QCOMPARE(Recent(past, moment(8s), 5s).perSecond(JobDone), 1.0);
        QCOMPARE(Recent(past, moment(8s), 5s).perSecond(JobFailed), 0.2);
        QCOMPARE(Recent(past, moment(2s), 5s).perSecond(JobDone), 1.5); // a span of two seconds
        QCOMPARE(Recent(past, Time{}, 5s).perSecond(JobDone), 0.0);     // and one of none
    }

    void meansAreOfThePayloadsInTheSpan()
    {
        const Past past(jobs());
        QCOMPARE(Recent(past, moment(8s), 5s).mean(JobDone).value(), 6e6);
        QCOMPARE(Recent(past, moment(9s), 2s).mean(JobDone).value(), 8.5e6);
        QCOMPARE(Recent(past, moment(8s), 5s).mean(JobFailed).value(), 70e6);
    }

    void quantilesAreByNearestRank()
    {
        const Past past(jobs());
        const Recent recent(past, moment(8s), 5s); // 4, 5, 6, 7, 8 ms
        QCOMPARE(recent.quantile(JobDone, 0.2).value(), Duration(4ms));
        QCOMPARE(recent.quantile(JobDone, 0.5).value(), Duration(6ms));
        QCOMPARE(recent.quantile(JobDone, 0.6).value(), Duration(6ms));
        QCOMPARE(recent.quantile(JobDone, 0.61).value(), Duration(7ms));
        QCOMPARE(recent.quantile(JobDone, 1).value(), Duration(8ms));
    }

    void withoutAnyThereIsNothingToSay()
    {
        const Past past(jobs());
        for (const Recent &recent : {Recent(past, moment(60s), 5s), Recent(past, moment(4s), 1s)}) {
            QVERIFY(!recent.mean(JobFailed));
            QVERIFY(!recent.quantile(JobFailed, 0.5));
            QCOMPARE(recent.perSecond(JobFailed), 0.0);
        }
        QCOMPARE(Recent(past, moment(60s), 60s).count(LockAcquired), std::size_t{0});
    }

    void withMoreSamplesThanAreLookedAtAllIsOverTheLatest()
    {
        std::vector<Event> events;
        for (std::size_t i = 0; i < Recent::mostSamples + 4; ++i)
            events.push_back(happened(1s + 1ns * i, JobDone, 2, {.payload = i < 4 ? ns(1s) : 7}));
        const Past past(events);
        const Recent recent(past, moment(2s), 10s);
        QCOMPARE(recent.from(), moment(1s + 3ns));
        QCOMPARE(recent.over().text(), std::string("last 1 s"));
        QCOMPARE(recent.count(JobDone), Recent::mostSamples);
        QCOMPARE(recent.perSecond(JobDone), double(Recent::mostSamples) / (1 - 3e-9));
        QCOMPARE(recent.mean(JobDone).value(), 7.0);
        QCOMPARE(recent.quantile(JobDone, 1).value(), Duration(7ns));
    }

    void aKindThatNobodyAskedForIsNotKept()
    {
        const Past past({happened(1s, JobStarted, 2, {.payload = 3})});
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, (void)Recent(past, moment(2s), 5s).count(JobStarted));
    }

    void whatIsForgottenIsNoLongerCounted()
    {
        Past past(jobs());
        past.forgetBefore(moment(5s));
        QCOMPARE(Recent(past, moment(10s), 8s).count(JobDone), std::size_t{6}); // 5 … 10 s
        QCOMPARE(Recent(past, moment(10s), 8s).count(JobFailed), std::size_t{0});
        QCOMPARE(Recent(past, moment(10s), 4s).mean(JobDone).value(), 8.5e6);
    }
};

QTEST_APPLESS_MAIN(TestRecentEvents)
#include "tst_recent_events.moc"
