// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

/// Turning parameters in the window: at once, as often as one likes, and back.
class TestSimulationTurns : public QObject
{
    Q_OBJECT

    /// Of a run to @p end with changes known beforehand.
    static std::string fingerprint(Duration end, const std::vector<Change> &changes, RunSettings settings = {.seed = 1})
    {
        Session session(SimulationBench::pattern(), std::move(settings));
        for (const Change &change : changes)
            session.schedule(change);
        session.runUntil(Time{} + end);
        return session.fingerprint().text();
    }
    static Change change(Duration at, std::string_view id, std::int64_t value)
    {
        return {Time{} + at, static_cast<std::size_t>(SimulationBench::row(id)), value};
    }

private Q_SLOTS:
    void aParameterIsTurnedAtOnceInTheRunThatIsGoingOn()
    {
        constexpr Duration odd{1'234'567'891};
        SimulationBench bench;
        bench.playTo(odd);
        const auto seen = bench.simulation.run()->world();
        bench.set("capacity", 3);
        QCOMPARE(bench.simulation.run()->world().channels().at(0).capacity, std::int64_t{3});
        QCOMPARE(bench.shown("capacity"), std::int64_t{3});
        QCOMPARE(bench.simulation.run()->player().playhead(), Time{} + odd);
        QCOMPARE(bench.simulation.run()->world().items(), seen.items()); // nothing begins anew
        QCOMPARE(bench.simulation.run()->session().changes().size(), std::size_t{1});
        QCOMPARE(bench.simulation.run()->session().changes()[0].at, Time{} + odd);
        bench.playTo(20s);
        QCOMPARE(bench.fingerprint(), fingerprint(20s, {change(odd, "capacity", 3)}));
    }

    void everyParameterCanBeTurnedWhileItPlays()
    {
        const auto table = SimulationBench::pattern().declare();
        for (const Parameter *parameter : table->all()) {
            const ParameterSpec &spec = parameter->spec();
            const std::int64_t value = spec.initial == spec.minimum ? spec.minimum + 1 : spec.minimum;
            SimulationBench bench;
            bench.simulation.transport()->setPlaying(true);
            for (int i = 0; i < 60; ++i)
                bench.simulation.transport()->tick(50ms);
            bench.set(spec.id, value);
            QVERIFY(bench.simulation.transport()->playing());
            for (int i = 0; i < 60; ++i)
                bench.simulation.transport()->tick(50ms);
            QCOMPARE(bench.fingerprint(), fingerprint(6s, {change(3s, spec.id, value)}));
            QCOMPARE(bench.value(spec.id), value);
        }
    }

    void aTurnInThePastReturnsToThePresentFirst()
    {
        SimulationBench bench;
        bench.playTo(5s);
        bench.simulation.transport()->seek(2.5);
        QVERIFY(!bench.simulation.run()->atPresent());
        bench.set("capacity", 3);
        QVERIFY(bench.simulation.run()->atPresent());
        QCOMPARE(bench.simulation.run()->time(), 5.0);
        QCOMPARE(bench.simulation.run()->session().changes()[0].at, Time{} + 5s);
        QCOMPARE(bench.value("capacity"), std::int64_t{3});
        QCOMPARE(bench.fingerprint(), fingerprint(5s, {change(5s, "capacity", 3)}));
    }

    void aTurnInThePastToThePresentValueJustReturns()
    {
        SimulationBench bench;
        bench.playTo(5s);
        bench.set("capacity", 3);
        bench.playTo(6s);
        bench.simulation.transport()->seek(2.5);
        QCOMPARE(bench.shown("capacity"), std::int64_t{10});
        bench.set("capacity", 3);
        QVERIFY(bench.simulation.run()->atPresent());
        QCOMPARE(bench.shown("capacity"), std::int64_t{3});
        QCOMPARE(bench.simulation.run()->session().changes().size(), std::size_t{1});
    }

    void inThePastTheSlidersStandWhereTheyStoodThen()
    {
        SimulationBench bench;
        bench.playTo(2s);
        bench.set("capacity", 3);
        bench.playTo(4s);
        bench.set("capacity", 7);
        bench.playTo(6s);
        bench.simulation.transport()->seek(1.9);
        QCOMPARE(bench.shown("capacity"), std::int64_t{10});
        bench.simulation.transport()->seek(2);
        QCOMPARE(bench.shown("capacity"), std::int64_t{3});
        bench.simulation.transport()->goToPresent();
        QCOMPARE(bench.shown("capacity"), std::int64_t{7});
    }

    void aTurnInTheMiddleOfAnInstantComesAfterThatInstant()
    {
        // All of one kind are ready at the same moments: most steps end in the middle of one.
        const SimulationBench::Values given = {{"interval-shape", 0}, {"capacity", 1}};
        for (int steps = 1; steps < 40; ++steps) {
            SimulationBench bench(given);
            bench.playTo(1s);
            for (int i = 0; i < steps; ++i)
                bench.simulation.transport()->stepForward();
            const RunSettings settings = bench.simulation.run()->session().settings();
            const Duration now = bench.simulation.run()->player().present().time_since_epoch();
            bench.set("consumers", 5);
            QCOMPARE(bench.simulation.run()->session().changes().size(), std::size_t{1});
            bench.playTo(10s);
            QCOMPARE(bench.fingerprint(), fingerprint(10s, {change(now, "consumers", 5)}, settings));
        }
    }

    void whatComesOfAnActionIsSeenWhileTimeStandsStill()
    {
        SimulationBench bench;
        bench.simulation.tuning()->start({.pattern = findPattern("supervisor")});
        bench.playTo(3s);
        const std::uint32_t workers = *bench.simulation.run()->session().pattern().actions()[0].group;
        QVERIFY(!hasEnded(bench.simulation.run()->world().taskAt({workers, 0})->state));
        bench.simulation.tuning()->act(0, 0); // fail worker 1
        QVERIFY(hasEnded(bench.simulation.run()->world().taskAt({workers, 0})->state));
        QCOMPARE(bench.simulation.run()->time(), 3.0);
    }

    void aGestureIsOneStepForUndo()
    {
        SimulationBench bench;
        ParameterModel *const sliders = bench.simulation.tuning()->parameters();
        const int capacity = SimulationBench::row("capacity");
        bench.playTo(1s);
        sliders->beginGesture(capacity);
        for (const std::int64_t value : {9, 7, 12, 4}) {
            bench.set("capacity", value);
            bench.playTo(bench.simulation.run()->player().present().time_since_epoch() + 100ms);
        }
        sliders->endGesture(capacity);
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo Channel capacity: 10 items → 4 items");
        bench.set("capacity", 5);
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo Channel capacity: 4 items → 5 items");
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.value("capacity"), std::int64_t{4});
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.value("capacity"), std::int64_t{10});
        QVERIFY(!bench.simulation.tuning()->canUndo());
        QCOMPARE(bench.simulation.tuning()->undoText(), QString());
    }

    void twoGesturesAreTwoSteps()
    {
        SimulationBench bench;
        ParameterModel *const sliders = bench.simulation.tuning()->parameters();
        const int capacity = SimulationBench::row("capacity");
        for (const std::int64_t value : {8, 6}) {
            sliders->beginGesture(capacity);
            bench.set("capacity", value + 1);
            bench.set("capacity", value);
            sliders->endGesture(capacity);
        }
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.value("capacity"), std::int64_t{8});
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.value("capacity"), std::int64_t{10});
    }

    void whatIsUndoneWasNeverTurned()
    {
        SimulationBench bench;
        bench.playTo(1s);
        bench.set("capacity", 3);
        bench.playTo(2s);
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.simulation.run()->time(), 2.0); // time goes on, it does not go back
        QCOMPARE(bench.simulation.run()->session().changes().size(), std::size_t{0});
        bench.playTo(8s);
        QCOMPARE(bench.fingerprint(), fingerprint(8s, {}));
        bench.simulation.tuning()->undo(); // there is nothing left
        QCOMPARE(bench.simulation.run()->session().changes().size(), std::size_t{0});
    }

    void aRerunOrAnotherSeedKeepsWhatIsStillToCome()
    {
        const auto row = static_cast<std::size_t>(SimulationBench::row("capacity"));
        for (const bool bySeed : {false, true}) {
            SimulationBench bench;
            bench.simulation.tuning()->start({.pattern = &SimulationBench::pattern(),
                                              .changes = {{.at = Time{} + 2s, .parameter = row, .value = 5},
                                                          {.at = Time{} + 12s, .parameter = row, .value = 7}}});
            bench.playTo(4s);
            if (bySeed)
                bench.simulation.tuning()->setSeed("9");
            else
                bench.simulation.tuning()->reset();
            bench.playTo(3s);
            QCOMPARE(bench.value("capacity"), std::int64_t{5}); // from the start
            QVERIFY(bench.simulation.run()->session().changes().empty());
            bench.playTo(13s);
            QCOMPARE(bench.value("capacity"), std::int64_t{7});
        }
    }

    void aGestureOutlivesAResetOrAnUndoInTheMiddleOfIt()
    {
        SimulationBench bench;
        ParameterModel *const sliders = bench.simulation.tuning()->parameters();
        const int capacity = SimulationBench::row("capacity");
        bench.playTo(1s);
        sliders->beginGesture(capacity);
        bench.set("capacity", 8);
        bench.simulation.tuning()->reset();
        bench.set("capacity", 6);
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo Channel capacity: 8 items → 6 items");
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.value("capacity"), std::int64_t{8});
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo the rerun");
        bench.set("capacity", 5);
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo Channel capacity: 8 items → 5 items");
        bench.set("capacity", 4);
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo Channel capacity: 8 items → 4 items");
    }

    void aTurnToTheSameValueIsNone()
    {
        SimulationBench bench;
        bench.playTo(1s);
        bench.set("capacity", 10);
        QVERIFY(!bench.simulation.tuning()->canUndo());
        QCOMPARE(bench.simulation.run()->session().changes().size(), std::size_t{0});
    }

    void theSlidersTurnTheRun()
    {
        SimulationBench bench;
        bench.playTo(1s);
        QCOMPARE(bench.simulation.tuning()->parameters()->setText(SimulationBench::row("interval"), "1,5 s"),
                 QString());
        QCOMPARE(bench.value("interval"), std::int64_t{1'500'000'000});
        bench.playTo(2s);
        bench.simulation.tuning()->parameters()->resetToDefault(SimulationBench::row("interval"));
        QCOMPARE(bench.value("interval"), std::int64_t{300'000'000});
        QCOMPARE(bench.simulation.run()->session().changes().size(), std::size_t{2});
    }

    void resetStartsAgainWithTheCurrentValuesAndForgetsWhatWasTurned()
    {
        SimulationBench bench({{"producers", 4}}, {.seed = 9, .schedule = Schedule::Shuffled});
        bench.playTo(3s);
        bench.set("capacity", 3);
        bench.playTo(5s);
        bench.simulation.transport()->seek(1);
        bench.simulation.tuning()->reset();
        QCOMPARE(bench.simulation.run()->time(), 0.0);
        QVERIFY(bench.simulation.run()->atPresent());
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo the rerun");
        QCOMPARE(bench.simulation.run()->session().changes().size(), std::size_t{0});
        QCOMPARE(bench.value("capacity"), std::int64_t{3});
        QCOMPARE(bench.value("producers"), std::int64_t{4});
        bench.playTo(5s);
        const RunSettings settings = bench.simulation.run()->session().settings();
        QCOMPARE(settings.seed, std::uint64_t{9});
        QCOMPARE(settings.schedule, Schedule::Shuffled);
        QCOMPARE(bench.fingerprint(), fingerprint(5s, {}, settings));
    }

    void changesGivenAtTheStartAreMadeInTheirTime()
    {
        SimulationBench bench;
        const Change given = change(2s, "capacity", 3);
        bench.simulation.tuning()->start({.pattern = &SimulationBench::pattern(), .changes = {given}});
        bench.playTo(1s);
        QCOMPARE(bench.value("capacity"), std::int64_t{10});
        bench.playTo(3s);
        QCOMPARE(bench.value("capacity"), std::int64_t{3});
        QCOMPARE(bench.fingerprint(), fingerprint(3s, {given}));
    }

    void theMarkOfATurnSaysFromWhatToWhat()
    {
        SimulationBench bench;
        bench.playTo(1s);
        bench.set("capacity", 3);
        bench.set("interval", 1'500'000'000);
        bench.playTo(2s);
        bench.set("interval", 1'500'400'000);
        const auto &marks = bench.simulation.run()->history().marks();
        QCOMPARE(marks.size(), std::size_t{3});
        QCOMPARE(bench.simulation.run()->markText(marks[0]), "Channel capacity: 10 items → 3 items");
        QCOMPARE(bench.simulation.run()->markText(marks[1]), "Time to produce an item: 300 ms → 1.5 s");
        QCOMPARE(bench.simulation.run()->markText(marks[2]),
                 "Time to produce an item: 1500ms → 1500400us"); // rounded, they are the same
    }
};

QTEST_GUILESS_MAIN(TestSimulationTurns)
#include "tst_simulation_turns.moc"
