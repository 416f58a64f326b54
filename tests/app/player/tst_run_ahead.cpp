// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"

#include "scene/stage_counts.h"
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
        bench.simulation.transport()->runAhead(Time{} + 5s);
        QVERIFY(!bench.simulation.transport()->runningAhead());
        QCOMPARE(bench.simulation.run()->time(), 5.0);
        QVERIFY(bench.simulation.run()->atPresent());
    }

    void whatIsFarGoesOnWhileTheWindowLives()
    {
        SimulationBench bench;
        QSignalSpy told(bench.simulation.transport(), &Transport::aheadChanged);
        bench.simulation.transport()->runAhead(farAway);
        QVERIFY(bench.simulation.transport()->runningAhead());
        QVERIFY2(bench.simulation.transport()->aheadText().startsWith("Running to ")
                     && bench.simulation.transport()->aheadText().endsWith(" %"),
                 qPrintable(bench.simulation.transport()->aheadText()));
        const double before = bench.simulation.run()->presentTime();
        QTRY_VERIFY(bench.simulation.run()->presentTime() > before && told.count() > 1); // events are heard meanwhile
        QVERIFY(bench.simulation.transport()->runningAhead());
    }

    void itStopsWhereItIsToldTo()
    {
        SimulationBench bench;
        bench.simulation.transport()->runAhead(farAway);
        bench.simulation.transport()->stopAhead();
        QVERIFY(!bench.simulation.transport()->runningAhead());
        QVERIFY(bench.simulation.run()->atPresent());
        QVERIFY(bench.simulation.run()->time() > 0 && bench.simulation.run()->player().present() < farAway);
        QCOMPARE(bench.simulation.transport()->aheadText(), QString());
        const double there = bench.simulation.run()->presentTime();
        QCoreApplication::processEvents();
        QCOMPARE(bench.simulation.run()->presentTime(), there);
    }

    void whateverElseIsDoneBreaksItOff()
    {
        const auto afterwards = [](auto what) {
            SimulationBench bench;
            bench.simulation.transport()->runAhead(farAway);
            what(bench);
            return bench.simulation.transport()->runningAhead();
        };
        QVERIFY(!afterwards([](SimulationBench &bench) { bench.simulation.tuning()->reset(); }));
        QVERIFY(!afterwards([](SimulationBench &bench) { bench.set("capacity", 3); }));
        QVERIFY(!afterwards([](SimulationBench &bench) { bench.simulation.transport()->seek(1); }));
        QVERIFY(!afterwards([](SimulationBench &bench) { bench.simulation.transport()->stepBack(); }));
        QVERIFY(!afterwards([](SimulationBench &bench) { bench.simulation.tuning()->selectPattern("pipeline"); }));
    }

    void nothingPlaysMeanwhileAndItGoesOnAfterwards()
    {
        SimulationBench bench;
        bench.simulation.transport()->setPlaying(true);
        bench.simulation.transport()->runAhead(farAway);
        const double there = bench.simulation.run()->presentTime();
        bench.simulation.transport()->tick(100ms);
        QCOMPARE(bench.simulation.run()->presentTime(), there);
        bench.simulation.transport()->stopAhead();
        bench.simulation.transport()->tick(100ms);
        QVERIFY(bench.simulation.transport()->playing() && bench.simulation.run()->presentTime() > there);
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
        simulation.tuning()->start({.pattern = findPattern("task-spawning"), .settings = pilingUp()});
        simulation.transport()->runTo(Time{} + 2s);
        const StageLayout layout(simulation.run()->topology(), stageCounts(*simulation.run()), {1200, 600}, 1);
        simulation.run()->setStageLayout(layout);
        QVERIFY(simulation.run()->world().tasks().size() > 19'000);
        QVERIFY2(simulation.run()->places()->rowCount() < 100,
                 qPrintable(QString::number(simulation.run()->places()->rowCount())));
        QVERIFY(std::any_of(simulation.run()->places()->rows().begin(), simulation.run()->places()->rows().end(),
                            [](const PlaceRow &row) { return row.description.contains("too many to tell apart"); }));
        // What is drawn does not grow with them either.
        QVERIFY(stageForeground(*simulation.run(), layout).size() < 20'000);
        QVERIFY(timelineLanes(*simulation.run()).size() < 3'000);
    }
};

QTEST_MAIN(TestRunAhead)
#include "tst_run_ahead.moc"
