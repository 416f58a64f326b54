// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "scene/chart_scene.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

const QSizeF size(300, 102); // the plots: from x = 34 on; of the fill from y = 18 to y = 94
/// Of one of the 150 points.
constexpr double column = 266.0 / 150;

/// Ten items a second that nobody takes, up to 20.
RunSource::Given filling()
{
    static const RunSource::Given given = {
        {"producers", "1"}, {"interval", "100ms"}, {"interval-shape", "fixed"}, {"consumers", "0"}, {"capacity", "20"}};
    return given;
}

Line curveOf(const DisplayList &list)
{
    const auto lines = all<Line>(list, [](const Line &line) { return line.role == Role::Waiting; });
    return lines.empty() ? Line{} : lines.front();
}

std::vector<Line> dashed(const DisplayList &list)
{
    return all<Line>(list, [](const Line &line) { return line.dashed; });
}

} // namespace

/// What the two charts show of a run that one can reckon by hand.
class TestChartScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFillOfAYoungRunBeginsInTheMiddleOfTheChart()
    {
        RunSource source(filling());
        source.runTo(5s);
        const DisplayList list = fillChart(source, size);
        const QPolygonF points = curveOf(list).points;
        QCOMPARE(points.size(), qsizetype(75)); // a point for every 15th of a second
        QCOMPARE(points.front().x(), 34 + 75.5 * column);
        QCOMPARE(points.back().x(), 300 - 0.5 * column);
        // At the second point, an item was there for half of the time; the last is at the capacity, 4 px below the top.
        QCOMPARE(points.front().y(), 94.0);
        QVERIFY(std::abs(points[1].y() - (94 - 0.5 / 20 * 72)) < 1e-6); // a 15th of a second is no whole number of ns
        QCOMPARE(points.back().y(), 22.0);
        QVERIFY(labelSaying(list, "last 10 s"));
        QVERIFY(labelSaying(list, "capacity 20"));
        QCOMPARE(dashed(list).size(), std::size_t(1));
        QCOMPARE(dashed(list)[0].points, (QPolygonF{{34, 22}, {300, 22}}));
    }

    void theFillIsOfTheTenSecondsBeforeThePlayhead()
    {
        RunSource source(filling());
        source.runTo(60s);
        QCOMPARE(curveOf(fillChart(source, size)).points.size(), qsizetype(150));
        for (const QPointF &point : curveOf(fillChart(source, size)).points)
            QCOMPARE(point.y(), 22.0);
        source.lookAt(1s); // then there were ten
        const QPolygonF points = curveOf(fillChart(source, size)).points;
        QCOMPARE(points.size(), qsizetype(15));
        QCOMPARE(points.back().y(), 94 - 9.0 / 20 * 72); // the tenth comes when the last 15th of a second is over
    }

    void theFillOfTheWholeRunFillsTheChart()
    {
        RunSource source(filling());
        source.window = Recent::wholeRun;
        source.runTo(15s);
        const DisplayList list = fillChart(source, size);
        const QPolygonF points = curveOf(list).points;
        QCOMPARE(points.size(), qsizetype(150)); // a point for every 0.1 s
        QCOMPARE(points.front().x(), 34 + 0.5 * column);
        for (int i = 0; i < 150; ++i)
            QCOMPARE(points[i].y(), 94 - std::min(i, 20) / 20.0 * 72);
        QVERIFY(labelSaying(list, "whole run"));
        source.forgotten = Time{} + 1s; // then all that is known fills it
        const DisplayList rest = fillChart(source, size);
        QCOMPARE(curveOf(rest).points.size(), qsizetype(150));
        QVERIFY(labelSaying(rest, "last 14 s"));
    }

    void anAxisGoesFromZeroToTheEndOfItsScale()
    {
        RunSource source({{"producers", "1"}, {"interval", "1s"}, {"interval-shape", "fixed"}, {"work", "300ms"}});
        source.runTo(4700ms);
        const auto axisOf = [](const DisplayList &list) {
            QStringList said;
            for (const Label &label : all<Label>(list, [](const Label &one) { return one.rect.left() == 0; })) {
                const double y = label.rect.center().y();
                const QPolygonF tick{{30, y}, {34, y}};
                const bool marked = !all<Line>(list, [&](const Line &line) { return line.points == tick; }).empty();
                said << QStringLiteral("%1 at %2%3").arg(label.text).arg(y).arg(marked ? "" : " without a tick");
            }
            return said;
        };
        QCOMPARE(axisOf(fillChart(source, size)), (QStringList{"10 at 22", "0 at 94"}));   // the capacity
        QCOMPARE(axisOf(latencyChart(source, size)), (QStringList{"4 at 18", "0 at 84"})); // four items, in one bar
    }

    void largeNumbersOfAnAxisAreShort()
    {
        RunSource source({{"producers", "100"},
                          {"interval", "1ms"},
                          {"interval-shape", "fixed"},
                          {"burst", "100"},
                          {"consumers", "0"},
                          {"when-full", "unbounded"},
                          {"memory-limit", "0"}});
        source.runTo(150ms); // 10,000 come at 100 ms
        QVERIFY(labelSaying(fillChart(source, size), "10k"));
        source.runTo(450ms);
        QVERIFY(labelSaying(fillChart(source, size), "50k")); // 40,000
    }

    void aFillAboveTheCapacityRaisesTheScaleToARoundNumber()
    {
        RunSource source(filling());
        source.run.schedule(10s, "capacity", "7");
        source.runTo(20s);
        const DisplayList list = fillChart(source, size);
        QCOMPARE(curveOf(list).points.back().y(), 22.0); // 20 of 20
        QVERIFY(labelSaying(list, "capacity 7"));
        QCOMPARE(dashed(list).at(0).points.front().y(), 94 - 7.0 / 20 * 72);
    }

    void anUnboundedChannelHasNoLineForItsCapacity()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "0"},
                          {"when-full", "unbounded"}});
        source.runTo(4s);
        const DisplayList list = fillChart(source, size);
        QVERIFY(labelSaying(list, "unbounded"));
        QVERIFY(dashed(list).empty());
        QCOMPARE(curveOf(list).points.back().y(), 94 - 39.0 / 50 * 72); // on a scale up to 50
    }

    void whatIsForgottenIsNotDrawn()
    {
        RunSource source(filling());
        source.runTo(30s);
        source.forgotten = Time{} + 24s;
        QCOMPARE(curveOf(fillChart(source, size)).points.size(), qsizetype(90));
    }

    void beforeTheFirstItemIsDoneThereIsNothingToSpread()
    {
        RunSource source(filling());
        source.runTo(10s);
        const DisplayList list = latencyChart(source, size);
        QVERIFY(labelSaying(list, "nothing was done in this time"));
        QVERIFY(all<Box>(list).empty());
        QVERIFY(dashed(list).empty());
    }

    void latenciesAreBarsOnAScaleWithTheNinetyNinthPercentile()
    {
        // Items 1, 2, 3 are born at 100, 200, 300 ms and done at 400, 700, 1000 ms: latencies 300, 500, 700 ms.
        RunSource source({{"producers", "1"},
                          {"interval", "100ms"},
                          {"interval-shape", "fixed"},
                          {"consumers", "1"},
                          {"work", "300ms"},
                          {"capacity", "1"}});
        source.runTo(1s);
        const DisplayList list = latencyChart(source, size);
        const auto bars = all<Box>(list);
        QCOMPARE(bars.size(), std::size_t(3)); // of 40 up to 1 s, each 6.65 px wide
        QCOMPARE(bars[0].rect.left(), 34 + 12 * 6.65 + 0.5);
        QCOMPARE(bars[1].rect.left(), 34 + 20 * 6.65 + 0.5);
        QCOMPARE(bars[2].rect.left(), 34 + 28 * 6.65 + 0.5);
        QCOMPARE(bars[0].rect.height(), 66.0);
        QVERIFY(labelSaying(list, "p99 700 ms"));
        QVERIFY(labelSaying(list, "1 s"));
        QCOMPARE(dashed(list).at(0).points.front().x(), 34 + 0.7 * 266);
        QVERIFY(!labelSaying(list, "nothing was done in this time"));
    }

    void theHighestBarIsTheMostFrequentLatency()
    {
        RunSource source({{"producers", "1"},
                          {"interval", "1s"},
                          {"interval-shape", "fixed"},
                          {"consumers", "1"},
                          {"work", "300ms"}});
        source.run.schedule(3500ms, "work", "600ms"); // items 1, 2 and 3 take 300 ms, item 4 takes 600 ms
        source.runTo(4700ms);
        const auto bars = all<Box>(latencyChart(source, size));
        QCOMPARE(bars.size(), std::size_t(2));
        QCOMPARE(bars[0].rect.height(), 66.0);
        QCOMPARE(bars[1].rect.height(), 22.0);
    }

    void everythingIsWithinTheChart()
    {
        RunSource source({{"consumers", "1"}});
        source.runTo(40s);
        const QRectF chart(QPointF(0, 0), size);
        for (const DisplayList &list : {fillChart(source, size), latencyChart(source, size),
                                        fillChart(source, size, 1.5), latencyChart(source, size, 1.5)}) {
            for (const Box &box : all<Box>(list))
                QVERIFY(chart.contains(box.rect));
            for (const Label &label : all<Label>(list))
                QVERIFY(chart.contains(label.rect));
            for (const Area &area : all<Area>(list))
                QVERIFY(chart.contains(area.outline.boundingRect()));
            for (const Line &line : all<Line>(list)) {
                for (const QPointF &point : line.points)
                    QVERIFY(chart.contains(point));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestChartScene)
#include "tst_chart_scene.moc"
