// SPDX-License-Identifier: MIT
#include "app/scene/run_source.h"
#include "scene/lane_words.h"
#include "sim/hand_made.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// See tst_timeline_scene.cpp: producer 1 makes three items up to 300 ms and waits with the third until 2100 ms.
RunSource::Given crowded()
{
    static const RunSource::Given given = {{"producers", "3"}, {"interval", "100ms"}, {"interval-shape", "fixed"},
                                           {"consumers", "1"}, {"work", "1s"},        {"capacity", "4"}};
    return given;
}

TimelineLayout layoutFor(double span)
{
    TimelineLayout layout;
    layout.axis = {.span = span, .left = 100, .width = 800};
    layout.size = QSizeF(900, 200);
    return layout;
}

/// What is said of a moment in a lane.
QString textAt(const RunSource &source, std::size_t lane, Duration time, double span = 8, const LaneFolds &folds = {})
{
    const TimelineLanes lanes = timelineLanes(source, folds);
    const auto spot = laneSpot(source, layoutFor(span), lanes[lane], moment(time));
    if (!spot)
        return {};
    const World then = source.run.session.worldAt(moment(time));
    return spotText(source, lanes, lanes[lane], *spot, &then);
}

} // namespace

/// What a tip says of what the pointer rests on.
class TestLaneWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoWhatFromToAndHowLong()
    {
        RunSource source(crowded());
        source.runTo(2500ms);
        QCOMPARE(textAt(source, 0, 150ms), "Producer 1 · running: making · 0.100–0.200 s · 100 ms");
        QCOMPARE(textAt(source, 0, 1s), "Producer 1 · blocked: channel full · 0.300–2.100 s · 1.8 s");
        QCOMPARE(textAt(source, 0, 2400ms), "Producer 1 · blocked: channel full · 2.200–2.500 s · 300 ms so far");
        QCOMPARE(textAt(source, 4, 1500ms), "Consumer 1 · running: working on item 2 · 1.100–2.100 s · 1 s");
    }

    void nothingIsSaidOfWhatHasNotBeen()
    {
        RunSource source(crowded());
        source.runTo(2500ms);
        QCOMPARE(textAt(source, 0, 2600ms), QString());
        source.forgotten = moment(1s);
        QCOMPARE(textAt(source, 0, 900ms), QString());
    }

    void aChannelHasItsFill()
    {
        RunSource source(crowded());
        source.runTo(2500ms);
        QCOMPARE(textAt(source, 3, 1s), "channel fill · 4 of 4 · 1.000 s");
    }

    void whereManyAreTogetherTheirSharesAreSaid()
    {
        RunSource source(crowded());
        source.runTo(2500ms);
        QCOMPARE(textAt(source, 0, 1s, 8, {{0, true}}), "Producers · 3 · blocked 100 % · 1.000–1.020 s");
        // A column of two pixels is 2.5 s.
        QCOMPARE(textAt(source, 0, 100ms, 1000), "Producer 1 · blocked 84 %, running 16 % · 0.000–2.500 s");
    }

    void spansHaveAsManyDigitsAsTellTheirLength()
    {
        QCOMPARE(spanText(moment(5210ms), moment(5800ms)), "5.210–5.800 s");
        QCOMPARE(spanText(moment(5s), moment(5s + 1234ns)), "5.0000000–5.0000012 s");
        QCOMPARE(spanText(moment(10h), moment(10h + 7ns)), "10:00:00.000000000–10:00:00.000000007");
    }
};

QTEST_GUILESS_MAIN(TestLaneWords)
#include "tst_lane_words.moc"
