// SPDX-License-Identifier: MIT
#include "app/scene/run_source.h"
#include "scene/mark_spots.h"

#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// The first ten seconds at 50 px a second; the marks stand below 162.
TimelineLayout layout()
{
    TimelineLayout layout;
    layout.axis = {.from = 0, .span = 10, .left = 100, .width = 500};
    layout.size = QSizeF(610, 200);
    return layout;
}

/// Turns the capacity of a run at each of these times.
void turn(RunSource &source, std::initializer_list<std::pair<Duration, std::string_view>> changes)
{
    for (const auto &[at, value] : changes)
        source.run.schedule(at, "capacity", value);
    source.runTo(10s);
}

} // namespace

/// Where the marks of a timeline are, to be seen and to be hit.
class TestMarkSpots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMarkStandsAtItsTimeAndIsHitAtItsSignOrItsText()
    {
        RunSource source({{"capacity", "10"}});
        turn(source, {{4s, "5"}});
        const auto spots = markSpots(source, layout());
        QCOMPARE(spots.size(), std::size_t{1});
        QCOMPARE(spots[0].x, 300.0);
        QVERIFY(spots[0].fromOutside);
        QCOMPARE(spots[0].text, QStringLiteral("10>5"));
        for (const QPointF point :
             {QPointF(300, 165), QPointF(294, 162), QPointF(307, 171), spots[0].textRect.center()})
            QCOMPARE(markAt(source, layout(), point).value().mark.time, Time{} + 4s);
        for (const QPointF point : {QPointF(300, 100), QPointF(310, 165), QPointF(300, 176)})
            QVERIFY(!markAt(source, layout(), point));
    }

    void ofTwoBesideEachOtherTheNearerOneIsHit()
    {
        RunSource source({{"capacity", "10"}});
        turn(source, {{4s, "5"}, {4200ms, "6"}});
        QCOMPARE(markSpots(source, layout()).size(), std::size_t{2});
        QCOMPARE(markAt(source, layout(), {303, 165}).value().mark.time, Time{} + 4s);
        QCOMPARE(markAt(source, layout(), {307, 165}).value().mark.time, Time{} + 4200ms);
    }

    void whatWasDraggedHasOneTextWhichMeansItsEnd()
    {
        RunSource source({{"capacity", "10"}});
        turn(source, {{4s, "9"}, {4200ms, "8"}, {4400ms, "7"}});
        const auto spots = markSpots(source, layout());
        QCOMPARE(spots.size(), std::size_t{3});
        QVERIFY(spots[0].text.isEmpty());
        QCOMPARE(spots[2].text, QStringLiteral("10>7"));
        QCOMPARE(markAt(source, layout(), spots[2].textRect.center()).value().mark.after, std::int64_t{7});
    }

    void onOnePixelTheLastOneCounts()
    {
        RunSource source({{"capacity", "10"}});
        turn(source, {{4s, "9"}, {4005ms, "8"}});
        const auto spots = markSpots(source, layout());
        QCOMPARE(spots.size(), std::size_t{1});
        QCOMPARE(spots[0].mark.after, std::int64_t{8});
    }

    void whatIsOutOfSightIsNoSpot()
    {
        RunSource source({{"capacity", "10"}});
        turn(source, {{1s, "9"}, {4s, "8"}, {9s, "7"}});
        TimelineLayout narrow = layout();
        narrow.axis.from = 2;
        narrow.axis.span = 5;
        QCOMPARE(markSpots(source, narrow).size(), std::size_t{1});
        narrow.namesMarks = false;
        QVERIFY(markSpots(source, narrow)[0].text.isEmpty());
    }

    void theFailureAtThePointerIsTheNearestOne()
    {
        History::Lane lane;
        lane.failures = {Time{} + 2s, Time{} + 4s, Time{} + 4100ms};
        QCOMPARE(failureAt(lane, layout(), 202).value(), Time{} + 2s);
        QCOMPARE(failureAt(lane, layout(), 209).value(), Time{} + 2s); // at its cross
        QCOMPARE(failureAt(lane, layout(), 194).value(), Time{} + 2s);
        QCOMPARE(failureAt(lane, layout(), 302).value(), Time{} + 4s);
        QCOMPARE(failureAt(lane, layout(), 304).value(), Time{} + 4100ms);
        QVERIFY(!failureAt(lane, layout(), 250));
    }
};

QTEST_APPLESS_MAIN(TestMarkSpots)
#include "tst_mark_spots.moc"
