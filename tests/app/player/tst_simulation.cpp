// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "player/run_rows.h"
#include "scene/stage_touch.h"

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
        bench.simulation.transport()->setSpeed(10);
        bench.simulation.transport()->setPlaying(true);
        for (int frame = 0; frame < 20; ++frame) {
            bench.simulation.transport()->tick(60ms);
            const Recent recent = bench.simulation.run()->recent();
            const Diagnosis diagnosis = SimulationBench::pattern().diagnose(recent, bench.simulation.run()->values());
            QVERIFY(bench.simulation.run()->headlines()->rows() == headlineRows(diagnosis.headlines, recent));
        }
    }

    void aRunThatBeginsIsShownAtItsStart()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        QCOMPARE(simulation.run()->patternId(), "backpressure");
        QCOMPARE(simulation.run()->title(), "Backpressure");
        QVERIFY(simulation.run()->summary().endsWith('.'));
        QCOMPARE(simulation.run()->timeText(), "0.000 s");
        QVERIFY(simulation.run()->atPresent());
        QVERIFY(!simulation.transport()->playing());
        QCOMPARE(simulation.tuning()->seed(), "1");
        QCOMPARE(simulation.run()->outcomeKind(), "running");
        QCOMPARE(simulation.run()->outcomeText(), QString());
        QCOMPARE(simulation.catalogue()->patterns()->rowCount(), int(patterns().size()));
        for (int row = 0; row < simulation.catalogue()->patterns()->rowCount(); ++row) {
            const QVariant id = bench.at(simulation.catalogue()->patterns(), row, "patternId");
            QCOMPARE(id, QVariant(QString::fromStdString(std::string(patterns()[std::size_t(row)]->id))));
            QCOMPARE(bench.at(simulation.catalogue()->patterns(), row, "current"),
                     QVariant(id == QVariant("backpressure")));
        }
        QCOMPARE(bench.at(simulation.catalogue()->patterns(), 0, "heading"), QVariant("Patterns"));
        QCOMPARE(bench.at(simulation.catalogue()->patterns(), 1, "heading"), QVariant(""));
        QCOMPARE(simulation.run()->stateText(),
                 "At 0.000 s: channel 0 of 10 items; 2 receivers wait. Producers: 3, 3 busy. Consumers: 2, 0 busy. "
                 "0 made, 0 done, 0 in flight.");
    }

    void aTickMovesOnlyWhatPlays()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        QSignalSpy moved(simulation.run(), &Run::timeChanged);
        simulation.transport()->tick(50ms);
        QCOMPARE(simulation.run()->time(), 0.0);
        QCOMPARE(moved.size(), 0);
        simulation.transport()->togglePlaying();
        moved.clear();
        simulation.transport()->setSpeed(2);
        simulation.transport()->tick(50ms);
        QCOMPARE(simulation.run()->time(), 0.1);
        QCOMPARE(moved.size(), 1);
        simulation.transport()->togglePlaying();
        simulation.transport()->tick(50ms);
        QCOMPARE(simulation.run()->time(), 0.1);
    }

    void speedsAreSetByNumberPositionAndKey()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        QCOMPARE(simulation.transport()->speedText(), "×1");
        simulation.transport()->faster();
        QCOMPARE(simulation.transport()->speed(), 2.0);
        simulation.transport()->slower();
        simulation.transport()->slower();
        QCOMPARE(simulation.transport()->speedText(), "×0.5");
        simulation.transport()->setSpeedPosition(1);
        QCOMPARE(simulation.transport()->speedText(), "×1000");
        QCOMPARE(simulation.transport()->speedPosition(), 1.0);
        for (const double none : {std::nan(""), std::numeric_limits<double>::infinity()})
            simulation.transport()->setSpeed(none);
        QCOMPARE(simulation.transport()->speed(), 1000.0);
        simulation.transport()->setSpeed(-3);
        QCOMPARE(simulation.transport()->speed(), Player::slowest);
    }

    void seekingPausesAndStaysWithinTheRun()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        bench.playTo(10s);
        simulation.transport()->setPlaying(true);
        QSignalSpy present(simulation.run(), &Run::atPresentChanged);
        simulation.transport()->seek(4.5);
        QVERIFY(!simulation.transport()->playing());
        QVERIFY(!simulation.run()->atPresent());
        QCOMPARE(simulation.run()->player().playhead(), Time{} + 4500ms);
        QCOMPARE(simulation.run()->presentTime(), 10.0);
        QCOMPARE(present.size(), 1);
        simulation.transport()->seekBy(1.25);
        QCOMPARE(simulation.run()->player().playhead(), Time{} + 5750ms);
        simulation.transport()->seek(std::nan(""));
        QCOMPARE(simulation.run()->player().playhead(), Time{} + 5750ms);
        simulation.transport()->seek(-7);
        QCOMPARE(simulation.run()->player().playhead(), Time{});
        simulation.transport()->goToStart();
        QCOMPARE(simulation.run()->player().playhead(), Time{});
        simulation.transport()->seek(1e300);
        QVERIFY(simulation.run()->atPresent());
        QCOMPARE(present.size(), 2);
    }

    void nothingTravelsWhileOneScrubsOrWantsLessMotion()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        bench.playTo(3s);
        QVERIFY(simulation.run()->motionAllowed()); // runs out
        simulation.transport()->seek(1);
        QVERIFY(!simulation.run()->motionAllowed());
        simulation.transport()->stepForward();
        QVERIFY(simulation.run()->motionAllowed());
        simulation.transport()->stepBack();
        QVERIFY(!simulation.run()->motionAllowed());
        bench.playTo(2s);
        QVERIFY(simulation.run()->motionAllowed());
        simulation.transport()->setReduceMotion(true);
        QVERIFY(!simulation.run()->motionAllowed());
    }

    void aSeedIsAWholeNumberAndBeginsTheRunAnew()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        bench.playTo(2s);
        bench.set("capacity", 3);
        simulation.tuning()->setSeed(" 9007199254740991 ");
        QCOMPARE(simulation.tuning()->seed(), "9007199254740991");
        QCOMPARE(simulation.tuning()->seedError(), QString());
        QCOMPARE(simulation.run()->time(), 0.0);
        QCOMPARE(bench.value("capacity"), std::int64_t{3}); // values stay
        bench.playTo(5s);
        Session fresh(SimulationBench::pattern(), simulation.run()->session().settings());
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
            simulation.tuning()->setSeed(QString::fromLatin1(text));
            QCOMPARE(simulation.tuning()->seedError(), "A seed is a whole number from 0 to 9007199254740991.");
            QCOMPARE(simulation.tuning()->seed(), "1");
            QCOMPARE(simulation.run()->time(), 2.0);
        }
        simulation.tuning()->setSeed("1"); // that it has
        QCOMPARE(simulation.tuning()->seedError(), QString());
        QCOMPARE(simulation.run()->time(), 2.0);
        QVERIFY(!simulation.tuning()->canUndo());
        QCOMPARE(bench.fingerprint(), before);
        simulation.tuning()->setSeed("0");
        QCOMPARE(simulation.tuning()->seedError(), QString());
        QCOMPARE(simulation.tuning()->seed(), "0");
    }

    void aSetUpStartsWithItsValuesAndPlaysIfItDidBefore()
    {
        SimulationBench bench({{"producers", 9}}, {.seed = 4});
        Simulation &simulation = bench.simulation;
        const auto current = [&] {
            QList<bool> list;
            for (int row = 0; row < simulation.tuning()->setups()->rowCount(); ++row)
                list << bench.at(simulation.tuning()->setups(), row, "current").toBool();
            return list;
        };
        QCOMPARE(simulation.tuning()->setups()->rowCount(), 3);
        QCOMPARE(current(), QList<bool>({false, false, false}));
        bench.playTo(1s);
        simulation.tuning()->applySetup(2);
        QCOMPARE(bench.at(simulation.tuning()->setups(), 2, "title"), QVariant("Memory crash"));
        QVERIFY(!simulation.transport()->playing()); // as before
        QCOMPARE(simulation.run()->time(), 0.0);
        QCOMPARE(simulation.tuning()->seed(), "4");
        QCOMPARE(bench.value("producers"), std::int64_t{3});
        QCOMPARE(bench.value("when-full"), std::int64_t{3});
        QCOMPARE(bench.value("interval"), std::int64_t{150'000'000});
        QCOMPARE(current(), QList<bool>({false, false, true}));
        bench.set("interval", 151'000'000);
        QCOMPARE(current(), QList<bool>({false, false, false}));
        const std::string before = bench.fingerprint();
        simulation.tuning()->applySetup(-1);
        simulation.tuning()->applySetup(3);
        QCOMPARE(bench.fingerprint(), before);
        QCOMPARE(bench.value("interval"), std::int64_t{151'000'000});
    }

    void aPatternThatThereIsNotChangesNothing()
    {
        SimulationBench bench;
        bench.playTo(2s);
        const std::string before = bench.fingerprint();
        QSignalSpy changed(bench.simulation.run(), &Run::patternChanged);
        for (const char *id : {"nothing", "", "Backpressure", "backpressure"}) // the last one is there already
            bench.simulation.tuning()->selectPattern(QString::fromLatin1(id));
        QCOMPARE(changed.size(), 0);
        QCOMPARE(bench.simulation.run()->time(), 2.0);
        QCOMPARE(bench.fingerprint(), before);
    }

    void aRunThatHasComeToAStopSaysWhoWaitsForWhat()
    {
        SimulationBench bench({{"consumers", 0}});
        Simulation &simulation = bench.simulation;
        bench.playTo(1s);
        QCOMPARE(simulation.run()->outcomeKind(), "running");
        bench.playTo(20s);
        QCOMPARE(simulation.run()->outcomeKind(), "stalled");
        QVERIFY2(simulation.run()->outcomeText().startsWith("Stalled: nobody can go on; Producer "),
                 qPrintable(simulation.run()->outcomeText()));
        QVERIFY(simulation.run()->outcomeText().endsWith(" wait for room in the channel, and nobody takes from it"));
        for (const char *name : {"Producer 1", "Producer 2", "Producer 3"})
            QVERIFY(simulation.run()->outcomeText().contains(QLatin1String(name)));
        QCOMPARE(simulation.run()->advice(), "No consumer takes from the channel. Try “Consumers” = 1.");
        QSignalSpy notice(&simulation, &Simulation::notice);
        simulation.transport()->stepForward();
        QCOMPARE(notice.size(), 1);
        QCOMPARE(notice[0][0].toString(), "Nothing more will happen unless something is set.");
        simulation.transport()->seek(0.5); // then, it had not come to a stop
        QCOMPARE(simulation.run()->outcomeKind(), "running");
        QCOMPARE(simulation.run()->outcomeText(), QString());
        bench.set("consumers", 1);
        QCOMPARE(simulation.run()->outcomeKind(), "running");
    }

    void thereAreFiveHeadlinesAndTheyFollowThePlayhead()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        bench.playTo(12s);
        QCOMPARE(simulation.run()->headlines()->rowCount(), 5);
        QStringList labels;
        for (int row = 0; row < 5; ++row)
            labels << bench.at(simulation.run()->headlines(), row, "label").toString();
        QCOMPARE(labels, QStringList({"Throughput", "Blocked senders", "In flight", "Latency p99", "Lost"}));
        const auto values = simulation.run()->headlines()->rows();
        simulation.transport()->seek(1);
        QVERIFY(simulation.run()->headlines()->rows() != values);
        simulation.transport()->goToPresent();
        QVERIFY(simulation.run()->headlines()->rows() == values);
    }

    void theChartsSayWhatTheyAreOf()
    {
        SimulationBench bench;
        QCOMPARE(bench.simulation.run()->fillTitle(), "Channel fill");
        QCOMPARE(bench.simulation.run()->latencyTitle(), "Latency per item, created → done");
        bench.simulation.tuning()->selectPattern("fan-out-fan-in");
        QCOMPARE(bench.simulation.run()->fillTitle(), "Subtasks not gathered yet");
        QCOMPARE(bench.simulation.run()->latencyTitle(), "Latency per subtask, created → done");
    }

    void whatWasTurnedExplainsOnlyWhatHasComeSince()
    {
        SimulationBench bench;
        bench.playTo(20s);
        QVERIFY(bench.simulation.run()->advice().contains("of the last 10 s, because 3 producers"));
        bench.set("producers", 4);
        QCOMPARE(bench.simulation.run()->advice(), QString()); // nothing has come of it yet
        bench.playTo(24s);
        QVERIFY2(bench.simulation.run()->advice().contains("of the last 4 s, because 4 producers"),
                 qPrintable(bench.simulation.run()->advice()));
        bench.playTo(31s);
        QVERIFY(bench.simulation.run()->advice().contains("of the last 10 s, because 4 producers"));
    }

    void adviceAppearsWithinFiveSeconds()
    {
        SimulationBench bench;
        QCOMPARE(bench.simulation.run()->advice(), QString());
        bench.playTo(5s);
        const QString advice = bench.simulation.run()->advice();
        QVERIFY2(advice.startsWith("The consumers are the bottleneck: the channel was full ")
                     && advice.endsWith(" % of the run so far, because 3 producers can make 10.0 /s, but 2 consumers "
                                        "handle only 6.7 /s. Try “Consumers” = 3."),
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
        QCOMPARE(bench.simulation.run()->commandLine(), command);
        QCOMPARE(QGuiApplication::clipboard()->text(), command);
        QCOMPARE(notice.size(), 1);
        QCOMPARE(notice[0][0].toString(), "Copied: " + command);
    }

    void thePlacesStandWhereTheStageDrawsThem()
    {
        SimulationBench bench;
        Simulation &simulation = bench.simulation;
        QCOMPARE(simulation.run()->places()->rowCount(), 0); // there is no stage yet
        const StageLayout first = layout(3, 2);
        simulation.run()->setStageLayout(first);
        QStringList names;
        for (const PlaceRow &row : simulation.run()->places()->rows())
            names << row.name;
        QCOMPARE(names, QStringList({"Producer 1", "Producer 2", "Producer 3", "Consumer 1", "Consumer 2", "channel"}));
        QCOMPARE(simulation.run()->places()->rows()[1].rectangle, first.task({0, 1}));
        QCOMPARE(simulation.run()->places()->rows()[4].rectangle, first.task({1, 1}));
        QCOMPARE(simulation.run()->places()->rows()[5].rectangle,
                 rectWithLine({.kind = Subject::Kind::Channel, .index = 0}, first));
        QCOMPARE(simulation.run()->places()->rows()[0].description, "making");
        QCOMPARE(simulation.run()->places()->rows()[5].description, "0 of 10 items; 2 receivers wait");

        bench.set("consumers", 4); // for which the stage has no place yet
        QCOMPARE(simulation.run()->places()->rowCount(), 6);
        const StageLayout second = layout(3, 4);
        simulation.run()->setStageLayout(second);
        QCOMPARE(simulation.run()->places()->rowCount(), 8);
        QCOMPARE(simulation.run()->places()->rows()[6].rectangle, second.task({1, 3}));
    }

    void aRunLeftRunningKeepsWithinItsMemory()
    {
        constexpr std::size_t budget = 16 << 20;
        SimulationBench bench({{"interval", 1'000'000}, {"work", 1'000'000}}, {.seed = 1}, budget);
        Simulation &simulation = bench.simulation;
        simulation.transport()->setSpeed(1000);
        simulation.transport()->setPlaying(true);
        double forgotten = 0;
        for (int second = 10; second <= 100; second += 10) {
            while (simulation.run()->time() < second) {
                simulation.transport()->tick(10ms); // as far as a slice gets
                QVERIFY2(simulation.run()->session().bytes() <= budget,
                         qPrintable(QString::number(simulation.run()->session().bytes())));
            }
            if (second > 30) {
                QVERIFY(inSeconds(simulation.run()->forgottenBefore()) > forgotten);
                QVERIFY(inSeconds(simulation.run()->forgottenBefore())
                        < simulation.run()->time() - 5); // and no more than it must
            }
            forgotten = inSeconds(simulation.run()->forgottenBefore());
        }
    }
};

QTEST_MAIN(TestSimulation)
#include "tst_simulation.moc"
