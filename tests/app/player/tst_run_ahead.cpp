// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"

#include "scene/stage_scene.h"
#include "scene/timeline_scene.h"

#include <QSignalSpy>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// Hours of computing away.
constexpr Time farAway = Time{} + 1'000'000h;

RunSettings pilingUp()
{
    const PatternInfo &pattern = *findPattern("task-spawning");
    const auto table = pattern.declare();
    RunSettings settings;
    for (const Parameter *parameter : table->all()) {
        const std::string_view id = parameter->spec().id;
        settings.values.push_back(id == "tasks"          ? 1000
                                      : id == "interval" ? 100'000'000
                                      : id == "handles"  ? 2
                                                         : parameter->spec().initial);
    }
    return settings;
}

} // namespace

/// What takes long goes on in parts, while the window lives on, and can be broken off.
class TestRunAhead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNearIsThereAtOnce()
    {
        SimulationBench bench;
        bench.simulation.runAhead(Time{} + 5s);
        QVERIFY(!bench.simulation.runningAhead());
        QCOMPARE(bench.simulation.time(), 5.0);
        QVERIFY(bench.simulation.atPresent());
    }

    void whatIsFarGoesOnWhileTheWindowLives()
    {
        SimulationBench bench;
        QSignalSpy told(&bench.simulation, &Simulation::aheadChanged);
        bench.simulation.runAhead(farAway);
        QVERIFY(bench.simulation.runningAhead());
        QVERIFY2(bench.simulation.aheadText().startsWith("Running to ") && bench.simulation.aheadText().endsWith(" %"),
                 qPrintable(bench.simulation.aheadText()));
        const double before = bench.simulation.presentTime();
        QTRY_VERIFY(bench.simulation.presentTime() > before && told.count() > 1); // events are heard meanwhile
        QVERIFY(bench.simulation.runningAhead());
    }

    void itStopsWhereItIsToldTo()
    {
        SimulationBench bench;
        bench.simulation.runAhead(farAway);
        bench.simulation.stopAhead();
        QVERIFY(!bench.simulation.runningAhead());
        QVERIFY(bench.simulation.atPresent());
        QVERIFY(bench.simulation.time() > 0 && bench.simulation.player().present() < farAway);
        QCOMPARE(bench.simulation.aheadText(), QString());
        const double there = bench.simulation.presentTime();
        QCoreApplication::processEvents();
        QCOMPARE(bench.simulation.presentTime(), there);
    }

    void whateverElseIsDoneBreaksItOff()
    {
        const auto afterwards = [](auto what) {
            SimulationBench bench;
            bench.simulation.runAhead(farAway);
            what(bench);
            return bench.simulation.runningAhead();
        };
        QVERIFY(!afterwards([](SimulationBench &bench) { bench.simulation.reset(); }));
        QVERIFY(!afterwards([](SimulationBench &bench) { bench.set("capacity", 3); }));
        QVERIFY(!afterwards([](SimulationBench &bench) { bench.simulation.seek(1); }));
        QVERIFY(!afterwards([](SimulationBench &bench) { bench.simulation.stepBack(); }));
        QVERIFY(!afterwards([](SimulationBench &bench) { bench.simulation.selectPattern("pipeline"); }));
    }

    void nothingPlaysMeanwhileAndItGoesOnAfterwards()
    {
        SimulationBench bench;
        bench.simulation.setPlaying(true);
        bench.simulation.runAhead(farAway);
        const double there = bench.simulation.presentTime();
        bench.simulation.tick(100ms);
        QCOMPARE(bench.simulation.presentTime(), there);
        bench.simulation.stopAhead();
        bench.simulation.tick(100ms);
        QVERIFY(bench.simulation.playing() && bench.simulation.presentTime() > there);
    }

    void aRunOfManyTasksIsUnwoundByAndByOnceAnotherHasTakenItsPlace()
    {
        Player player([] { return std::chrono::nanoseconds{}; });
        player.load(std::make_unique<Session>(*findPattern("task-spawning"), pilingUp()));
        player.session().runUntil(Time{} + 2s); // 20,000 tasks
        player.load(std::make_unique<Session>(SimulationBench::pattern(), RunSettings{}));
        QCOMPARE(player.present(), Time{});
        int parts = 1;
        while (player.unwindFormer())
            ++parts;
        QVERIFY2(parts >= 5, qPrintable(QString::number(parts)));
        QVERIFY(!player.unwindFormer());
    }

    void aCrowdIsOnePlaceToPointAt()
    {
        Simulation simulation;
        simulation.start({.pattern = findPattern("task-spawning"), .settings = pilingUp()});
        simulation.runTo(Time{} + 2s);
        const StageLayout layout(simulation.topology(), stageCounts(simulation), {1200, 600}, 1);
        simulation.setStageLayout(layout);
        QVERIFY(simulation.world().tasks().size() > 19'000);
        QVERIFY2(simulation.places()->rowCount() < 100, qPrintable(QString::number(simulation.places()->rowCount())));
        QVERIFY(std::any_of(simulation.places()->rows().begin(), simulation.places()->rows().end(),
                            [](const PlaceRow &row) { return row.description.contains("too many to tell apart"); }));
        // What is drawn does not grow with them either.
        QVERIFY(stageForeground(simulation, layout).size() < 20'000);
        QVERIFY(timelineLanes(simulation).size() < 3'000);
    }
};

QTEST_MAIN(TestRunAhead)
#include "tst_run_ahead.moc"
