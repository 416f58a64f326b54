// SPDX-License-Identifier: MIT
#include "items/timeline_item.h"
#include "items/timeline_map.h"
#include "player/simulation.h"
#include "sim/hand_made.h"
#include "sim/pattern_run.h"

#include <QCoreApplication>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QWheelEvent>

#include <cmath>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr QSize size{910, 220};
constexpr int mapHeight = 18;

/// A timeline with its map above, on a run of its own.
struct Bench {
    explicit Bench(const Given &given = {}, std::string_view patternId = "backpressure")
    {
        const PatternInfo &pattern = *findPattern(patternId);
        simulation.tuning()->start({.pattern = &pattern, .settings = {.seed = 1, .values = valuesOf(pattern, given)}});
        window.resize(size + QSize(0, mapHeight));
        map.setParentItem(window.contentItem());
        map.setSize(QSizeF(size.width(), mapHeight));
        item.setParentItem(window.contentItem());
        item.setY(mapHeight);
        item.setSize(size);
        item.setRun(simulation.run());
        map.setRun(simulation.run());
        map.setTimeline(&item);
        QObject::connect(&item, &TimelineItem::seekAsked, simulation.transport(), &Transport::seek);
        QObject::connect(&item, &TimelineItem::eventAsked, simulation.transport(), &Transport::goToEvent);
        window.show();
        shown = QTest::qWaitForWindowExposed(&window);
    }

    void runTo(Duration end)
    {
        simulation.run()->session().runUntil(Time{} + end);
        simulation.transport()->goToPresent();
    }
    const TimelineLayout &layout() const { return item.layout(); }
    const TimeAxis &axis() const { return item.layout().axis; }
    Selection &selection() { return *simulation.run()->selection(); }
    /// In the window, of a moment in a lane.
    QPoint at(Duration time, int lane) const
    {
        return QPointF(axis().pixelOf(moment(time)),
                       mapHeight + layout().topOf(std::size_t(lane)) + layout().laneHeight / 2)
            .toPoint();
    }
    QPoint nameOf(int lane) const
    {
        return QPointF(20, mapHeight + layout().topOf(std::size_t(lane)) + layout().laneHeight / 2).toPoint();
    }
    QPoint inAxis(double x) const { return QPointF(x, mapHeight + layout().lanesBottom() + 15).toPoint(); }
    void click(QPoint at) { QTest::mouseClick(&window, Qt::LeftButton, {}, at); }
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(&window, button, {}, from);
        QTest::mouseMove(&window, (from + to) / 2);
        QTest::mouseMove(&window, to);
        QTest::mouseRelease(&window, button, {}, to);
    }

    Simulation simulation;
    QQuickWindow window;
    TimelineMap map;
    TimelineItem item;
    bool shown = false;
};

} // namespace

