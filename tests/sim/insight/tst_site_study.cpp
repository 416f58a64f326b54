// SPDX-License-Identifier: MIT
#include "insight/recent.h"
#include "insight/site_study.h"
#include "sim/hand_made.h"
#include "sim/pattern_run.h"

#include <cmath>

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

constexpr Sequence all = ~Sequence{0} / 2;
constexpr Time second(int count)
{
    return Time{} + std::chrono::seconds(count);
}

std::int64_t sumOf(const LookTimes &times)
{
    std::int64_t sum = 0;
    for (const std::int64_t ns : times.ns)
        sum += ns;
    return sum;
}

SiteClock::Times timesOf(const Session &session, Time from, Time to, std::vector<Place> places = {},
                         Sequence most = all)
{
    SiteStudy study(session.pattern().topology(), std::move(places));
    while (!study.goOn(session.trace(), session.keyFrames(), from, to, session.trace().firstAfter(to), most)) {
    }
    return study.times();
}

void everyPattern()
{
    QTest::addColumn<QByteArray>("pattern");
    for (const PatternInfo *info : patterns())
        QTest::newRow(std::string(info->id).c_str()) << QByteArray(info->id.data(), qsizetype(info->id.size()));
}

} // namespace

/// Where in the code the time of tasks passed, and how they fared there.
class TestSiteStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClockTellsForHowLongATaskWasAtAPlaceAndHow()
    {
        const Topology topology{.groups = {{.id = "task", .label = words("Task"), .column = 0, .longLived = true}},
                                .terminals = {},
                                .links = {},
                                .activities = {}};
        SiteClock clock(topology);
        clock.begin(World(), Time{});
        for (const Event &event : {spawned(1s, 2, {0, 0}), happened(2s, WorkStarted, 2, {.site = 5}),
                                   happened(5s, WorkEnded, 2, {.site = 5}), happened(5s, SendBlocked, 2, {.site = 7}),
                                   happened(9s, Sent, 2, {.site = 7}), happened(9s, TaskDone, 2)})
            clock.apply(event);
        const SiteClock::Times times = clock.until(second(20));
        QCOMPARE(times.size(), std::size_t(3));
        QCOMPARE(times.at({0, 0})[Condition::Ready], ns(1s));
        QCOMPARE(times.at({0, 5})[Condition::Running], ns(3s));
        QCOMPARE(sumOf(times.at({0, 5})), ns(3s));
        QCOMPARE(times.at({0, 7})[Condition::Blocked], ns(4s));
    }

    void failuresAndErrorsThrownAwayAreCountedWhereTheTaskWaitedLast()
    {
        const Topology topology{.groups = {{.id = "task", .label = words("Task"), .column = 0, .longLived = false}},
                                .terminals = {},
                                .links = {},
                                .activities = {}};
        SiteClock clock(topology);
        clock.begin(World(), Time{});
        for (const Event &event :
             {spawned(0s, 2, {0, 0}), happened(0s, JoinBlocked, 2, {.object = 3, .site = 4}), spawned(0s, 3, {0, 1}),
              happened(0s, WorkStarted, 3, {.site = 5}), happened(1s, WorkEnded, 3, {.site = 5}),
              happened(1s, TaskFailed, 3), happened(1s, JoinEnded, 2, {.object = 3, .site = 4}),
              happened(1s, FailureUnseen, 2, {.object = 3}), spawned(2s, 6, {0, 2}),
              happened(2s, WorkStarted, 6, {.site = 5}), happened(3s, TaskFailed, 6), // was made to fail
              happened(3s, FailureUnseen, 6, {.object = 6})})                         // nobody had its handle
            clock.apply(event);
        const SiteClock::Failures failures = clock.failures();
        QCOMPARE(failures.size(), std::size_t(2));
        QVERIFY((failures.at({0, 4}) == SiteFailures{.dropped = 1}));
        QVERIFY((failures.at({0, 5}) == SiteFailures{.threw = 1, .struck = 1}));
    }

    /// Those of the span alone.
    void failuresOfASpanAreThoseThatTheTraceHas()
    {
        PatternRun run("explicit-errors", {});
        run.runTo(20s);
        const Session &session = run.session;
        std::int64_t failed = 0;
        std::int64_t unseen = 0;
        for (Sequence at = session.trace().firstAfter(second(10)); at < session.trace().count(); ++at) {
            failed += session.trace().at(at).kind == TaskFailed ? 1 : 0;
            unseen += session.trace().at(at).kind == FailureUnseen ? 1 : 0;
        }
        SiteStudy study(session.pattern().topology(), {});
        QVERIFY(study.goOn(session.trace(), session.keyFrames(), second(10), second(20), session.trace().count(), all));
        SiteFailures sum;
        for (const auto &[where, one] : study.failures())
            sum += one;
        QVERIFY(failed > 0);
        QCOMPARE(sum.threw, failed);
        QCOMPARE(sum.struck, std::int64_t(0));
        QCOMPARE(sum.dropped, unseen);
    }

    void onlyTheTasksInThePlacesAreCounted()
    {
        const Topology topology{.groups = {{.id = "task", .label = words("Task"), .column = 0, .longLived = true}},
                                .terminals = {},
                                .links = {},
                                .activities = {}};
        SiteClock clock(topology, {{0, 1}});
        clock.begin(World(), Time{});
        for (const Event &event :
             {spawned(0s, 2, {0, 0}), spawned(0s, 3, {0, 1}), happened(0s, WorkStarted, 2, {.site = 5}),
              happened(0s, WorkStarted, 3, {.site = 5}), spawned(4s, 4, {0, 1}),
              happened(4s, SleepStarted, 4, {.site = 6})}) // takes the place of 3
            clock.apply(event);
        const SiteClock::Times times = clock.until(second(10));
        QCOMPARE(times.at({0, 5})[Condition::Running], ns(4s));
        QCOMPARE(times.at({0, 6})[Condition::Idle], ns(6s));
    }

    /// It agrees with what is kept while the run goes on.
    void itIsTheProfileOfTheSpan_data() { everyPattern(); }
    void itIsTheProfileOfTheSpan()
    {
        QFETCH(const QByteArray, pattern);
        PatternRun run(pattern.toStdString(), {});
        run.runTo(20s);
        const SiteTimes &kept = run.session.history().siteTimes();
        for (const auto &[from, to] : {std::pair(0, 20), std::pair(7, 17), std::pair(19, 20)}) {
            std::map<SiteId, double> bySite;
            double whole = 0;
            for (const auto &[where, times] : timesOf(run.session, second(from), second(to))) {
                bySite[where.second] += double(sumOf(times));
                whole += double(sumOf(times));
            }
            // A task that lives on after another has taken its place is not known in the middle of a run.
            const double total = kept.total(second(from), second(to));
            QVERIFY2(whole <= total + 1 && (from > 0 || std::abs(whole - total) < 1),
                     qPrintable(QStringLiteral("%1 of %2").arg(whole).arg(total)));
            if (std::abs(whole - total) > 1)
                continue;
            for (SiteId site = 0; site < kept.end(); ++site)
                QCOMPARE(std::llround(bySite[site]), std::llround(kept.time(site, second(from), second(to))));
        }
    }

    /// What is shown beside each other has to agree.
    void ofOneTaskItIsWhatItsLaneTells_data() { everyPattern(); }
    void ofOneTaskItIsWhatItsLaneTells()
    {
        QFETCH(const QByteArray, pattern);
        PatternRun run(pattern.toStdString(), {});
        run.runTo(20s);
        int compared = 0;
        for (const auto &[place, lane] : run.session.history().lanes()) {
            if (++compared > 12)
                break;
            LookTimes shown;
            for (const auto &[where, times] : timesOf(run.session, second(10), second(20), {place}))
                shown += times;
            LookTimes expected = lane.until(second(20)) - lane.until(second(10));
            for (const Condition ended : {Condition::Done, Condition::Failed, Condition::Cancelled})
                expected[std::size_t(ended)] = 0;
            if (!lane.orphaned.empty()) { // whether a task works for nobody, makes no difference here
                QCOMPARE(sumOf(shown), sumOf(expected));
                continue;
            }
            QVERIFY2(shown == expected, qPrintable(QStringLiteral("%1/%2").arg(place.group).arg(place.index)));
        }
    }

    void itIsTheSameInPortionsAndWhereverItComesFrom()
    {
        PatternRun run("task-spawning", {});
        run.runTo(30s);
        const Session &session = run.session;
        const auto expected = timesOf(session, second(12), second(22));
        QVERIFY(timesOf(session, second(12), second(22), {}, 77) == expected);
        SiteStudy study(session.pattern().topology());
        for (const int to : {15, 16, 22, 30, 11, 22}) { // on, far on, and back
            const Time end = second(to);
            const Time from = second(std::max(0, to - 10));
            QVERIFY(study.goOn(session.trace(), session.keyFrames(), from, end, session.trace().firstAfter(end), all));
            if (to == 22)
                QVERIFY(study.times() == expected);
        }
    }
};

QTEST_APPLESS_MAIN(TestSiteStudy)
#include "tst_site_study.moc"
