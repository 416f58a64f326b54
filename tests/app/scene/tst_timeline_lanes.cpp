// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "app/scene/run_source.h"
#include "scene/timeline_scene.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

constexpr std::uint32_t boss = 0;
constexpr std::uint32_t worker = 1;

Topology office()
{
    return {
        .groups =
            {{.id = "boss", .label = words("Boss"), .column = 0, .longLived = true, .single = true},
             {.id = "worker", .label = words("Worker"), .column = 2, .longLived = true, .plural = words("Workers")}},
        .channels = {{.id = "desk", .label = words("desk"), .column = 1}},
        .terminals = {},
        .links = {},
        .activities = {}};
}

/// A boss, a desk, and so many workers, of which every other one works from 1 s to 3 s.
std::vector<Event> day(std::uint32_t workers)
{
    std::vector<Event> events{spawned(0s, 2, {boss, 0}), happened(0s, ChannelOpened, 0, {.object = 0, .payload = 4})};
    for (std::uint32_t i = 0; i < workers; ++i)
        events.push_back(spawned(0s, 3 + i, {worker, i}));
    for (std::uint32_t i = 0; i < workers; i += 2)
        events.push_back(happened(1s, WorkStarted, 3 + i));
    for (std::uint32_t i = 0; i < workers; i += 2)
        events.push_back(happened(3s, WorkEnded, 3 + i));
    events.push_back(happened(4s, SleepStarted, 2));
    return events;
}

QStringList namesOf(const SceneSource &source, const TimelineLanes &lanes)
{
    QStringList names;
    for (std::size_t i = 0; i < lanes.size(); ++i)
        names << laneName(lanes[i], lanes, source.topology());
    return names;
}

TimelineLayout layout()
{
    TimelineLayout layout;
    layout.axis = {.span = 8, .left = 100, .width = 800};
    layout.size = QSizeF(900, 200);
    return layout;
}

} // namespace

