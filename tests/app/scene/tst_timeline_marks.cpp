// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "scene/timeline_marks.h"

#include <QTest>

#include <chrono>

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

namespace {

/// Ten seconds from 5 s on, at 50 px a second.
TimelineLayout layout()
{
    TimelineLayout layout;
    layout.axis = {.from = 5, .span = 10, .left = 100, .width = 500};
    layout.size = QSizeF(610, 200);
    return layout;
}

TimelineMarks loop(Duration from, Duration to)
{
    return {.loopFrom = Time{} + from, .loopTo = Time{} + to};
}

} // namespace

/// What the user has marked on the timeline.
class TestTimelineMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLoopIsABandBetweenItsEnds()
    {
        const DisplayList band = loopBand(loop(7s, 9s), layout());
        QCOMPARE(all<Box>(band).size(), std::size_t{1});
        QCOMPARE(all<Box>(band)[0].rect.left(), 200.0);
        QCOMPARE(all<Box>(band)[0].rect.right(), 300.0);
        QCOMPARE(all<Box>(band)[0].rect.bottom(), layout().lanesBottom());
        const auto ends = all<Line>(timelineMarks(loop(7s, 9s), layout()));
        QCOMPARE(ends.size(), std::size_t{2});
        QCOMPARE(ends[0].points, QPolygonF({{206, 2}, {200, 2}, {200, 161}, {206, 161}})); // open to the inside
        QCOMPARE(ends[1].points, QPolygonF({{294, 2}, {300, 2}, {300, 161}, {294, 161}}));
    }

    void whatIsOutOfSightIsCutOff()
    {
        const DisplayList band = loopBand(loop(1s, 9s), layout());
        QCOMPARE(all<Box>(band)[0].rect.left(), 100.0);
        QCOMPARE(all<Line>(timelineMarks(loop(1s, 9s), layout())).size(), std::size_t{1}); // its end
        QCOMPARE(all<Box>(loopBand(loop(1s, 90s), layout()))[0].rect, QRectF(100, 2, 500, layout().lanesBottom() - 2));
        QVERIFY(loopBand(loop(1s, 2s), layout()).empty());
        QVERIFY(loopBand(loop(16s, 20s), layout()).empty());
        QVERIFY(timelineMarks(loop(1s, 2s), layout()).empty());
    }

    void aStartWithoutAnEndIsNoBandYet()
    {
        TimelineMarks marks;
        marks.loopFrom = Time{} + 7s;
        QVERIFY(loopBand(marks, layout()).empty());
        QCOMPARE(all<Line>(timelineMarks(marks, layout())).size(), std::size_t{1});
        QVERIFY(loopBand({}, layout()).empty() && timelineMarks({}, layout()).empty());
    }

    void eachBookmarkInSightHasAFlagAtItsTime()
    {
        const std::vector<Bookmark> bookmarks{
            {Time{} + 1s, "before"}, {Time{} + 6s, "a"}, {Time{} + 15s, ""}, {Time{} + 16s, "after"}};
        TimelineMarks marks;
        marks.bookmarks = bookmarks;
        const auto flags = all<Area>(timelineMarks(marks, layout()));
        QCOMPARE(flags.size(), std::size_t{2});
        QCOMPARE(flags[0].outline.boundingRect().topLeft(), QPointF(150, 0));
        QCOMPARE(flags[1].outline.boundingRect().topLeft(), QPointF(600, 0));
        QCOMPARE(flags[0].fill, Role::Text);
    }
};

QTEST_APPLESS_MAIN(TestTimelineMarks)
#include "tst_timeline_marks.moc"
