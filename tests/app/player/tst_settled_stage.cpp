// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "app/scene/figures.h"
#include "scene/stage_counts.h"
#include "scene/stage_scene.h"
#include "scene/under_way.h"

#include <QSignalSpy>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// What is drawn, and where: of labels, discs and boxes.
QStringList pictureOf(const Run &run)
{
    const StageLayout layout(run.topology(), stageCounts(run), {1100, 520}, 1);
    QStringList picture;
    const auto add = [&](const QString &text, const QRectF &rect) {
        picture << QStringLiteral("%1 at %2, %3, %4 × %5")
                       .arg(text)
                       .arg(rect.x())
                       .arg(rect.y())
                       .arg(rect.width())
                       .arg(rect.height());
    };
    for (const Figure &figure : stageForeground(run, layout)) {
        if (const auto *const label = std::get_if<Label>(&figure))
            add(label->text, label->rect);
        else if (const auto *const disc = std::get_if<Disc>(&figure))
            add(disc->text + (disc->fill ? " filled" : " hollow"), {disc->center, QSizeF(disc->radius, disc->radius)});
        else if (const auto *const box = std::get_if<Box>(&figure))
            add("box", box->rect);
    }
    return picture;
}

} // namespace

/// The stage once playing has stopped.
class TestSettledStage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsUnderWayRunsOutWithinAShortTime()
    {
        SimulationBench bench;
        const Run &run = *bench.simulation.run();
        int underWay = 0;
        for (Duration at = 5s; at < 7s; at += 97ms) {
            bench.playTo(at);
            underWay += motionsUnderWay(run).empty() ? 0 : 1;
            QTRY_VERIFY_WITH_TIMEOUT(motionsUnderWay(run).empty(), 400);
            QCOMPARE(run.player().playhead(), Time{} + at);
        }
        QVERIFY(underWay > 5);
    }

    void thenItLooksAsItDoesWhereThePlayheadHasBeenPlaced()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        for (Duration at = 5s; at < 9s; at += 293ms) {
            bench.playTo(at);
            const QStringList moving = pictureOf(*simulation.run());
            QTRY_VERIFY(simulation.run()->motionSeconds() > StepMotion::ofStep);
            const QStringList stopped = pictureOf(*simulation.run());
            simulation.transport()->seek(inSeconds(at));
            QCOMPARE(pictureOf(*simulation.run()), stopped);
            simulation.transport()->goToPresent();
            QCOMPARE(pictureOf(*simulation.run()), stopped);
        }
    }

    void thenItIsDrawnNoMore()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        const auto isStill = [&] {
            QSignalSpy drawn(simulation.run(), &Run::sceneChanged);
            QTest::qWait(100);
            return drawn.empty();
        };
        bench.playTo(3s);
        QVERIFY(!isStill());
        QTRY_VERIFY(isStill());
        simulation.transport()->setPlaying(true);
        simulation.transport()->tick(50ms);
        simulation.transport()->seek(2);
        QTRY_VERIFY(isStill());
        simulation.transport()->stepForward();
        QVERIFY(!isStill());
        QTRY_VERIFY(isStill());
        simulation.transport()->setPlaying(true);
        simulation.transport()->setHeld(true);
        QTRY_VERIFY(isStill());
    }

    void beforeAnythingHasBeenPlayedNothingIsUnderWay()
    {
        SimulationBench bench;
        bench.simulation.transport()->runTo(Time{} + 30s);
        QVERIFY(motionsUnderWay(*bench.simulation.run()).empty());
        const QStringList first = pictureOf(*bench.simulation.run());
        bench.simulation.transport()->seek(10);
        bench.simulation.transport()->goToPresent();
        QCOMPARE(pictureOf(*bench.simulation.run()), first);
    }

    void whatHasGotThereDoesNotSetOutAgainWhenPlayingGoesOn()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        const Run &run = *simulation.run();
        bench.playTo(5s);
        while (motionsUnderWay(run).empty())
            bench.playTo(run.playhead() - Time{} + 10ms);
        const Time stopped = run.playhead();
        QTRY_VERIFY(motionsUnderWay(run).empty());
        simulation.transport()->setPlaying(true);
        bool moves = false;
        for (int i = 0; i < 100; ++i) {
            simulation.transport()->tick(10ms);
            for (const MotionUnderWay &one : motionsUnderWay(run)) {
                QVERIFY(one.motion->time > stopped);
                moves = true;
            }
        }
        QVERIFY(moves);
    }

    void playedBackwardsEverythingComesBack()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        bench.playTo(8s);
        QTRY_VERIFY(motionsUnderWay(*simulation.run()).empty());
        simulation.transport()->togglePlayingBack();
        int moving = 0;
        for (int i = 0; i < 50; ++i) {
            simulation.transport()->tick(20ms);
            moving += motionsUnderWay(*simulation.run()).empty() ? 0 : 1;
        }
        QVERIFY(moving > 10);
    }

    void anotherRunBeginsWithNothingSettledOfTheOneBefore()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        bench.playTo(8s);
        simulation.tuning()->reset();
        bench.playTo(2s);
        int moving = 0;
        simulation.transport()->setPlaying(true);
        for (int i = 0; i < 100; ++i) {
            simulation.transport()->tick(20ms);
            moving += motionsUnderWay(*simulation.run()).empty() ? 0 : 1;
        }
        QVERIFY(moving > 10);
    }
};

QTEST_GUILESS_MAIN(TestSettledStage)
#include "tst_settled_stage.moc"