/// Which lanes there are, and what stands for those that are folded.
class TestTimelineLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGroupOfFewHasALaneForEach()
    {
        const HandSource source(office(), day(3));
        const TimelineLanes lanes = timelineLanes(source);
        QCOMPARE(namesOf(source, lanes), QStringList({"Boss", "desk fill", "Worker 1", "Worker 2", "Worker 3"}));
        QVERIFY(lanes[2].opens);
        QVERIFY(!lanes[0].opens && !lanes[3].opens);
    }

    void aGroupOfManyIsOneLaneUntilItIsUnfolded()
    {
        const HandSource source(office(), day(13));
        QCOMPARE(namesOf(source, timelineLanes(source)), QStringList({"Boss", "desk fill", "Workers · 13"}));
        const TimelineLanes lanes = timelineLanes(source, {{worker, false}});
        QCOMPARE(lanes.size(), std::size_t(2 + 1 + 13));
        QVERIFY(lanes[2].isHeading && !lanes[2].folded);
        QCOMPARE(laneName(lanes[3], lanes, source.topology()), "Worker 1");
        QCOMPARE(laneName(lanes[15], lanes, source.topology()), "Worker 13");
    }

    void aGroupOfFewCanBeFolded()
    {
        const HandSource source(office(), day(3));
        const TimelineLanes lanes = timelineLanes(source, {{worker, true}, {boss, true}});
        QCOMPARE(namesOf(source, lanes), QStringList({"Boss", "desk fill", "Workers · 3"})); // one alone is no group
        QVERIFY(lanes[2].folded);
    }

    void whatHasHadNoPartInTheRunHasNone()
    {
        const auto names = [](const SceneSource &source) { return namesOf(source, timelineLanes(source)); };
        RunSource source({{"variant", "lock"}, {"tasks", "1"}}, {}, "less-shared-state");
        source.runTo(2s);
        QCOMPARE(names(source), QStringList({"Task 1"}));
        source.run.set("variant", "owner");
        source.runTo(3s);
        QCOMPARE(names(source), QStringList({"Task 1", "channel fill", "Owner"}));
        source.run.set("variant", "lock"); // there is something to be seen of before
        source.runTo(4s);
        QCOMPARE(names(source), QStringList({"Task 1", "channel fill", "Owner"}));
    }

    void aPlaceIsFoundInItsLaneOrInThatOfItsGroup()
    {
        const HandSource source(office(), day(20));
        const TimelineLanes folded = timelineLanes(source);
        const TimelineLanes open = timelineLanes(source, {{worker, false}});
        QCOMPARE(folded.laneOf({boss, 0}), std::optional<std::size_t>(0));
        QCOMPARE(folded.laneOf({worker, 7}), std::optional<std::size_t>(2));
        QCOMPARE(open.laneOf({worker, 7}), std::optional<std::size_t>(3 + 7));
        QCOMPARE(open[3 + 7].place, (Place{worker, 7}));
        QCOMPARE(open.laneOf({worker, 20}), std::nullopt);
    }

    void aFoldedGroupShowsTheSharesOfItsTasks()
    {
        const HandSource source(office(), day(20));
        const TimelineLanes lanes = timelineLanes(source);
        const DisplayList list = timelineScene(source, lanes, layout());
        const double full = 28 * 0.78;
        const double bottom = 10 + 2 * 28 + (28 + full) / 2;
        const auto areas = all<Area>(list, [&](const Area &area) {
            return area.fill == Role::Running && area.opacity == 1 && area.outline.boundingRect().top() > 10 + 2 * 28;
        });
        QCOMPARE(areas.size(), std::size_t(1));
        // Of twenty, ten work from 1 s to 3 s, at 100 px a second.
        for (const QPointF point : areas[0].outline) {
            const bool isAtWork = point.x() > 200.5 && point.x() < 399.5;
            QVERIFY(std::abs(point.y() - bottom) < 1e-9 || (point.x() > 199.5 && point.x() < 400.5));
            if (isAtWork)
                QVERIFY(std::abs(point.y() - bottom) < 1e-9 || std::abs(point.y() - (bottom - full / 2)) < 1e-9);
        }
        QCOMPARE(areas[0].outline.boundingRect().height(), full / 2);
    }

    void failuresInAFoldedGroupAreMarkedHoweverShort()
    {
        std::vector<Event> events = day(20);
        events.push_back(happened(5s, TaskFailed, 7));
        events.push_back(spawned(5s, 100, {worker, 4})); // at once
        events.push_back(happened(6s, SleepStarted, 2));
        const HandSource source(office(), events);
        const DisplayList list = timelineScene(source, timelineLanes(source), layout());
        const auto marks = all<Box>(list, [](const Box &box) { return box.fill == Role::Failed; });
        QCOMPARE(marks.size(), std::size_t(1));
        QCOMPARE(marks[0].rect.center().x(), 600.0);
    }

    void onlyLanesInSightArePainted()
    {
        const HandSource few(office(), day(20));
        const HandSource many(office(), day(4000));
        const LaneFolds open{{worker, false}};
        TimelineLayout scrolled = layout();
        scrolled.scrollY = 3 * scrolled.laneHeight;
        const auto cost = [&](const HandSource &source) {
            return timelineScene(source, timelineLanes(source, open), scrolled).size();
        };
        QCOMPARE(cost(many), cost(few));
        scrolled.scrollY = 3990 * scrolled.laneHeight;
        QVERIFY(labelSaying(timelineScene(many, timelineLanes(many, open), scrolled), "Worker 3990"));
    }

    void lanesAreFoundByTheirHeight()
    {
        TimelineLayout scrolled = layout();
        QCOMPARE(scrolled.laneAt(9), std::nullopt);
        QCOMPARE(scrolled.laneAt(11), std::optional<std::size_t>(0));
        QCOMPARE(scrolled.laneAt(10 + 28 * 2.5), std::optional<std::size_t>(2));
        scrolled.scrollY = 28 * 100;
        QCOMPARE(scrolled.laneAt(10 + 28 * 2.5), std::optional<std::size_t>(102));
        QCOMPARE(scrolled.laneAt(163), std::nullopt); // in the axis
    }
};

QTEST_GUILESS_MAIN(TestTimelineLanes)
#include "tst_timeline_lanes.moc"
