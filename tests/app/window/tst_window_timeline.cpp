// SPDX-License-Identifier: MIT
#include "app/window/window_test.h"
#include "items/timeline_item.h"
#include "run/registry.h"

#include <algorithm>
#include <chrono>
#include <cmath>

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

/// The timeline with its map, in the window as the program makes it: by mouse, and by keyboard alone, and nothing is complained
/// about meanwhile.
class TestWindowTimeline : public QObject, WindowTest
{
    Q_OBJECT

    Run &run() { return *bench().simulation().run(); }
    TimelineItem &lanes() { return *qobject_cast<TimelineItem *>(bench().find("timelineItem")); }
    const TimeAxis &axis() { return lanes().layout().axis; }
    /// In the window, of a moment in a lane.
    QPoint at(Duration time, int lane)
    {
        const TimelineLayout &layout = lanes().layout();
        return lanes()
            .mapToScene(
                QPointF(layout.axis.pixelOf(Time{} + time), layout.topOf(std::size_t(lane)) + layout.laneHeight / 2))
            .toPoint();
    }
    QPoint nameOf(int lane)
    {
        const TimelineLayout &layout = lanes().layout();
        return lanes().mapToScene(QPointF(20, layout.topOf(std::size_t(lane)) + layout.laneHeight / 2)).toPoint();
    }
    /// A tooltip that says this is open somewhere.
    bool isExplained(const QString &text)
    {
        const auto tips = bench().window().findChildren<QObject *>();
        return std::any_of(tips.begin(), tips.end(), [&](const QObject *one) {
            return one->inherits("QQuickToolTip") && one->property("visible").toBool()
                && one->property("text").toString().contains(text);
        });
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void aClickOnALaneSelectsItsTask()
    {
        bench().open({"backpressure", "--seek", "9s"});
        QTest::mouseClick(&bench().window(), Qt::LeftButton, {}, at(4s, 1));
        QCOMPARE(run().selection()->places(), std::vector{Place({0, 1})});
        QVERIFY(std::abs(run().time() - 4) < 0.05);
        QTest::mouseClick(&bench().window(), Qt::LeftButton, {}, nameOf(1));
        QCOMPARE(run().selection()->count(), 0);
    }

    void whatThePointerRestsOnIsExplained()
    {
        bench().open({"backpressure", "--seek", "9s"});
        QTest::mouseMove(&bench().window(), at(4s, 1));
        QTRY_VERIFY_WITH_TIMEOUT(isExplained("Producer 2 · "), 5000);
        QTest::mouseMove(&bench().window(), at(4s, 3));
        QTRY_VERIFY_WITH_TIMEOUT(isExplained("channel fill · "), 5000);
        QTest::mouseMove(&bench().window(), QPoint(5, 5));
        QTRY_VERIFY_WITH_TIMEOUT(!isExplained("channel fill · "), 5000);
    }

    void theKeyboardAloneZoomsWalksFoldsAndSelects()
    {
        bench().open({"backpressure", "--set", "producers=40", "--seek", "9s"});
        bench().focus("timeline");
        QCOMPARE(lanes().currentText(), "Producers · 40, folded");
        bench().key(Qt::Key_Right);
        QCOMPARE(lanes().currentText(), "Producers · 40, unfolded");
        bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Return);
        QCOMPARE(run().selection()->places(), std::vector{Place({0, 1})});
        const double from = axis().from;
        bench().key(Qt::Key_Right); // on a lane it pans
        QVERIFY(axis().from > from);
        bench().key(Qt::Key_PageDown);
        QCOMPARE(lanes().currentText(), "Producer 12");
        bench().key(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(lanes().currentText(), "Producers · 40, folded");
        bench().key(Qt::Key_Return);
        bench().key(Qt::Key_Left);
        QCOMPARE(lanes().currentText(), "Producers · 40, folded");
        const double span = axis().span;
        for (int i = 0; i < 8; ++i)
            bench().key(Qt::Key_Plus);
        QVERIFY(std::abs(axis().span - span / std::pow(1.25, 8)) < 1e-9);
        bench().key(Qt::Key_Minus);
        QVERIFY(std::abs(axis().span - span / std::pow(1.25, 7)) < 1e-9);
        bench().key(Qt::Key_F);
        QVERIFY(std::abs(axis().span - 9 / 0.92) < 1e-6);
    }

    void theMapIsReachedByTabAndMovedByKeys()
    {
        bench().open({"backpressure", "--seek", "60s"});
        bench().focus("timelineMap");
        const double from = axis().from;
        bench().key(Qt::Key_Left);
        QVERIFY(std::abs(axis().from - (from - axis().span / 10)) < 0.1);
        bench().key(Qt::Key_PageUp);
        QVERIFY(axis().from < from - axis().span);
        const double span = axis().span;
        bench().key(Qt::Key_Plus);
        QVERIFY(axis().span < span);
        bench().key(Qt::Key_Tab);
        QVERIFY(bench().find("timeline")->hasActiveFocus());
    }

    void theMapIsMovedByMouse()
    {
        bench().open({"backpressure", "--seek", "60s"});
        QQuickItem *const map = bench().find("timelineMapItem");
        const auto onMap = [&](double share) {
            return map->mapToScene({axis().left + share * axis().width, map->height() / 2}).toPoint();
        };
        QTest::mouseClick(&bench().window(), Qt::LeftButton, {}, onMap(0.5));
        QVERIFY(axis().shows(Time{} + 30s));
        QVERIFY(!axis().shows(Time{} + 55s));
        QTest::mouseDClick(&bench().window(), Qt::LeftButton, {}, onMap(0.5));
        QVERIFY(axis().shows(Time{} + 1s) && axis().shows(Time{} + 60s));
    }

    void thereIsNoMapInALowWindow()
    {
        bench().open({"backpressure", "--seek", "9s"});
        QVERIFY(bench().shows("timelineMap"));
        bench().window().resize(1024, 520);
        QTRY_VERIFY(!bench().shows("timelineMap"));
        QVERIFY(bench().shows("timelineItem"));
    }

    void everyPatternIsShownInEveryThemeAtEveryZoom()
    {
        bench().open({"backpressure", "--seek", "1s"});
        for (const PatternInfo *pattern : patterns()) {
            bench().simulation().tuning()->selectPattern(QString::fromUtf8(pattern->id));
            bench().key(Qt::Key_T);
            bench().simulation().transport()->runTo(Time{} + 20s);
            bench().focus("timeline");
            for (std::size_t lane = 0; lane < lanes().lanes().size(); ++lane) {
                bench().key(Qt::Key_Return);
                bench().key(Qt::Key_Down);
            }
            for (int i = 0; i < 24; ++i) {
                lanes().zoomHere(2);
                QVERIFY(!lanes().figures().empty());
            }
            QVERIFY(axis().span < 2e-6);
            bench().simulation().transport()->setPlaying(true);
            QTest::qWait(50);
            bench().simulation().transport()->setPlaying(false);
        }
    }
};

int main(int argc, char *argv[])
{
    return runWindowTest<TestWindowTimeline>(argc, argv);
}
#include "tst_window_timeline.moc"
