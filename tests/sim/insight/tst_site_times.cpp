// SPDX-License-Identifier: MIT
#include "insight/site_times.h"
#include "sim/hand_made.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

class Profile final : public DeltaConsumer
{
public:
    void consume(const Delta &delta) override { bytes += times.apply(delta); }
    double seconds(SiteId site, Duration from, Duration to) const
    {
        return times.time(site, moment(from), moment(to)) / 1e9;
    }
    double seconds(Duration from, Duration to) const { return times.total(moment(from), moment(to)) / 1e9; }

    SiteTimes times;
    std::size_t bytes = 0;
};

Profile of(const std::vector<Event> &events)
{
    Profile profile;
    tell(profile, events);
    return profile;
}

constexpr SiteId nowhere = 0;

} // namespace

/// The profile by line: how much of the tasks' time passes where in the code.
class TestSiteTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTaskIsAtAPlaceFromItsAwaitThereToTheNextOneElsewhere()
    {
        const Profile profile = of({spawned(1s, 2, {0, 0}), happened(2s, WorkStarted, 2, {.site = 5}),
                                    happened(5s, WorkEnded, 2, {.site = 5}), happened(5s, SendBlocked, 2, {.site = 7}),
                                    happened(9s, Sent, 2, {.site = 7}), happened(9s, TaskDone, 2)});
        QCOMPARE(profile.seconds(nowhere, 0s, 20s), 1.0);
        QCOMPARE(profile.seconds(5, 0s, 20s), 3.0);
        QCOMPARE(profile.seconds(7, 0s, 20s), 4.0);
        QCOMPARE(profile.seconds(0s, 20s), 8.0);
    }

    void anEventWithoutAPlaceLeavesItWhereItIs()
    {
        const Profile profile = of({spawned(0s, 2, {0, 0}), happened(0s, WorkStarted, 2, {.site = 5}),
                                    happened(3s, WorkEnded, 2), happened(4s, TaskFailed, 2)});
        QCOMPARE(profile.seconds(5, 0s, 9s), 4.0);
    }

    void severalTasksAtOnePlaceCountSeverally()
    {
        const Profile profile = of({spawned(0s, 2, {0, 0}), spawned(0s, 3, {0, 1}),
                                    happened(0s, WorkStarted, 2, {.site = 5}),
                                    happened(1s, WorkStarted, 3, {.site = 5})});
        QCOMPARE(profile.seconds(5, 0s, 3s), 5.0);
        QCOMPARE(profile.seconds(5, 2s, 3s), 2.0);
        QCOMPARE(profile.seconds(nowhere, 0s, 3s), 1.0);
    }

    void aTaskWhosePlaceAnotherHasTakenStillTakesItsTime()
    {
        const Profile profile = of({spawned(0s, 2, {0, 0}), happened(0s, WorkStarted, 2, {.site = 5}),
                                    spawned(1s, 3, {0, 0}), happened(1s, WorkStarted, 3, {.site = 6}),
                                    happened(4s, TaskDone, 2)});
        QCOMPARE(profile.seconds(5, 0s, 10s), 4.0);
        QCOMPARE(profile.seconds(6, 0s, 10s), 9.0);
        QCOMPARE(profile.seconds(0s, 10s), 13.0);
    }

    void whatIsForgottenNoLongerTakesMemoryAndChangesNothingLater()
    {
        Profile profile;
        std::vector<Event> events{spawned(0s, 2, {0, 0})};
        for (int i = 0; i < 100; ++i)
            events.push_back(happened(std::chrono::seconds(i), WorkStarted, 2, {.site = SiteId(1 + i % 2)}));
        tell(profile, events);
        const double before = profile.seconds(1, 60s, 100s);
        const std::size_t shrunk = profile.times.forgetBefore(moment(50s));
        QVERIFY(shrunk > 0 && shrunk < profile.bytes);
        QCOMPARE(profile.seconds(1, 60s, 100s), before);
        QCOMPARE(profile.seconds(1, 60s, 100s) + profile.seconds(2, 60s, 100s), profile.seconds(60s, 100s));
    }
};

QTEST_APPLESS_MAIN(TestSiteTimes)
#include "tst_site_times.moc"
