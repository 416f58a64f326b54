// SPDX-License-Identifier: MIT
#include "run/marked_events.h"
#include "sim/pattern_run.h"

#include <QTest>

#include <limits>

using namespace coroscope;
using namespace coroscope::test;

namespace {

TaskPlaces placesOf(const PatternRun &run)
{
    TaskPlaces places;
    places.extend(run.session.trace(), run.session.keyFrames(), std::numeric_limits<std::size_t>::max());
    return places;
}

/// Workers die, and something is turned twice.
struct TurnedRun : PatternRun {
    TurnedRun() : PatternRun("supervisor", {})
    {
        schedule(2s, "work", "30ms");
        schedule(5s, "work", "40ms");
        runTo(20s);
    }
};

} // namespace

/// What a timeline marks, as events.
class TestMarkedEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachMarkOnTheAxisStandsForTheEventOfItsKindAndTime()
    {
        const TurnedRun run;
        const Trace &trace = run.session.trace();
        const auto &marks = run.session.history().marks();
        QVERIFY(marks.size() >= 2);
        for (const History::Mark &mark : marks) {
            const std::optional<Sequence> event = eventOf(mark, trace);
            QVERIFY(event);
            QCOMPARE(trace.at(*event).time, mark.time);
            QVERIFY(isMarked(trace.at(*event).kind));
        }
        const Event &first = trace.at(*eventOf(marks[0], trace));
        QVERIFY(first.kind == EventKind::ParameterChanged);
        QCOMPARE(first.time, Time{} + 2s);
        QCOMPARE(first.payload, std::int64_t{30'000'000});
    }

    void eachFailureInALaneIsTheEndOfATaskInItsPlace()
    {
        const TurnedRun run;
        const TaskPlaces places = placesOf(run);
        std::size_t count = 0;
        for (const auto &[place, lane] : run.session.history().lanes()) {
            for (const Time time : lane.failures) {
                const std::optional<Sequence> event = failureAt(place, time, run.session.trace(), places);
                QVERIFY(event);
                const Event &happened = run.session.trace().at(*event);
                QCOMPARE(places.of(happened.task).value(), place);
                QVERIFY(happened.kind == EventKind::TaskFailed || happened.kind == EventKind::TaskKilled);
                ++count;
            }
        }
        QVERIFY(count > 0);
        QVERIFY(!failureAt(Place{0, 0}, Time{} + 1ns, run.session.trace(), places));
    }

    void goingOnFromMarkToMarkPassesAllOfThemInEitherDirection()
    {
        const TurnedRun run;
        const Trace &trace = run.session.trace();
        std::vector<Sequence> all;
        for (Sequence i = 0; i < trace.count(); ++i) {
            if (isMarked(trace.at(i).kind))
                all.push_back(i);
        }
        QVERIFY(all.size() > 2);
        std::vector<Sequence> forwards;
        for (auto at = nextMarked(trace, 0); at; at = nextMarked(trace, *at + 1))
            forwards.push_back(*at);
        QCOMPARE(forwards, all);
        std::vector<Sequence> backwards;
        for (auto at = lastMarked(trace, trace.count()); at; at = lastMarked(trace, *at))
            backwards.insert(backwards.begin(), *at);
        QCOMPARE(backwards, all);
    }

    void whatIsNoLongerKeptIsNotFound()
    {
        PatternRun run("backpressure", {{"interval", "1ms"}, {"work", "1ms"}}, 1, {.budget = 4u << 20});
        run.schedule(1ms, "capacity", "7");
        run.runTo(60s);
        QVERIFY(run.session.trace().firstKept() > 0);
        const History::Mark gone{.kind = History::Mark::Kind::Parameter, .time = Time{} + 1ms, .after = 7};
        QVERIFY(!eventOf(gone, run.session.trace()));
        QVERIFY(!nextMarked(run.session.trace(), 0));
        QVERIFY(!lastMarked(run.session.trace(), run.session.trace().count()));
    }

    void lookingBackEndsWhereItWasTold()
    {
        const TurnedRun run;
        const Trace &trace = run.session.trace();
        const Sequence first = nextMarked(trace, 0).value();
        const auto isFirst = [&](const Event &event) { return event == trace.at(first); };
        QCOMPARE(lastOf(trace, first + 10, 10, isFirst).value(), first);
        QVERIFY(!lastOf(trace, first + 10, 9, isFirst));
        QVERIFY(!lastOf(trace, first, 1'000'000, isFirst));
    }
};

QTEST_APPLESS_MAIN(TestMarkedEvents)
#include "tst_marked_events.moc"
