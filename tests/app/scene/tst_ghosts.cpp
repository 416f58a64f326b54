// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "app/scene/run_source.h"
#include "scene/chart_scene.h"
#include "scene/timeline_scene.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

Topology office()
{
    return {
        .groups =
            {{.id = "worker", .label = words("Worker"), .column = 0, .longLived = true, .plural = words("Workers")}},
        .channels = {},
        .terminals = {},
        .links = {},
        .activities = {}};
}

/// So many workers, of which the first @p busy work from 1 s to 3 s.
std::vector<Event> day(std::uint32_t workers, std::uint32_t busy)
{
    std::vector<Event> events;
    for (std::uint32_t i = 0; i < workers; ++i)
        events.push_back(spawned(0s, 2 + i, {0, i}));
    for (std::uint32_t i = 0; i < busy; ++i)
        events.push_back(happened(1s, WorkStarted, 2 + i));
    for (std::uint32_t i = 0; i < busy; ++i)
        events.push_back(happened(3s, WorkEnded, 2 + i));
    events.push_back(happened(4s, SleepStarted, 2));
    return events;
}

/// Of the only lane: it begins at y = 10 and is 28 px high.
constexpr double full = 28 * 0.78;
constexpr double bottom = 10 + (28 + full) / 2;

TimelineLayout layout()
{
    TimelineLayout layout;
    layout.axis = {.span = 8, .left = 100, .width = 800};
    layout.size = QSizeF(900, 200);
    return layout;
}

DisplayList folded(const SceneSource &source)
{
    return timelineScene(source, timelineLanes(source, {{0, true}}), layout());
}

Line dashedLine(const DisplayList &list)
{
    const auto lines = all<Line>(list, [](const Line &line) { return line.dashed && line.role == Role::Text; });
    return lines.size() == 1 ? lines.front() : Line();
}

/// How high the line is at x = @p x, as a share of all places.
double shareAt(const Line &line, double x)
{
    for (qsizetype i = 0; i + 1 < line.points.size(); i += 2) {
        if (line.points[i].x() <= x && x < line.points[i + 1].x())
            return (bottom - line.points[i].y()) / full;
    }
    return -1;
}

const QSizeF size(300, 102); // of a chart: the plot of the latencies is from x = 34 on, y = 18 to y = 84

/// An item a second, which takes 300 ms, and from 3.5 s on so long.
RunSource::Given each()
{
    static const RunSource::Given given = {
        {"producers", "1"}, {"interval", "1s"}, {"interval-shape", "fixed"}, {"consumers", "1"}, {"work", "300ms"}};
    return given;
}

} // namespace

