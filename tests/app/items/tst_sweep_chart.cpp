// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "items/palette_singleton.h"
#include "items/sweep_chart.h"
#include "scene/sweep_scene.h"

#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// A chart in a window, of a sweep that is finished.
struct Bench : SimulationBench {
    Bench()
    {
        study.setSimulation(&simulation);
        study.setActive(true);
        window.resize(800, 500);
        chart.setParentItem(window.contentItem());
        chart.setSize(window.size());
        chart.setStudy(&study);
        window.show();
        window.requestActivate();
        ready = QTest::qWaitForWindowActive(&window) && QTest::qWaitFor([this] { return study.progress() == 1; });
        chart.forceActiveFocus();
    }

    SweepScene scene() const { return {study.picture(), chart.size(), PaletteSingleton::current().textScale()}; }
    /// A place where this point is.
    QPoint placeOf(std::size_t point) const
    {
        for (int x = 0; x < window.width(); x += 2) {
            for (int y = 60; y < window.height() - 60; y += 8) {
                if (scene().pointAt({double(x), double(y)}) == point)
                    return {x, y};
            }
        }
        return {};
    }

    SweepStudy study;
    QQuickWindow window;
    SweepChart chart;
    bool ready = false;
};

} // namespace

/// The chart of a sweep under the pointer and the keyboard.
class TestSweepChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClickAsksForTheRunOfItsPoint()
    {
        Bench bench;
        QVERIFY(bench.ready);
        QSignalSpy asked(&bench.chart, &SweepChart::openAsked);
        QTest::mouseClick(&bench.window, Qt::LeftButton, {}, bench.placeOf(3));
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().front().toInt(), 3);
        // Pressed at one point, let go at another: rather not.
        QTest::mousePress(&bench.window, Qt::LeftButton, {}, bench.placeOf(2));
        QTest::mouseRelease(&bench.window, Qt::LeftButton, {}, bench.placeOf(6));
        QCOMPARE(asked.count(), 1);
    }

    void thePointerMarksWhatIsUnderIt()
    {
        Bench bench;
        QVERIFY(bench.ready);
        QTest::mouseMove(&bench.window, bench.placeOf(1));
        QTRY_COMPARE(bench.chart.marked(), std::optional<std::size_t>(1));
        QTest::mouseMove(&bench.window, bench.placeOf(4));
        QTRY_COMPARE(bench.chart.marked(), std::optional<std::size_t>(4));
        QVERIFY2(bench.chart.markedText().startsWith(QStringLiteral("Channel capacity 8: Latency p99 ")),
                 qPrintable(bench.chart.markedText()));
    }

    void arrowsWalkThePointsAndEnterOpensOne()
    {
        Bench bench;
        bench.study.varyUp(SimulationBench::row("consumers"));
        QVERIFY(QTest::qWaitFor([&] { return bench.study.picture().up && bench.study.progress() == 1; }, 30'000));
        QSignalSpy asked(&bench.chart, &SweepChart::openAsked);
        QTest::keyClick(&bench.window, Qt::Key_Return);
        QCOMPARE(asked.count(), 0); // nothing is marked
        QTest::keyClick(&bench.window, Qt::Key_Right);
        QCOMPARE(bench.chart.marked(), std::optional<std::size_t>(0));
        const std::size_t rows = bench.study.picture().rows();
        QTest::keyClick(&bench.window, Qt::Key_Right);
        QTest::keyClick(&bench.window, Qt::Key_Up);
        QTest::keyClick(&bench.window, Qt::Key_Up);
        QTest::keyClick(&bench.window, Qt::Key_Down);
        QCOMPARE(bench.chart.marked(), std::optional<std::size_t>(rows + 1));
        QTest::keyClick(&bench.window, Qt::Key_Left);
        QTest::keyClick(&bench.window, Qt::Key_Left); // at the edge it stays
        QCOMPARE(bench.chart.marked(), std::optional<std::size_t>(1));
        QTest::keyClick(&bench.window, Qt::Key_Enter);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.front().front().toInt(), 1);
    }

    void aPointerThatRestsLeavesTheMarkToTheKeyboard()
    {
        Bench bench;
        QVERIFY(bench.ready);
        QTest::mouseMove(&bench.window, bench.placeOf(2));
        QTRY_COMPARE(bench.chart.marked(), std::optional<std::size_t>(2));
        QTest::keyClick(&bench.window, Qt::Key_Right);
        for (int frame = 0; frame < 3; ++frame) {
            bench.window.grabWindow();
            QTest::qWait(20);
        }
        QCOMPARE(bench.chart.marked(), std::optional<std::size_t>(3));
    }

    void nothingIsMarkedInASweepThatHasBegunAnew()
    {
        Bench bench;
        QVERIFY(bench.ready);
        QTest::keyClick(&bench.window, Qt::Key_Left);
        QVERIFY(bench.chart.marked());
        bench.simulation.tuning()->selectPattern(QStringLiteral("supervisor"));
        QTRY_VERIFY(!bench.chart.marked());
        QVERIFY(bench.chart.markedText().isEmpty());
    }

    void itIsPaintedBeforeDuringAndAfter()
    {
        SimulationBench simulation;
        SweepStudy study;
        study.setSimulation(&simulation.simulation);
        QQuickWindow window;
        window.resize(600, 400);
        SweepChart chart(window.contentItem());
        chart.setSize(window.size());
        chart.setStudy(&study);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const QImage before = window.grabWindow();
        study.setActive(true);
        window.grabWindow();
        QTRY_COMPARE(study.progress(), 1.0);
        QTRY_VERIFY(window.grabWindow() != before);
    }
};

QTEST_MAIN(TestSweepChart)
#include "tst_sweep_chart.moc"
