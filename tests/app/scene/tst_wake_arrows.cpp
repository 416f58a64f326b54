// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/run_source.h"
#include "scene/timeline_scene.h"
#include "scene/wake_arrows.h"

#include <cmath>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// The consumer takes an item a second, from 1.1 s on, whereupon the producer, which waits in line, goes on.
RunSource::Given slowConsumer()
{
    static const RunSource::Given given = {{"producers", "1"}, {"interval", "100ms"}, {"interval-shape", "fixed"},
                                           {"consumers", "1"}, {"work", "1s"},        {"work-shape", "fixed"},
                                           {"capacity", "2"}};
    return given;
}

/// Lanes of the producer, the channel and the consumer, each 28 px high, from 10 px on.
TimelineLayout layoutFor(double span)
{
    TimelineLayout layout;
    layout.axis = {.span = span, .left = 100, .width = 800};
    layout.size = QSizeF(900, 200);
    return layout;
}

WakeArrows allOf(const RunSource &source, const TimelineLayout &layout)
{
    DisplayList list;
    return wakeArrows(TimelineFrame(source, layout, list), timelineLanes(source));
}

/// To the selected task; or those that it sends out.
std::vector<WakeArrow> arrowsOf(const RunSource &source, const TimelineLayout &layout, bool own = false)
{
    std::vector<WakeArrow> arrows = allOf(source, layout).shown;
    std::erase_if(arrows, [own](const WakeArrow &arrow) { return arrow.isOwn != own; });
    return arrows;
}

} // namespace

/// Arrows from whoever woke the selected task.
class TestWakeArrows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyGoFromLaneToLaneAtThatMoment()
    {
        RunSource source(slowConsumer());
        source.runTo(3500ms);
        source.chosen = {Place{0, 0}};
        const auto arrows = arrowsOf(source, layoutFor(8)); // 100 px a second
        QCOMPARE(arrows.size(), std::size_t(3));
        QCOMPARE(arrows[0].to.x(), 410.0); // that at 3.1 s is nearest to the playhead
        QCOMPARE(arrows[2].to.x(), 210.0);
        for (const WakeArrow &arrow : arrows) {
            QCOMPARE(arrow.from.x(), arrow.to.x());
            QCOMPARE(arrow.from.y(), 10 + 2.5 * 28);
            QCOMPARE(arrow.to.y(), 10 + 14 + 28 * 0.31); // the foot of the producer's bar
            QVERIFY(arrow.comesFromSight);
        }
    }

    void withoutASelectionThereAreNone()
    {
        RunSource source(slowConsumer());
        source.runTo(3500ms);
        QVERIFY(arrowsOf(source, layoutFor(8)).empty());
    }

    void onlyAsManyAsCanBeToldApart()
    {
        RunSource source(slowConsumer());
        source.runTo(600s);
        source.chosen = {Place{0, 0}};
        const auto arrows = arrowsOf(source, layoutFor(600)); // one every 1.3 px
        QVERIFY(arrows.size() > 1);
        QVERIFY(arrows.size() <= 40);
        for (std::size_t i = 0; i < arrows.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(std::abs(arrows[i].to.x() - arrows[j].to.x()) >= 9);
        }
    }

    void aLaneOutOfSightSendsItsArrowsFromTheEdge()
    {
        RunSource source(slowConsumer());
        source.runTo(3500ms);
        source.chosen = {Place{0, 0}};
        TimelineLayout layout = layoutFor(8);
        layout.size.setHeight(layout.laneTop + 2 * layout.laneHeight + layout.axisHeight);
        const auto arrows = arrowsOf(source, layout);
        QCOMPARE(arrows.size(), std::size_t(3));
        QCOMPARE(arrows[0].from.y(), layout.lanesBottom());
        QVERIFY(!arrows[0].comesFromSight);
        // What is out of sight itself has none.
        source.chosen = {Place{1, 0}};
        QVERIFY(allOf(source, layout).shown.empty());
    }

    void whomItWokeIsShownInItsOwnWay()
    {
        RunSource source(slowConsumer());
        source.runTo(3500ms);
        source.chosen = {Place{1, 0}};
        const auto arrows = arrowsOf(source, layoutFor(8), true);
        QCOMPARE(arrows.size(), std::size_t(3));
        for (const WakeArrow &arrow : arrows) {
            QVERIFY(arrow.isOwn);
            QCOMPARE(arrow.from.y(), 10 + 2.5 * 28); // from the consumer to the producer
            QCOMPARE(arrow.to.y(), 10 + 14 + 28 * 0.31);
        }
        const DisplayList list = timelineScene(source, timelineLanes(source), layoutFor(8));
        const auto dashed = all<Line>(
            list, [](const Line &line) { return line.dashed && line.role == Role::Accent && line.width == 1.5; });
        QCOMPARE(dashed.size(), std::size_t(3));
        // It was woken itself once, by the first item.
        QCOMPARE(all<Area>(list, [](const Area &area) { return area.fill == Role::Text; }).size(), std::size_t(1));
    }

    void whoIsWokenOutOfSightIsPointedAtFromTheEdge()
    {
        RunSource source(slowConsumer());
        source.runTo(3500ms);
        source.chosen = {Place{1, 0}};
        TimelineLayout layout = layoutFor(8);
        layout.size.setHeight(layout.laneTop + 2 * layout.laneHeight + layout.axisHeight);
        layout.scrollY = layout.laneHeight;
        const auto arrows = arrowsOf(source, layout, true);
        QCOMPARE(arrows.size(), std::size_t(3));
        QCOMPARE(arrows[0].to.y(), layout.laneTop);
        QVERIFY(arrows[0].comesFromSight);
    }

    void whatHasNoRoomIsCounted()
    {
        RunSource source(slowConsumer());
        source.runTo(600s);
        source.chosen = {Place{0, 0}};
        const WakeArrows arrows = allOf(source, layoutFor(600));
        // It is woken once a second, but for the first, and has woken the consumer at the beginning.
        QCOMPARE(arrows.shown.size() + arrows.leftOut, std::size_t(600));
    }

    void oneIsFoundByWhereItIs()
    {
        RunSource source(slowConsumer());
        source.runTo(3500ms);
        source.chosen = {Place{0, 0}};
        const WakeArrows arrows = allOf(source, layoutFor(8));
        const auto found = wakeArrowAt(arrows, {312, 10 + 1.5 * 28});
        QVERIFY(found);
        QCOMPARE(found->to.x(), 310.0);
        QVERIFY(!wakeArrowAt(arrows, {330, 10 + 1.5 * 28}));
        QVERIFY(!wakeArrowAt(arrows, {312, 5}));
    }

    void theyArePaintedAboveTheLanes()
    {
        RunSource source(slowConsumer());
        source.runTo(3500ms);
        const std::size_t before = timelineScene(source, timelineLanes(source), layoutFor(8)).size();
        source.chosen = {Place{0, 0}};
        const DisplayList list = timelineScene(source, timelineLanes(source), layoutFor(8));
        QVERIFY(list.size() >= before + 3 * 5);
        const auto heads = all<Area>(list, [](const Area &area) { return area.fill == Role::Text; });
        QCOMPARE(heads.size(), std::size_t(3));
    }
};

QTEST_GUILESS_MAIN(TestWakeArrows)
#include "tst_wake_arrows.moc"
