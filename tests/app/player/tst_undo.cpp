// SPDX-License-Identifier: MIT
#include "app/player/document_bench.h"

#include "player/command_line.h"

#include <QSignalSpy>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

/// What is set by hand, and the way back from it: nothing is lost by trying something else.
class TestUndo : public QObject
{
    Q_OBJECT

    /// All that decides a run, and how far it has come.
    static QString looks(SimulationBench &bench)
    {
        return QString::fromStdString(commandFor(scenarioOf(bench.simulation.run()->session())) + " "
                                      + bench.fingerprint());
    }
    /// A run in which two things have been turned.
    static void work(SimulationBench &bench)
    {
        bench.playTo(2s);
        bench.set("capacity", 3);
        bench.playTo(4s);
        bench.set("consumers", 5);
        bench.playTo(5s);
    }

private Q_SLOTS:
    void initTestCase() { m_settings.clear(); }

    void whateverReplacesTheRunCanBeTakenBackAndDoneAgain_data()
    {
        QTest::addColumn<std::function<void(Simulation &)>>("replace");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, std::function<void(Simulation &)> replace, const char *text) {
            QTest::newRow(name) << std::move(replace) << QString::fromUtf8(text);
        };
        row(
            "a set-up", [](Simulation &simulation) { simulation.tuning()->applySetup(2); },
            "the set-up “Memory crash”");
        row(
            "a seed", [](Simulation &simulation) { simulation.tuning()->setSeed("7"); }, "seed 1 → 7");
        row(
            "reset", [](Simulation &simulation) { simulation.tuning()->reset(); }, "the rerun");
        row(
            "a pattern", [](Simulation &simulation) { simulation.tuning()->selectPattern("supervisor"); },
            "the change to “Supervisor”");
        row(
            "another run",
            [](Simulation &simulation) {
                simulation.tuning()->start({.pattern = findPattern("pipeline"), .settings = {.seed = 3}});
            },
            "opening this run");
    }
    void whateverReplacesTheRunCanBeTakenBackAndDoneAgain()
    {
        QFETCH(const std::function<void(Simulation &)>, replace);
        QFETCH(const QString, text);
        SimulationBench bench;
        work(bench);
        const QString before = looks(bench);
        replace(bench.simulation);
        bench.simulation.transport()->setPlaying(false);
        const QString after = looks(bench);
        QVERIFY(after != before);
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo " + text);

        bench.simulation.tuning()->undo();
        QTRY_VERIFY(!bench.simulation.transport()->runningAhead());
        QCOMPARE(looks(bench), before);
        QVERIFY(bench.simulation.run()->atPresent());
        QCOMPARE(bench.simulation.tuning()->redoText(), "Redo " + text);
        QCOMPARE(bench.simulation.tuning()->undoText(),
                 "Undo Consumers: 2 → 5"); // what was done in the run that has come again

        bench.simulation.tuning()->redo();
        QCOMPARE(looks(bench), after);
        QVERIFY(!bench.simulation.tuning()->canRedo());
        bench.simulation.tuning()->undo();
        QTRY_VERIFY(!bench.simulation.transport()->runningAhead());
        QCOMPARE(looks(bench), before);
    }

    void aRunComesAgainWithWhatWasStillToCome()
    {
        SimulationBench bench;
        const Change ahead{Time{} + 8s, static_cast<std::size_t>(SimulationBench::row("capacity")), 4};
        bench.simulation.tuning()->start({.pattern = &SimulationBench::pattern(), .changes = {ahead}});
        bench.playTo(2s);
        bench.simulation.tuning()->reset();
        bench.simulation.tuning()->undo();
        QTRY_VERIFY(!bench.simulation.transport()->runningAhead());
        QCOMPARE(bench.simulation.run()->time(), 2.0);
        bench.playTo(9s);
        QCOMPARE(bench.value("capacity"), std::int64_t{4});
    }

    /// What the timeline marks.
    static QStringList marks(const Simulation &simulation)
    {
        QStringList list;
        for (const History::Mark &mark : simulation.run()->history().marks())
            list << QString::fromStdString(simulation.run()->markText(mark)) + " at "
                    + QString::number(inSeconds(mark.time));
        return list;
    }

    void aValueSetAgainAtTheSameMomentIsSetOnce()
    {
        SimulationBench bench;
        bench.playTo(2s);
        bench.set("consumers", 5);
        bench.playTo(3s);
        const QString before = looks(bench);
        bench.set("capacity", 3);
        bench.set("capacity", 4);
        QCOMPARE(marks(bench.simulation),
                 (QStringList{"Consumers: 2 → 5 at 2", "Channel capacity: 10 items → 4 items at 3"}));
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo Channel capacity: 3 items → 4 items");
        const QString once = looks(bench);
        // Set back, it was never set.
        bench.set("capacity", 10);
        QCOMPARE(looks(bench), before);
        QVERIFY(bench.simulation.run()->atPresent());
        // Each is a step of its own for undo.
        bench.simulation.tuning()->undo();
        QTRY_VERIFY(!bench.simulation.transport()->runningAhead());
        QCOMPARE(looks(bench), once);
        bench.simulation.tuning()->undo();
        QTRY_VERIFY(!bench.simulation.transport()->runningAhead());
        QCOMPARE(bench.value("capacity"), std::int64_t{3});
        bench.simulation.tuning()->undo();
        QTRY_VERIFY(!bench.simulation.transport()->runningAhead());
        QCOMPARE(looks(bench), before);
        QCOMPARE(bench.simulation.run()->time(), 3.0);
    }

    void whatIsDoneToTheRunThatIsGoingOnCanBeTakenBackAsIfItHadNeverBeen_data()
    {
        QTest::addColumn<std::function<void(Simulation &)>>("what");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("goesOn");
        const auto turn = [](Simulation &simulation) {
            simulation.tuning()->set(0, simulation.run()->values()[0] + 1);
        };
        const auto failOne = [](Simulation &simulation) { simulation.tuning()->act(0, 1); };
        const auto failAll = [](Simulation &simulation) { simulation.tuning()->act(1, 0); };
        const QString changeText = QStringLiteral("Workers: 4 → 5");
        const auto rows = [&](const char *when, bool goesOn) {
            const auto name = [&](const char *what) { return std::string(what) + when; };
            QTest::newRow(name("a turn").c_str()) << std::function<void(Simulation &)>(turn) << changeText << goesOn;
            QTest::newRow(name("an action at one").c_str())
                << std::function<void(Simulation &)>(failOne) << "“Fail this worker: Worker 2”" << goesOn;
            QTest::newRow(name("an action at all").c_str())
                << std::function<void(Simulation &)>(failAll) << "“Fail all”" << goesOn;
        };
        rows(", while paused", false);
        rows(", and time has gone on", true);
    }
    void whatIsDoneToTheRunThatIsGoingOnCanBeTakenBackAsIfItHadNeverBeen()
    {
        QFETCH(const std::function<void(Simulation &)>, what);
        QFETCH(const QString, text);
        QFETCH(const bool, goesOn);
        const auto begin = [](SimulationBench &bench) {
            bench.simulation.tuning()->selectPattern("supervisor");
            bench.playTo(2s);
            bench.simulation.tuning()->set(1, bench.simulation.run()->values()[1] + 1);
            bench.playTo(3s);
        };
        SimulationBench untouched;
        begin(untouched);
        SimulationBench bench;
        begin(bench);
        what(bench.simulation);
        for (SimulationBench *each : {&untouched, &bench}) {
            if (goesOn)
                each->playTo(5s);
            each->simulation.transport()->runTo(Time{} + (goesOn ? 5s : 3s)); // with all of its instant
        }
        const QString with = looks(bench);
        const QStringList marksWith = marks(bench.simulation);
        QVERIFY(with != looks(untouched));
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo " + text);

        bench.simulation.tuning()->undo();
        QCOMPARE(looks(bench), looks(untouched));
        QCOMPARE(marks(bench.simulation), marks(untouched.simulation));
        QCOMPARE(bench.simulation.run()->history().lanes().size(),
                 untouched.simulation.run()->history().lanes().size());
        QCOMPARE(bench.simulation.run()->patternId(), "supervisor");
        QCOMPARE(bench.simulation.tuning()->undoText(), untouched.simulation.tuning()->undoText());
        QCOMPARE(bench.simulation.tuning()->redoText(), "Redo " + text);

        bench.simulation.tuning()->redo();
        QCOMPARE(looks(bench), with);
        QCOMPARE(marks(bench.simulation), marksWith);
    }

    void whatIsTakenBackKeepsTheTimeThatWasReached()
    {
        SimulationBench bench;
        bench.playTo(1s);
        bench.set("capacity", 3);
        double earliest = 1;
        connect(bench.simulation.run(), &Run::sceneChanged, this,
                [&] { earliest = std::min(earliest, bench.simulation.run()->presentTime()); });
        bench.simulation.tuning()->undo();
        QCOMPARE(earliest, 1.0); // what has been zoomed into on the timeline stays
    }

    void turnsAreRedone()
    {
        SimulationBench bench;
        bench.playTo(1s);
        bench.set("capacity", 3);
        bench.set("capacity", 6);
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.simulation.tuning()->redoText(), "Redo Channel capacity: 3 items → 6 items");
        bench.simulation.tuning()->undo();
        QVERIFY(!bench.simulation.tuning()->canUndo());
        bench.simulation.tuning()->redo();
        QCOMPARE(bench.value("capacity"), std::int64_t{3});
        bench.simulation.tuning()->redo();
        QCOMPARE(bench.value("capacity"), std::int64_t{6});
        bench.simulation.tuning()->redo(); // there is nothing left
        QCOMPARE(bench.value("capacity"), std::int64_t{6});
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo Channel capacity: 3 items → 6 items");
    }

    void somethingNewTakesThePlaceOfWhatWasTakenBack()
    {
        SimulationBench bench;
        bench.set("capacity", 3);
        bench.simulation.tuning()->undo();
        QVERIFY(bench.simulation.tuning()->canRedo());
        bench.set("consumers", 4);
        QVERIFY(!bench.simulation.tuning()->canRedo());
        QCOMPARE(bench.simulation.tuning()->redoText(), QString());
    }

    void aHundredStepsAreKept()
    {
        SimulationBench bench;
        for (int i = 0; i < 120; ++i)
            bench.set("capacity", i % 2 == 0 ? 3 : 4);
        int steps = 0;
        for (; bench.simulation.tuning()->canUndo(); ++steps)
            bench.simulation.tuning()->undo();
        QCOMPARE(steps, 100);
    }

    void aPatternKeepsItsValuesWhileAnotherIsShown()
    {
        SimulationBench bench;
        work(bench);
        bench.simulation.tuning()->selectPattern("pipeline");
        QCOMPARE(bench.simulation.tuning()->setupNote(), QString::fromUtf8(findPattern("pipeline")->setups()[0].note));
        bench.simulation.tuning()->selectPattern("backpressure");
        QCOMPARE(bench.value("capacity"), std::int64_t{3});
        QCOMPARE(bench.value("consumers"), std::int64_t{5});
        QCOMPARE(bench.simulation.run()->time(), 0.0);
    }

    void aDragIsOneChange()
    {
        SimulationBench bench;
        ParameterModel *const sliders = bench.simulation.tuning()->parameters();
        const int capacity = SimulationBench::row("capacity");
        bench.simulation.transport()->setPlaying(true);
        for (int i = 0; i < 20; ++i)
            bench.simulation.transport()->tick(50ms);
        sliders->beginGesture(capacity);
        for (const std::int64_t value : {9, 7, 12, 4}) {
            bench.set("capacity", value);
            bench.simulation.transport()->tick(50ms);
            QCOMPARE(bench.at(sliders, capacity, "valueText").toString(), QStringLiteral("%1 items").arg(value));
            QCOMPARE(bench.shown("capacity"), std::int64_t{10}); // the run does not know yet
        }
        sliders->restGesture(capacity); // let go
        QCOMPARE(bench.value("capacity"), std::int64_t{4});
        sliders->endGesture(capacity);
        QCOMPARE(bench.simulation.run()->session().changes().size(), std::size_t{1});
        QVERIFY(bench.simulation.run()->commandLine().contains("--at 1200ms:capacity=4 --for"));
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo Channel capacity: 10 items → 4 items");
    }

    void aHandThatRestsIsFollowedWhileTimeGoesOn()
    {
        SimulationBench bench;
        ParameterModel *const sliders = bench.simulation.tuning()->parameters();
        const int capacity = SimulationBench::row("capacity");
        bench.simulation.transport()->setPlaying(true);
        sliders->beginGesture(capacity);
        bench.set("capacity", 4);
        QTRY_COMPARE(bench.value("capacity"), std::int64_t{4});
        bench.set("capacity", 2);
        sliders->endGesture(capacity);
        QCOMPARE(bench.value("capacity"), std::int64_t{2});
        QCOMPARE(bench.simulation.tuning()->undoText(),
                 "Undo Channel capacity: 10 items → 2 items"); // still one gesture
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.value("capacity"), std::int64_t{10});
    }

    void whatIsUnderTheHandCanBeTakenBack()
    {
        SimulationBench bench;
        ParameterModel *const sliders = bench.simulation.tuning()->parameters();
        const int capacity = SimulationBench::row("capacity");
        sliders->beginGesture(capacity);
        bench.set("capacity", 4);
        QVERIFY(bench.simulation.tuning()->canUndo());
        QCOMPARE(bench.simulation.tuning()->undoText(), "Undo Channel capacity: 10 items → 4 items");
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.value("capacity"), std::int64_t{10});
        QCOMPARE(bench.at(sliders, capacity, "valueText").toString(), "10 items");
    }

    void turningWhileLookingAtThePastSaysWhatHappens()
    {
        SimulationBench bench;
        bench.playTo(5s);
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        bench.set("capacity", 4);
        QCOMPARE(notices.count(), 0);
        bench.simulation.transport()->seek(2);
        bench.set("capacity", 3);
        QCOMPARE(notices.count(), 1);
        QCOMPARE(notices[0][0].toString(),
                 "The past stays as it was: this is set at the present, 5.000 s. B branches from the past.");
        bench.simulation.transport()->seek(2);
        bench.simulation.transport()->seek(2);
        bench.simulation.tuning()->undo(); // of the past, too, nothing is left that is set at the present
        QCOMPARE(notices.count(), 1);
        bench.simulation.transport()->seek(2);
        bench.set("capacity", 4); // as it is already
        QCOMPARE(notices.count(), 2);
    }

    void aScenarioComesBackWithItsRun()
    {
        DocumentBench bench;
        QVERIFY(bench.document.open(
            bench.written("one.coroscope", R"({"version": 1, "title": "One", "pattern": "backpressure", "seed": 2})")));
        bench.run.set("capacity", 3);
        QVERIFY(bench.document.open(bench.written("two.coroscope", R"({"version": 1, "pattern": "backpressure"})")));
        QCOMPARE(bench.run.simulation.tuning()->undoText(), "Undo opening “two”");
        bench.run.simulation.tuning()->undo();
        QCOMPARE(bench.document.file(), bench.path("one.coroscope"));
        QCOMPARE(bench.document.name(), "One");
        QCOMPARE(bench.run.value("capacity"), std::int64_t{3});
        QVERIFY(bench.document.atRisk());
        bench.run.simulation.tuning()->redo();
        QCOMPARE(bench.document.file(), bench.path("two.coroscope"));
        QVERIFY(!bench.document.atRisk());
        // What has been written meanwhile is what the file says.
        bench.run.simulation.tuning()->reset();
        bench.run.set("consumers", 4);
        QVERIFY(bench.document.save());
        QVERIFY(!bench.document.atRisk());
        bench.run.simulation.tuning()->undo();
        QVERIFY(bench.document.atRisk());
    }

private:
    OwnSettings m_settings;
};

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