/// What a run has left is seen behind it: in folded groups, and in the charts.
class TestGhosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFoldedGroupShowsHowManyWereRunning()
    {
        const HandSource other(office(), day(20, 15));
        HandSource source(office(), day(20, 5));
        QVERIFY(dashedLine(folded(source)).points.isEmpty());
        source.left = {&other.history(), moment(2s), moment(6s)};
        const Line line = dashedLine(folded(source));
        QCOMPARE(line.points.front().x(), 300.0); // they part at 2 s, at 100 px a second
        QCOMPARE(line.points.back().x(), 500.0);  // at the present
        QCOMPARE(shareAt(line, 350), 0.75);
        QCOMPARE(shareAt(line, 450), 0.0);
    }

    void whatIsStillToComeIsFaint()
    {
        const HandSource other(office(), day(20, 15));
        HandSource source(office(), day(20, 5));
        const auto faint = [&] {
            return all<Area>(folded(source), [](const Area &area) { return area.opacity < 0.3; });
        };
        QVERIFY(faint().empty());
        source.left = {&other.history(), moment(2s), moment(6s)};
        const auto areas = faint();
        QCOMPARE(areas.size(), std::size_t(2)); // nineteen are ready then, and one sleeps
        QCOMPARE(areas[0].outline.boundingRect().height(), full * 19 / 20);
        QCOMPARE(areas[1].outline.boundingRect().height(), full / 20);
        for (const Area &area : areas) {
            QCOMPARE(area.outline.boundingRect().left(), 500.0);
            QCOMPARE(area.outline.boundingRect().right(), 700.0); // as far as it has got
        }
    }

    void bothAreToTheScaleOfTheOneWithMorePlaces_data()
    {
        QTest::addColumn<std::uint32_t>("here");
        QTest::addColumn<std::uint32_t>("there");
        QTest::newRow("here") << std::uint32_t(20) << std::uint32_t(10);
        QTest::newRow("there") << std::uint32_t(10) << std::uint32_t(20);
    }
    void bothAreToTheScaleOfTheOneWithMorePlaces()
    {
        QFETCH(const std::uint32_t, here);
        QFETCH(const std::uint32_t, there);
        const HandSource other(office(), day(there, 10));
        HandSource source(office(), day(here, 10));
        source.left = {&other.history(), moment(1s), moment(6s)};
        const DisplayList list = folded(source);
        // Ten are running in both: they are as high.
        QCOMPARE(shareAt(dashedLine(list), 250), 0.5);
        const auto running = all<Area>(list, [](const Area &area) {
            return area.fill == Role::Running && area.opacity == 1 && area.outline.boundingRect().height() > 1;
        });
        QCOMPARE(running.back().outline.boundingRect().height(), full / 2);
    }

    void nothingIsSeenBeforeTheyPart()
    {
        const HandSource other(office(), day(20, 15));
        HandSource source(office(), day(20, 5));
        source.left = {&other.history(), moment(9s), moment(20s)}; // right of what is shown
        QCOMPARE(folded(source).size(), folded(HandSource(office(), day(20, 5))).size());
    }

    void latenciesOfTheRunThatWasLeftAreAnOutline()
    {
        RunSource other(each());
        other.run.schedule(3500ms, "work", "600ms");
        other.runTo(4700ms); // items 1, 2 and 3 took 300 ms, item 4 took 600 ms
        RunSource source(each());
        source.runTo(4700ms);
        source.left = {&other.history(), moment(3500ms), moment(4700ms)};
        const DisplayList list = latencyChart(source, size);
        // To one scale: four bars of 300 ms here, three there.
        QCOMPARE(all<Box>(list).size(), std::size_t(1));
        QCOMPARE(all<Box>(list)[0].rect.height(), 66.0);
        const auto outlines = all<Line>(list, [](const Line &line) { return line.dashed && line.role == Role::Text; });
        QCOMPARE(outlines.size(), std::size_t(2));
        const double bin = 266.0 / 40;
        const auto binOf = [&](double seconds) { return 34 + std::floor(seconds / 1 * 40) * bin; };
        QCOMPARE(
            outlines[0].points,
            (QPolygonF{
                {binOf(0.3), 84}, {binOf(0.3), 84 - 49.5}, {binOf(0.3) + bin, 84 - 49.5}, {binOf(0.3) + bin, 84}}));
        QCOMPARE(outlines[1].points.front().x(), binOf(0.6));
        QCOMPARE(outlines[1].points[1].y(), 84 - 16.5);
        QVERIFY2(labelSaying(list, "p99 300 ms, was 600 ms"), qPrintable(wordsOf(list).join('|')));
        QCOMPARE(describeLatencies(source),
                 "Run so far: 4 done, median 300 ms, p99 300 ms, max 300 ms. The run branched from: 4 done, median 300 "
                 "ms, p99 600 ms, max 600 ms.");
    }

    void latenciesAreNotComparedWhereOnlyOneRunIsKnown()
    {
        RunSource other(each());
        other.runTo(4700ms);
        RunSource source(each());
        source.runTo(6700ms);
        const qsizetype alone = qsizetype(latencyChart(source, size).size());
        source.left = {&other.history(), moment(3500ms), moment(4700ms)};
        QCOMPARE(qsizetype(latencyChart(source, size).size()), alone); // it has not got so far
        QVERIFY(!describeLatencies(source).contains("left"));
        source.lookAt(3500ms); // they are the same up to there
        QVERIFY(!wordsOf(latencyChart(source, size)).join(' ').contains("was"));
        source.lookAt(4700ms);
        QVERIFY(wordsOf(latencyChart(source, size)).join(' ').contains("was"));
    }

    void whereNothingIsDoneAnyMoreItIsSeenWhatWas()
    {
        RunSource other(each());
        other.runTo(20s);
        RunSource source(each());
        source.run.schedule(3500ms, "consumers", "0");
        source.runTo(20s);
        source.left = {&other.history(), moment(3500ms), moment(20s)};
        const DisplayList list = latencyChart(source, size);
        QVERIFY2(labelSaying(list, "nothing done, p99 was 300 ms"), qPrintable(wordsOf(list).join('|')));
        QVERIFY(all<Box>(list).empty());
        QCOMPARE(describeFill(source),
                 "Last 10 s: now 10 of 10, mean 9.4. The run branched from: now 0 of 10, mean 0.0.");
    }
};

QTEST_GUILESS_MAIN(TestGhosts)
#include "tst_ghosts.moc"
