// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "player/simulation_rows.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace coroscope;
using namespace coroscope::test;

/// What the window shows of a run, and what its buttons do.
class TestSimulation : public QObject
{
    Q_OBJECT

    static StageLayout layout(std::uint32_t producers, std::uint32_t consumers)
    {
        return StageLayout(SimulationBench::pattern().topology(),
                           {.tasks = {producers, consumers}, .slots = {10}, .terminals = {true, false}}, {900, 500}, 1);
    }

private Q_SLOTS:
    void numbersAreOfTheMomentThatThePictureIsOf()
    {
        SimulationBench bench;
        bench.simulation.setSpeed(10);
        bench.simulation.setPlaying(true);
        for (int frame = 0; frame < 20; ++frame) {
            bench.simulation.tick(60ms);
            const Recent recent = bench.simulation.recent();
            const Diagnosis diagnosis = SimulationBench::pattern().diagnose(recent, bench.simulation.values());
            QVERIFY(bench.simulation.headlines()->rows() == headlineRows(diagnosis.headlines, recent));
        }
    }

    void aRunThatBeginsIsShownAtItsStart()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        QCOMPARE(simulation.patternId(), "backpressure");
        QCOMPARE(simulation.title(), "Backpressure");
        QVERIFY(simulation.summary().endsWith('.'));
        QCOMPARE(simulation.timeText(), "0.000 s");
        QVERIFY(simulation.atPresent());
        QVERIFY(!simulation.playing());
        QCOMPARE(simulation.seed(), "1");
        QCOMPARE(simulation.outcomeKind(), "running");
        QCOMPARE(simulation.outcomeText(), QString());
        QCOMPARE(simulation.patterns()->rowCount(), int(patterns().size()));
        for (int row = 0; row < simulation.patterns()->rowCount(); ++row) {
            const QVariant id = bench.at(simulation.patterns(), row, "patternId");
            QCOMPARE(id, QVariant(QString::fromStdString(std::string(patterns()[std::size_t(row)]->id))));
            QCOMPARE(bench.at(simulation.patterns(), row, "current"), QVariant(id == QVariant("backpressure")));
        }
        QCOMPARE(bench.at(simulation.patterns(), 0, "heading"), QVariant("Patterns"));
        QCOMPARE(bench.at(simulation.patterns(), 1, "heading"), QVariant(""));
        QCOMPARE(simulation.stateText(),
                 "At 0.000 s: channel 0 of 10 items; 2 receivers wait. Producers: 3, 3 busy. Consumers: 2, 0 busy. "
                 "0 made, 0 done, 0 in flight.");
    }

    void aTickMovesOnlyWhatPlays()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        QSignalSpy moved(&simulation, &Simulation::timeChanged);
        simulation.tick(50ms);
        QCOMPARE(simulation.time(), 0.0);
        QCOMPARE(moved.size(), 0);
        simulation.togglePlaying();
        moved.clear();
        simulation.setSpeed(2);
        simulation.tick(50ms);
        QCOMPARE(simulation.time(), 0.1);
        QCOMPARE(moved.size(), 1);
        simulation.togglePlaying();
        simulation.tick(50ms);
        QCOMPARE(simulation.time(), 0.1);
    }

    void speedsAreSetByNumberPositionAndKey()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        QCOMPARE(simulation.speedText(), "×1");
        simulation.faster();
        QCOMPARE(simulation.speed(), 2.0);
        simulation.slower();
        simulation.slower();
        QCOMPARE(simulation.speedText(), "×0.5");
        simulation.setSpeedPosition(1);
        QCOMPARE(simulation.speedText(), "×1000");
        QCOMPARE(simulation.speedPosition(), 1.0);
        for (const double none : {std::nan(""), std::numeric_limits<double>::infinity()})
            simulation.setSpeed(none);
        QCOMPARE(simulation.speed(), 1000.0);
        simulation.setSpeed(-3);
        QCOMPARE(simulation.speed(), Player::slowest);
    }

    void seekingPausesAndStaysWithinTheRun()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        bench.playTo(10s);
        simulation.setPlaying(true);
        QSignalSpy present(&simulation, &Simulation::atPresentChanged);
        simulation.seek(4.5);
        QVERIFY(!simulation.playing());
        QVERIFY(!simulation.atPresent());
        QCOMPARE(simulation.player().playhead(), Time{} + 4500ms);
        QCOMPARE(simulation.presentTime(), 10.0);
        QCOMPARE(present.size(), 1);
        simulation.seekBy(1.25);
        QCOMPARE(simulation.player().playhead(), Time{} + 5750ms);
        simulation.seek(std::nan(""));
        QCOMPARE(simulation.player().playhead(), Time{} + 5750ms);
        simulation.seek(-7);
        QCOMPARE(simulation.player().playhead(), Time{});
        simulation.goToStart();
        QCOMPARE(simulation.player().playhead(), Time{});
        simulation.seek(1e300);
        QVERIFY(simulation.atPresent());
        QCOMPARE(present.size(), 2);
    }

    void nothingTravelsWhileOneScrubsOrWantsLessMotion()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        bench.playTo(3s);
        QVERIFY(simulation.motionAllowed());
        simulation.seek(1);
        QVERIFY(!simulation.motionAllowed());
        simulation.stepForward();
        QVERIFY(simulation.motionAllowed());
        simulation.stepBack();
        QVERIFY(!simulation.motionAllowed());
        bench.playTo(2s);
        QVERIFY(simulation.motionAllowed());
        simulation.setReduceMotion(true);
        QVERIFY(!simulation.motionAllowed());
    }

    void aSeedIsAWholeNumberAndBeginsTheRunAnew()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        bench.playTo(2s);
        bench.set("capacity", 3);
        simulation.setSeed(" 9007199254740991 ");
        QCOMPARE(simulation.seed(), "9007199254740991");
        QCOMPARE(simulation.seedError(), QString());
        QCOMPARE(simulation.time(), 0.0);
        QCOMPARE(bench.value("capacity"), std::int64_t{3}); // values stay
        bench.playTo(5s);
        Session fresh(SimulationBench::pattern(), simulation.session().settings());
        fresh.runUntil(Time{} + 5s);
        QCOMPARE(bench.fingerprint(), fresh.fingerprint().text());
    }

    void whatIsNoSeedIsAnsweredAndChangesNothing()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        bench.playTo(2s);
        const std::string before = bench.fingerprint();
        for (const char *text : {"", "-1", "1.5", "1e3", "seven", "9007199254740992", "99999999999999999999", "1 2"}) {
            simulation.setSeed(QString::fromLatin1(text));
            QCOMPARE(simulation.seedError(), "A seed is a whole number from 0 to 9007199254740991.");
            QCOMPARE(simulation.seed(), "1");
            QCOMPARE(simulation.time(), 2.0);
        }
        simulation.setSeed("1"); // that it has
        QCOMPARE(simulation.seedError(), QString());
        QCOMPARE(simulation.time(), 2.0);
        QVERIFY(!simulation.canUndo());
        QCOMPARE(bench.fingerprint(), before);
        simulation.setSeed("0");
        QCOMPARE(simulation.seedError(), QString());
        QCOMPARE(simulation.seed(), "0");
    }

    void aSetUpStartsWithItsValuesAndPlaysIfItDidBefore()
    {
        SimulationBench bench({{"producers", 9}}, {.seed = 4});
        Simulation &simulation = bench.simulation;
        const auto current = [&] {
            QList<bool> list;
            for (int row = 0; row < simulation.setups()->rowCount(); ++row)
                list << bench.at(simulation.setups(), row, "current").toBool();
            return list;
        };
        QCOMPARE(simulation.setups()->rowCount(), 3);
        QCOMPARE(current(), QList<bool>({false, false, false}));
        bench.playTo(1s);
        simulation.applySetup(2);
        QCOMPARE(bench.at(simulation.setups(), 2, "title"), QVariant("Memory crash"));
        QVERIFY(!simulation.playing()); // as before
        QCOMPARE(simulation.time(), 0.0);
        QCOMPARE(simulation.seed(), "4");
        QCOMPARE(bench.value("producers"), std::int64_t{3});
        QCOMPARE(bench.value("when-full"), std::int64_t{3});
        QCOMPARE(bench.value("interval"), std::int64_t{150'000'000});
        QCOMPARE(current(), QList<bool>({false, false, true}));
        bench.set("interval", 151'000'000);
        QCOMPARE(current(), QList<bool>({false, false, false}));
        const std::string before = bench.fingerprint();
        simulation.applySetup(-1);
        simulation.applySetup(3);
        QCOMPARE(bench.fingerprint(), before);
        QCOMPARE(bench.value("interval"), std::int64_t{151'000'000});
    }

    void aPatternThatThereIsNotChangesNothing()
    {
        SimulationBench bench;
        bench.playTo(2s);
        const std::string before = bench.fingerprint();
        QSignalSpy changed(&bench.simulation, &Simulation::patternChanged);
        for (const char *id : {"nothing", "", "Backpressure", "backpressure"}) // the last one is there already
            bench.simulation.selectPattern(QString::fromLatin1(id));
        QCOMPARE(changed.size(), 0);
        QCOMPARE(bench.simulation.time(), 2.0);
        QCOMPARE(bench.fingerprint(), before);
    }

    void aRunThatHasComeToAStopSaysWhoWaitsForWhat()
    {
        SimulationBench bench({{"consumers", 0}});
        Simulation &simulation = bench.simulation;
        bench.playTo(1s);
        QCOMPARE(simulation.outcomeKind(), "running");
        bench.playTo(20s);
        QCOMPARE(simulation.outcomeKind(), "stalled");
        QVERIFY2(simulation.outcomeText().startsWith("Stalled: nobody can go on; Producer "),
                 qPrintable(simulation.outcomeText()));
        QVERIFY(simulation.outcomeText().endsWith(" wait for room in the channel, and nobody takes from it"));
        for (const char *name : {"Producer 1", "Producer 2", "Producer 3"})
            QVERIFY(simulation.outcomeText().contains(QLatin1String(name)));
        QCOMPARE(simulation.advice(), "Nobody takes from the channel. Try “Consumers” = 1.");
        QSignalSpy notice(&simulation, &Simulation::notice);
        simulation.stepForward();
        QCOMPARE(notice.size(), 1);
        QCOMPARE(notice[0][0].toString(), "Nothing more will happen unless something is turned.");
        simulation.seek(0.5); // then, it had not come to a stop
        QCOMPARE(simulation.outcomeKind(), "running");
        QCOMPARE(simulation.outcomeText(), QString());
        bench.set("consumers", 1);
        QCOMPARE(simulation.outcomeKind(), "running");
    }

    void thereAreFiveHeadlinesAndTheyFollowThePlayhead()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        bench.playTo(12s);
        QCOMPARE(simulation.headlines()->rowCount(), 5);
        QStringList labels;
        for (int row = 0; row < 5; ++row)
            labels << bench.at(simulation.headlines(), row, "label").toString();
        QCOMPARE(labels, QStringList({"Throughput", "Waiting to send", "In flight", "Latency p99", "Lost"}));
        const auto values = simulation.headlines()->rows();
        simulation.seek(1);
        QVERIFY(simulation.headlines()->rows() != values);
        simulation.goToPresent();
        QVERIFY(simulation.headlines()->rows() == values);
    }

    void theChartsSayWhatTheyAreOf()
    {
        SimulationBench bench;
        QCOMPARE(bench.simulation.fillTitle(), "Channel fill");
        QCOMPARE(bench.simulation.latencyTitle(), "Latency per item, born → done");
        bench.simulation.selectPattern("fan-out-fan-in");
        QCOMPARE(bench.simulation.fillTitle(), "Subtasks in flight");
        QCOMPARE(bench.simulation.latencyTitle(), "Latency per subtask, born → done");
    }

    void whatWasTurnedExplainsOnlyWhatHasComeSince()
    {
        SimulationBench bench;
        bench.playTo(20s);
        QVERIFY(bench.simulation.advice().contains("of the last 10 s, as 3 producers"));
        bench.set("producers", 4);
        QCOMPARE(bench.simulation.advice(), QString()); // nothing has come of it yet
        bench.playTo(24s);
        QVERIFY2(bench.simulation.advice().contains("of the last 4 s, as 4 producers"),
                 qPrintable(bench.simulation.advice()));
        bench.playTo(31s);
        QVERIFY(bench.simulation.advice().contains("of the last 10 s, as 4 producers"));
    }

    void adviceAppearsWithinFiveSeconds()
    {
        SimulationBench bench;
        QCOMPARE(bench.simulation.advice(), QString());
        bench.playTo(5s);
        const QString advice = bench.simulation.advice();
        QVERIFY2(
            advice.startsWith("The consumers set the pace: the channel was full ")
                && advice.endsWith(" % of the last 10 s, as 3 producers could make 10.0 /s, 2 consumers take 6.7 /s. "
                                   "Try “Consumers” = 3."),
            qPrintable(advice));
    }

    void theCommandIsCopiedToTheClipboard()
    {
        SimulationBench bench;
        bench.playTo(1500ms);
        bench.set("capacity", 3);
        bench.playTo(2s);
        QSignalSpy notice(&bench.simulation, &Simulation::notice);
        bench.simulation.copyCommand();
        const QString command = "coroscope-cli run backpressure --seed 1 --at 1500ms:capacity=3 --for 2s";
        QCOMPARE(bench.simulation.commandLine(), command);
        QCOMPARE(QGuiApplication::clipboard()->text(), command);
        QCOMPARE(notice.size(), 1);
        QCOMPARE(notice[0][0].toString(), "Copied: " + command);
    }

    void thePlacesStandWhereTheStageDrawsThem()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        QCOMPARE(simulation.places()->rowCount(), 0); // there is no stage yet
        const StageLayout first = layout(3, 2);
        simulation.setStageLayout(first);
        QStringList names;
        for (const PlaceRow &row : simulation.places()->rows())
            names << row.name;
        QCOMPARE(names, QStringList({"Producer 1", "Producer 2", "Producer 3", "Consumer 1", "Consumer 2", "channel"}));
        QCOMPARE(simulation.places()->rows()[1].rectangle, first.task({0, 1}));
        QCOMPARE(simulation.places()->rows()[4].rectangle, first.task({1, 1}));
        QCOMPARE(simulation.places()->rows()[5].rectangle, first.channel(0).rect);
        QCOMPARE(simulation.places()->rows()[0].description, "making");
        QCOMPARE(simulation.places()->rows()[5].description, "0 of 10 items; 2 receivers wait");

        bench.set("consumers", 4); // for which the stage has no place yet
        QCOMPARE(simulation.places()->rowCount(), 6);
        const StageLayout second = layout(3, 4);
        simulation.setStageLayout(second);
        QCOMPARE(simulation.places()->rowCount(), 8);
        QCOMPARE(simulation.places()->rows()[6].rectangle, second.task({1, 3}));
    }

    void aRunLeftRunningKeepsWithinItsMemory()
    {
        constexpr std::size_t budget = 16 << 20;
        SimulationBench bench({{"interval", 1'000'000}, {"work", 1'000'000}}, {.seed = 1}, budget);
        Simulation &simulation = bench.simulation;
        simulation.setSpeed(1000);
        simulation.setPlaying(true);
        double forgotten = 0;
        for (int second = 10; second <= 100; second += 10) {
            while (simulation.time() < second) {
                simulation.tick(10ms); // as far as a slice gets
                QVERIFY2(simulation.session().bytes() <= budget,
                         qPrintable(QString::number(simulation.session().bytes())));
            }
            if (second > 30) {
                QVERIFY(simulation.forgottenBeforeSeconds() > forgotten);
                QVERIFY(simulation.forgottenBeforeSeconds() < simulation.time() - 5); // and no more than it must
            }
            forgotten = simulation.forgottenBeforeSeconds();
        }
    }
};

QTEST_MAIN(TestSimulation)
#include "tst_simulation.moc"
