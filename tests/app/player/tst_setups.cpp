// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"

#include "pattern/setup_values.h"

#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

/// What stands under “Start from”: the set-up in force and its text, whatever has led to the run that is shown.
class TestSetups : public QObject
{
    Q_OBJECT

    static void isInForce(Simulation &simulation, const SetupModel &shown, int row)
    {
        const PatternInfo &pattern = simulation.run()->session().pattern();
        QCOMPARE(shown.rowCount(), static_cast<int>(pattern.setups().size()));
        for (int i = 0; i < shown.rowCount(); ++i)
            QCOMPARE(shown.rows()[static_cast<std::size_t>(i)].current, i == row);
        QCOMPARE(simulation.tuning()->setupNote(),
                 row < 0 ? QString() : QString::fromUtf8(pattern.setups()[static_cast<std::size_t>(row)].note));
    }

    /// A parameter and a value of it that make the present values those of no set-up.
    static std::pair<int, std::int64_t> somethingElse(Simulation &simulation)
    {
        const PatternInfo &pattern = simulation.run()->session().pattern();
        for (int i = 0; i < simulation.tuning()->parameters()->rowCount(); ++i) {
            const ParameterSpec &spec = simulation.tuning()->parameters()->spec(i);
            std::vector<std::int64_t> values = simulation.run()->session().values();
            std::int64_t &value = values[static_cast<std::size_t>(i)];
            value = value == spec.minimum ? value + 1 : spec.minimum;
            const auto setups = pattern.setups();
            if (std::none_of(setups.begin(), setups.end(),
                             [&](const Setup &setup) { return setupValues(pattern, setup) == values; }))
                return {i, value};
        }
        return {};
    }

private Q_SLOTS:
    void everySetupOfEveryPatternIsRecognized_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("row");
        for (const PatternInfo *pattern : patterns()) {
            for (int row = 0; row < static_cast<int>(pattern->setups().size()); ++row)
                QTest::addRow("%s %d", pattern->id.data(), row) << QString::fromUtf8(pattern->id) << row;
        }
    }
    void everySetupOfEveryPatternIsRecognized()
    {
        QFETCH(const QString, id);
        QFETCH(const int, row);
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        if (id == "backpressure")
            simulation.tuning()->selectPattern("pipeline");
        simulation.tuning()->selectPattern(id);
        simulation.tuning()->applySetup(row);
        simulation.transport()->setPlaying(false);
        isInForce(simulation, *simulation.tuning()->setups(), row);

        const auto [parameter, value] = somethingElse(simulation);
        simulation.tuning()->set(parameter, value);
        isInForce(simulation, *simulation.tuning()->setups(), -1);
        simulation.tuning()->undo();
        isInForce(simulation, *simulation.tuning()->setups(), row);

        // Another pattern, and back; the same run from a file.
        simulation.tuning()->selectPattern(id == "supervisor" ? "pipeline" : "supervisor");
        isInForce(simulation, *simulation.tuning()->setups(), 0);
        simulation.tuning()->undo();
        isInForce(simulation, *simulation.tuning()->setups(), row);
        const RunSettings settings = simulation.run()->session().settings();
        const PatternInfo &pattern = simulation.run()->session().pattern();
        simulation.tuning()->start({.pattern = findPattern("task-spawning")});
        isInForce(simulation, *simulation.tuning()->setups(), 0);
        simulation.tuning()->start({.pattern = &pattern, .settings = settings});
        isInForce(simulation, *simulation.tuning()->setups(), row);
    }

    void aFreshPatternIsOneOfItsSetups_data()
    {
        QTest::addColumn<QString>("id");
        for (const PatternInfo *pattern : patterns())
            QTest::newRow(pattern->id.data()) << QString::fromUtf8(pattern->id);
    }
    void aFreshPatternIsOneOfItsSetups()
    {
        QFETCH(const QString, id);
        Simulation simulation;
        simulation.tuning()->start({.pattern = findPattern(id.toStdString())});
        int current = 0;
        for (const SetupRow &row : simulation.tuning()->setups()->rows())
            current += row.current ? 1 : 0;
        QCOMPARE(current, 1);
    }
};

QTEST_GUILESS_MAIN(TestSetups)
#include "tst_setups.moc"