/// What a person does to the timeline and its map.
class TestTimelineGestures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRunThatBeginsIsShownFromItsStartWithoutAJump()
    {
        Bench bench;
        QCOMPARE(bench.axis().span, 6.0);
        double before = 6;
        for (Duration now = 100ms; now < 20s; now += 100ms) {
            bench.runTo(now);
            QVERIFY(bench.axis().span >= before && bench.axis().span - before < 0.2);
            QVERIFY(bench.axis().pixelOf(moment(now)) <= bench.axis().left + 0.921 * bench.axis().width);
            before = bench.axis().span;
        }
        QCOMPARE(bench.axis().span, 14.0);
    }

    void aClickOnAMarkGoesThereAndSelectsWhatHappened()
    {
        Bench bench;
        bench.runTo(4s);
        bench.simulation.tuning()->set(0, bench.simulation.run()->session().values()[0] + 1);
        bench.runTo(10s);
        QPoint mark(int(std::lround(bench.axis().pixelOf(moment(4s)))),
                    mapHeight + int(bench.layout().lanesBottom()) + 4);
        bench.click(mark + QPoint(4, 0));
        QCOMPARE(bench.simulation.run()->playhead(), moment(4s));
        const Subject selected = bench.selection().subject();
        QVERIFY(selected.kind == Subject::Kind::Event);
        QVERIFY(bench.simulation.run()->session().trace().at(selected.event).kind == EventKind::ParameterChanged);
        QCOMPARE(bench.item.markSeconds(), 4.0);
        bench.click(mark + QPoint(40, 0)); // beside it: there, and what was selected stays
        QVERIFY(bench.simulation.run()->playhead() > moment(4s));
        QCOMPARE(bench.selection().subject(), selected);
        bench.drag(mark, mark + QPoint(60, 0)); // a drag is no click
        QCOMPARE(bench.item.markSeconds(), 4.0);
    }

    void aClickOnAFailureInALaneSelectsIt()
    {
        Bench bench({}, "supervisor");
        bench.runTo(20s);
        const auto &lanes = bench.simulation.run()->history().lanes();
        const auto failing = std::find_if(lanes.begin(), lanes.end(),
                                          [](const auto &one) { return !one.second.failures.empty(); });
        QVERIFY(failing != lanes.end());
        const Time failure = failing->second.failures.front();
        bench.item.fit();
        const auto lane = int(bench.item.lanes().laneOf(failing->first).value());
        bench.click(bench.at(failure.time_since_epoch(), lane));
        QCOMPARE(bench.simulation.run()->playhead(), failure);
        QVERIFY(bench.selection().subject().kind == Subject::Kind::Event);
        QCOMPARE(bench.selection().places(), std::vector{failing->first});
        bench.click(bench.nameOf(lane)); // the task itself
        QCOMPARE(bench.selection().subject(), (Subject{.kind = Subject::Kind::Task, .place = failing->first}));
    }

    void theKeyboardWalksTheMarks()
    {
        Bench bench;
        QVERIFY(!bench.item.hasMarks());
        for (const Duration at : {2s, 4s, 6s}) {
            bench.runTo(at);
            bench.simulation.tuning()->set(0, bench.simulation.run()->session().values()[0] + 1);
        }
        bench.runTo(8s);
        QVERIFY(bench.item.hasMarks());
        bench.item.goToMark();
        QCOMPARE(bench.item.markSeconds(), 6.0);
        bench.item.walkMarks(-1);
        QCOMPARE(bench.item.markSeconds(), 4.0);
        QCOMPARE(bench.simulation.run()->playhead(), moment(4s));
        bench.item.walkMarks(-1);
        bench.item.walkMarks(-1); // there are no more
        QCOMPARE(bench.item.markSeconds(), 2.0);
        bench.item.walkMarks(1);
        QCOMPARE(bench.item.markSeconds(), 4.0);
        QVERIFY2(bench.item.markText().startsWith("4.000 s: "), qPrintable(bench.item.markText()));
    }

    void whoeverHasZoomedHasChosenTheSpan()
    {
        Bench bench;
        bench.runTo(5s);
        bench.item.zoomBy(2, 400);
        bench.runTo(12s);
        QCOMPARE(bench.axis().span, 3.0);
    }

    void aClickOnASegmentSelectsItsTaskAndMovesThePlayhead()
    {
        Bench bench;
        QVERIFY(bench.shown);
        bench.runTo(10s);
        bench.click(bench.at(4s, 1));
        QCOMPARE(bench.selection().places(), std::vector{Place({0, 1})});
        QVERIFY(std::abs(bench.simulation.run()->time() - 4) < 0.02);
        bench.click(bench.at(6s, 1)); // once more: it stays selected
        QCOMPARE(bench.selection().count(), 1);
        bench.drag(bench.at(6s, 0), bench.at(3s, 0)); // a drag is no click
        QCOMPARE(bench.selection().places(), std::vector{Place({0, 1})});
        QVERIFY(std::abs(bench.simulation.run()->time() - 3) < 0.02);
    }

    void aClickOnANameSelectsAndTheNextOneDoesNot()
    {
        Bench bench;
        bench.runTo(10s);
        bench.click(bench.nameOf(2));
        QCOMPARE(bench.selection().places(), std::vector{Place({0, 2})});
        QVERIFY(bench.simulation.run()->atPresent());
        bench.click(bench.nameOf(2));
        QCOMPARE(bench.selection().count(), 0);
        bench.click(bench.nameOf(3)); // the channel
        QCOMPARE(bench.selection().count(), 0);
    }

    void theNameOfAGroupFoldsIt()
    {
        Bench bench(Given{{"producers", "40"}});
        bench.runTo(1s);
        QCOMPARE(bench.item.lanes().size(), std::size_t(1 + 1 + 2)); // producers, channel, two consumers
        bench.click(bench.nameOf(0));
        QCOMPARE(bench.item.lanes().size(), std::size_t(1 + 40 + 1 + 2));
        bench.click(bench.nameOf(0));
        QCOMPARE(bench.item.lanes().size(), std::size_t(4));
        QCOMPARE(bench.selection().count(), 0);
    }

    void aSmallGroupHasASignToFoldItAtItsFirstName()
    {
        Bench bench;
        bench.runTo(1s);
        const QPoint sign(int(bench.layout().labelWidth) - 12, bench.nameOf(0).y());
        QTest::mouseMove(&bench.window, sign);
        QTRY_VERIFY(bench.layout().showsFolds);
        bench.click(sign);
        QCOMPARE(bench.item.lanes().size(), std::size_t(1 + 1 + 2));
        QVERIFY(bench.item.lanes()[0].folded);
    }

    void anotherPatternHasItsOwnFolds()
    {
        Bench bench;
        bench.runTo(1s);
        bench.item.setKeyed(true);
        bench.item.foldGroup(true);
        QVERIFY(bench.item.lanes()[0].folded);
        bench.simulation.tuning()->selectPattern("supervisor");
        bench.runTo(1s);
        for (std::size_t i = 0; i < bench.item.lanes().size(); ++i)
            QVERIFY(!bench.item.lanes()[i].folded);
    }

    void draggingAlongTheAxisPansAndADoubleClickFits()
    {
        Bench bench;
        bench.runTo(60s);
        const double from = bench.axis().from;
        const double playhead = bench.simulation.run()->time();
        bench.drag(bench.inAxis(400), bench.inAxis(500));
        QVERIFY(std::abs(bench.axis().from - (from - 100 / bench.axis().width * bench.axis().span)) < 1e-6);
        QCOMPARE(bench.simulation.run()->time(), playhead);
        bench.drag(bench.at(50s, 1), bench.at(50s, 1) + QPoint(80, 0), Qt::MiddleButton);
        QVERIFY(bench.axis().from < from - 1);
        QCOMPARE(bench.simulation.run()->time(), playhead);
        QTest::mouseDClick(&bench.window, Qt::LeftButton, {}, bench.inAxis(400));
        QCOMPARE(bench.axis().from, 0.0);
        QVERIFY(bench.axis().span > 60);
    }

    void keysZoomAtThePlayheadWhileItIsInSight()
    {
        Bench bench;
        bench.runTo(10s);
        bench.simulation.transport()->seek(4);
        const double x = bench.axis().pixelOf(moment(4s));
        for (int i = 0; i < 100; ++i)
            bench.item.zoomHere(1.25);
        QVERIFY(bench.axis().span < 1e-6);
        QVERIFY(std::abs(bench.axis().pixelOf(moment(4s)) - x) < 1e-3);
        bench.item.panBy(5000);
        const double middle = bench.axis().left + bench.axis().width / 2;
        const Time there = bench.axis().timeAt(middle);
        bench.item.zoomHere(0.5);
        QCOMPARE(bench.axis().timeAt(middle), there);
    }

    void theKeyboardWalksLanesScrollsAndFolds()
    {
        Bench bench(Given{{"producers", "40"}});
        bench.runTo(1s);
        QCOMPARE(bench.item.currentText(), QString());
        bench.item.setKeyed(true);
        QCOMPARE(bench.item.currentText(), "Producers · 40, folded");
        QVERIFY(bench.item.foldHeading(false));
        QCOMPARE(bench.item.currentText(), "Producers · 40, unfolded");
        bench.item.walk(1);
        QCOMPARE(bench.item.currentText(), "Producer 1");
        bench.item.press();
        QCOMPARE(bench.item.currentText(), "Producer 1, selected");
        QCOMPARE(bench.selection().places(), std::vector{Place({0, 0})});
        QVERIFY(!bench.item.foldHeading(true)); // a lane is no heading
        bench.item.walk(38);
        QVERIFY(bench.item.scrollY() > 0);
        QVERIFY(bench.layout().shows(bench.layout().topOf(39)));
        bench.item.foldGroup(true);
        QCOMPARE(bench.item.currentText(), "Producers · 40, folded");
        QCOMPARE(bench.item.scrollY(), 0.0);
        bench.item.walk(-5);
        QCOMPARE(bench.item.currentText(), "Producers · 40, folded");
        bench.item.walk(500);
        QCOMPARE(bench.item.currentText(), "Consumer 2");
    }

    void whoeverIsSelectedElsewhereComesIntoSight()
    {
        Bench bench(Given{{"producers", "40"}});
        bench.runTo(1s);
        bench.item.setKeyed(true);
        QVERIFY(bench.item.foldHeading(false));
        QCOMPARE(bench.item.scrollY(), 0.0);
        bench.selection().select({Place{0, 38}});
        QVERIFY(bench.layout().shows(bench.layout().topOf(39))); // below the heading
        QVERIFY(bench.item.scrollY() > 0);
        bench.item.setScrollY(0); // as one has scrolled it stays
        bench.runTo(2s);
        QCOMPARE(bench.item.scrollY(), 0.0);
    }

    void whatThePointerRestsOnIsExplained()
    {
        Bench bench(Given{{"producers", "1"}, {"interval", "1s"}, {"interval-shape", "fixed"}});
        bench.runTo(5s);
        const QSignalSpy moved(&bench.item, &TimelineItem::pointerMoved);
        QTest::mouseMove(&bench.window, bench.at(2500ms, 0));
        QTRY_VERIFY(moved.count() > 0);
        QCOMPARE(bench.item.spotText(), QString());
        bench.item.explain();
        QCOMPARE(bench.item.spotText(), "Producer 1 · running: making · 2.000–3.000 s · 1 s");
        QVERIFY(std::abs(bench.item.spotRect().left() - bench.axis().pixelOf(moment(2s))) < 1e-6);
        const auto before = moved.count();
        QTest::mouseMove(&bench.window, bench.at(3500ms, 0));
        QTRY_VERIFY(moved.count() > before);
        QCOMPARE(bench.item.spotText(), QString());
        bench.item.explain();
        QVERIFY(bench.item.spotText().contains("3.000–4.000 s"));
        bench.simulation.transport()->setPlaying(true);
        QCOMPARE(bench.item.spotText(), QString()); // nothing is where it was
    }

    void theFrameOnTheMapMovesWhatIsShown()
    {
        Bench bench;
        bench.runTo(100s);
        bench.item.showSpan(moment(20s), moment(40s));
        const auto x = [&](Duration time) {
            const MinimapLayout map = bench.map.layout();
            return QPointF(map.axis.pixelOf(moment(time)), mapHeight / 2.0).toPoint();
        };
        QVERIFY(std::abs(bench.map.layout().frame().left() - x(20s).x()) <= 1);
        bench.drag(x(30s), x(50s));
        QVERIFY(std::abs(bench.axis().from - 40) < 0.3);
        QCOMPARE(bench.axis().span, 20.0);
        QVERIFY(!bench.item.follows());
        bench.drag(x(60s), x(80s)); // the right edge
        QVERIFY(std::abs(bench.axis().from - 40) < 0.3);
        QVERIFY(std::abs(bench.axis().span - 40) < 0.6);
        bench.drag(x(40s), x(70s)); // the left edge
        QVERIFY(std::abs(bench.axis().from - 70) < 0.3);
        bench.click(x(10s)); // beside it
        QVERIFY(std::abs(bench.axis().secondsAt(bench.axis().left + bench.axis().width / 2) - 10) < 0.3);
        bench.drag(x(10s), x(100s)); // to the end: it follows again
        QVERIFY(bench.item.follows());
    }

    void theMapMovesByKeysWithinTheRun()
    {
        Bench bench;
        bench.runTo(100s);
        bench.item.showSpan(moment(20s), moment(40s));
        bench.map.panBy(0.1);
        QVERIFY(std::abs(bench.axis().from - 22) < 1e-3);
        bench.map.panBy(-10);
        QCOMPARE(bench.axis().from, 0.0);
        bench.map.panBy(30);
        QVERIFY(std::abs(bench.axis().from - 80) < 1e-3);
    }
};

QTEST_MAIN(TestTimelineGestures)
#include "tst_timeline_gestures.moc"
