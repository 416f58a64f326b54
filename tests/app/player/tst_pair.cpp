// SPDX-License-Identifier: MIT
#include "app/player/pair_bench.h"
#include "scene/under_way.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

/// Two runs on one clock: exact times, whatever moves them.
class TestPair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAdviceItBeginsWithTheSameToBeTurned()
    {
        PairBench bench;
        // "Balanced" makes less, "Memory crash" more: they have not the same to do.
        QCOMPARE(bench.pair.choices().front(), QStringLiteral("Set-up “Balanced”"));
        QCOMPARE(bench.pair.choices().at(bench.pair.choice()), QStringLiteral("The same values, to be changed"));
        QCOMPARE(bench.pair.tuning()->turned(), int(PairTuning::Second));
        QVERIFY(bench.areAt(0s));
    }

    void theSecondIsTakenToWhereTheFirstIs()
    {
        SimulationBench bench;
        bench.playTo(4s);
        Pair &pair = *bench.simulation.pair();
        pair.setActive(true);
        QCOMPARE(pair.second()->playhead(), Time{} + 4s);
        QVERIFY(pair.second()->atPresent());
        QCOMPARE(pair.second()->session().settings().seed, bench.simulation.run()->session().settings().seed);
    }

    void whenTheAdviceSaysSomethingThatIsHeldAgainstIt()
    {
        SimulationBench bench;
        bench.playTo(9s);
        Pair &pair = *bench.simulation.pair();
        pair.setActive(true);
        QCOMPARE(pair.choices().at(pair.choice()), QStringLiteral("As advised: Consumers → 3"));
        QCOMPARE(pair.firstTitle(), QStringLiteral("Consumers: 2"));
        QCOMPARE(pair.secondTitle(), QStringLiteral("Consumers: 3"));
    }

    void valuesThatWereOthersBeforeAreNotCalledTheSame()
    {
        PairBench bench;
        bench.pair.choose(static_cast<int>(bench.pair.choices().size()) - 1);
        QCOMPARE(bench.pair.firstTitle(), QStringLiteral("the same in both"));
        bench.playTo(2s);
        bench.turn("consumers", 3); // in B, which is there to be turned
        QCOMPARE(bench.pair.firstTitle(), QStringLiteral("Consumers: 2"));
        QCOMPARE(bench.pair.secondTitle(), QStringLiteral("Consumers: 2 → 3 at 2.000 s"));
        bench.playTo(4s);
        bench.turn("consumers", 2);
        QCOMPARE(bench.first().values(), bench.second().values());
        QCOMPARE(bench.pair.secondTitle(), QStringLiteral("Consumers: 2 → 3 at 2.000 s → 2 at 4.000 s"));
        // Whatever the time that is looked at.
        bench.simulation.transport()->seek(1);
        QCOMPARE(bench.pair.secondTitle(), QStringLiteral("Consumers: 2 → 3 at 2.000 s → 2 at 4.000 s"));
    }

    void afterABranchItIsWhatWasBeforeIt()
    {
        PairBench bench({{"consumers", 1}, {"producers", 5}});
        bench.pair.choose(1);
        bench.pair.setActive(false);
        bench.playTo(9s);
        bench.simulation.transport()->seek(5);
        bench.simulation.branching()->branch();
        bench.set("consumers", 5);
        bench.playTo(8s);
        bench.pair.setActive(true);
        QCOMPARE(bench.pair.choices().at(bench.pair.choice()), QStringLiteral("Before the branch: as it began"));
        QVERIFY(bench.areAt(8s));
        QCOMPARE(bench.pair.firstTitle(), QStringLiteral("Consumers: 1 → 5 at 5.000 s"));
        QCOMPARE(bench.pair.secondTitle(), QStringLiteral("Consumers: 1"));
        QTRY_COMPARE(bench.pair.parting()->moment(), Time{} + 5s);
        // What is chosen then stays, until there is another branch.
        bench.pair.choose(2);
        bench.pair.setActive(false);
        bench.pair.setActive(true);
        QCOMPARE(bench.pair.choice(), 2);
    }

    /// Fixed first, and compared then: of two parameters turned at one stroke, both.
    void afterAChangeItIsWhatWasBeforeIt()
    {
        SimulationBench bench;
        bench.playTo(9s);
        bench.set("consumers", 3);
        bench.set("capacity", 4);
        Pair &pair = *bench.simulation.pair();
        const QString before = QStringLiteral(
            "Before the last change: Consumers: 2 → 3, Channel capacity: 10 items → 4 items");
        pair.setActive(true);
        QCOMPARE(pair.choices().at(pair.choice()), before);
        QCOMPARE(pair.tuning()->turned(), int(PairTuning::First));
        QCOMPARE(pair.second()->session().values(), PairBench().first().session().values());
        QVERIFY(pair.second()->session().changes().empty());
        // What comes of it names the run that was fixed.
        bench.playTo(30s);
        QCOMPARE(pair.numbers()->rows()[0].label, QStringLiteral("Throughput"));
        QCOMPARE(pair.numbers()->rows()[0].word, QStringLiteral("A better"));
        QCOMPARE(pair.numbers()->rows()[0].better, QStringLiteral("A"));
        // And what is done next is seen the next time.
        pair.setActive(false);
        bench.set("producers", 5);
        pair.setActive(true);
        QCOMPARE(pair.choices().at(pair.choice()), QStringLiteral("Before the last change: Producers: 3 → 5"));
    }

    void afterItsAdviceIsTakenItIsWhatWasBefore()
    {
        SimulationBench bench;
        bench.playTo(9s);
        bench.simulation.tuning()->takeAdvice();
        Pair &pair = *bench.simulation.pair();
        pair.setActive(true);
        QCOMPARE(pair.choices().at(pair.choice()), QStringLiteral("Before the last change: Consumers: 2 → 3"));
        QCOMPARE(pair.firstTitle(), QStringLiteral("Consumers: 2 → 3 at 9.000 s"));
        QCOMPARE(pair.secondTitle(), QStringLiteral("Consumers: 2"));
        // Run from the start with it, it is held against the run from the start without.
        pair.setActive(false);
        bench.simulation.tuning()->reset();
        bench.playTo(9s);
        pair.setActive(true);
        QCOMPARE(pair.choices().at(pair.choice()), QStringLiteral("Before the last change: Consumers: 2 → 3"));
        QCOMPARE(pair.firstTitle(), QStringLiteral("Consumers: 3"));
        QCOMPARE(pair.secondTitle(), QStringLiteral("Consumers: 2"));
    }

    void adviceIsTakenInTheRunThatIsTurnedAndNotWhereTheOtherHasIt()
    {
        SimulationBench bench;
        bench.playTo(9s);
        Pair &pair = *bench.simulation.pair();
        pair.setActive(true); // B is as advised
        QCOMPARE(pair.tuning()->turned(), int(PairTuning::Second));
        pair.tuning()->setTurned(PairTuning::First);
        const QSignalSpy told(&pair, &Pair::notice);
        pair.takeAdvice();
        QVERIFY(bench.simulation.run()->session().changes().empty());
        QCOMPARE(told.size(), 1);
        // Beside a run that is the same, the one that is turned takes it.
        pair.choose(static_cast<int>(pair.choices().size()) - 1);
        QCOMPARE(pair.tuning()->turned(), int(PairTuning::Second));
        pair.takeAdvice();
        QVERIFY(bench.simulation.run()->session().changes().empty());
        QCOMPARE(pair.second()->session().changes().size(), std::size_t(1));
    }

    void aBranchThatHasJustBegunIsTurnedBesideWhatItPartsFrom()
    {
        SimulationBench bench;
        bench.playTo(9s);
        bench.simulation.transport()->seek(5);
        bench.simulation.branching()->branch();
        Pair &pair = *bench.simulation.pair();
        pair.setActive(true);
        QCOMPARE(pair.choices().at(pair.choice()), QStringLiteral("Before the branch: as it began"));
        QCOMPARE(pair.tuning()->turned(), int(PairTuning::First));
    }

    void theBannersAdviceIsWhatItBeginsWithAgain()
    {
        SimulationBench bench;
        Pair &pair = *bench.simulation.pair();
        pair.setActive(true);
        QCOMPARE(pair.choices().at(pair.choice()), QStringLiteral("The same values, to be changed"));
        pair.setActive(false);
        bench.playTo(9s);
        pair.setActive(true);
        QCOMPARE(pair.choices().at(pair.choice()), QStringLiteral("As advised: Consumers → 3"));
    }

    void whatHasJustBeenSetIsNotAdvisedOnYetAndSaysSo()
    {
        PairBench bench;
        bench.playTo(9s);
        bench.pair.choose(static_cast<int>(bench.pair.choices().size()) - 1);
        QVERIFY(!bench.second().diagnosis().isEmpty() && !bench.second().justSet());
        bench.turn("capacity", 4);
        QVERIFY(bench.second().diagnosis().isEmpty() && bench.second().justSet());
        QVERIFY(!bench.first().diagnosis().isEmpty() && !bench.first().justSet());
        bench.playTo(10s);
        QVERIFY(!bench.second().justSet());
    }

    void bothPlayToTheSameNanosecond()
    {
        PairBench bench;
        bench.simulation.transport()->setSpeed(1);
        bench.simulation.transport()->setPlaying(true);
        Time expected{};
        for (const Duration wall : {16ms, 17ms, 33ms, 50ms, 1ms}) {
            bench.simulation.transport()->tick(wall);
            expected += wall;
            QCOMPARE(bench.firstTime(), expected);
            QCOMPARE(bench.secondTime(), expected);
        }
        QVERIFY(bench.second().player().playing());
        bench.simulation.transport()->setPlaying(false);
        QVERIFY(!bench.second().player().playing());
    }

    void speedIsThatOfBoth()
    {
        PairBench bench;
        bench.simulation.transport()->setSpeed(10);
        bench.simulation.transport()->setPlaying(true);
        bench.simulation.transport()->tick(20ms);
        QVERIFY(bench.areAt(200ms));
        QCOMPARE(bench.second().player().speed(), 10.0);
    }

    void theRunsAreWhatTheyWouldBeAlone()
    {
        PairBench bench;
        bench.playTo(3s);
        QCOMPARE(bench.first().session().fingerprint().text(), bench.fingerprintOf(bench.first().session()));
        QCOMPARE(bench.second().session().fingerprint().text(), bench.fingerprintOf(bench.second().session()));
    }

    void theFirstWaitsForASecondThatIsSlower()
    {
        PairBench bench;
        // Far more than half a slice of work for a tick: a hundred thousand events a second at ×1000.
        bench.pair.tuning()->setTurned(PairTuning::Second);
        for (const auto &[id, value] : SimulationBench::Values{
                 {"producers", 20}, {"consumers", 20}, {"interval", 1'000'000}, {"work", 1'000'000}})
            bench.turn(id, value);
        bench.simulation.transport()->setSpeed(1000);
        bench.simulation.transport()->setPlaying(true);
        for (int i = 0; i < 5; ++i) {
            bench.simulation.transport()->tick(100ms);
            QCOMPARE(bench.firstTime(), bench.secondTime());
        }
        QVERIFY(bench.firstTime() < Time{} + 500s);
        QVERIFY(bench.firstTime() > Time{});
    }

    void seekingMovesBoth()
    {
        PairBench bench;
        bench.playTo(5s);
        bench.simulation.transport()->seek(1.25);
        QVERIFY(bench.areAt(1250ms));
        bench.simulation.transport()->seekBy(0.5);
        QVERIFY(bench.areAt(1750ms));
        bench.simulation.transport()->goToStart();
        QVERIFY(bench.areAt(0s));
        bench.simulation.transport()->goToPresent();
        QVERIFY(bench.areAt(5s));
        QVERIFY(bench.first().atPresent() && bench.second().atPresent());
    }

    void neitherGoesToWhereTheOtherKeepsNothing()
    {
        PairBench bench;
        bench.pair.secondTuning()->setBudget(200'000);
        bench.pair.choose(1);
        bench.simulation.transport()->runAhead(Time{} + 10min);
        QTRY_VERIFY(bench.areAt(10min));
        const Time kept = bench.second().session().forgottenBefore();
        QVERIFY(kept > Time{});
        bench.simulation.transport()->goToStart();
        QCOMPARE(bench.firstTime(), kept);
        QCOMPARE(bench.secondTime(), kept);
    }

    void runningAheadTakesBothAlong()
    {
        PairBench bench;
        bench.simulation.transport()->runAhead(Time{} + 30s);
        QTRY_VERIFY(bench.areAt(30s));
    }

    void aStepGoesToTheNextEventOfEither()
    {
        PairBench bench;
        bench.playTo(2s);
        for (int i = 0; i < 40; ++i) {
            const Time before = bench.firstTime();
            bench.simulation.transport()->stepForward();
            QCOMPARE(bench.firstTime(), bench.secondTime());
            // Nothing worth seeing was passed over in either.
            for (Run *run : {&bench.first(), &bench.second()}) {
                const Trace &trace = run->session().trace();
                for (Sequence at = trace.firstAfter(before); at < trace.count() && trace.at(at).time < run->playhead();
                     ++at)
                    QVERIFY(!worthSeeing(trace.at(at).kind));
            }
        }
        for (int i = 0; i < 40; ++i) {
            bench.simulation.transport()->stepBack();
            QCOMPARE(bench.firstTime(), bench.secondTime());
        }
        QVERIFY(bench.firstTime() <= Time{} + 2s);
    }

    void theStagesOfBothComeToRest()
    {
        PairBench bench;
        bench.playTo(5s);
        const auto drawnWithin = [&](int ms) {
            QSignalSpy first(&bench.first(), &Run::sceneChanged);
            QSignalSpy second(&bench.second(), &Run::sceneChanged);
            QTest::qWait(ms);
            return std::pair(first.size(), second.size());
        };
        const auto come = [&] {
            const auto [first, second] = drawnWithin(100);
            QVERIFY(first > 1 && second > 1);
            QTRY_COMPARE(drawnWithin(100), std::pair(qsizetype{0}, qsizetype{0}));
            QVERIFY(motionsUnderWay(bench.first()).empty() && motionsUnderWay(bench.second()).empty());
        };
        come();
        bench.simulation.transport()->stepForward();
        come();
    }

    void aSecondThatIsSetInThePastTakesTheFirstToThePresent()
    {
        PairBench bench;
        bench.playTo(5s);
        bench.simulation.transport()->seek(1);
        bench.pair.tuning()->setTurned(PairTuning::Second);
        bench.turn("capacity", 4);
        QVERIFY(bench.areAt(5s));
        QCOMPARE(bench.second().session().changes().back().at, Time{} + 5s);
        QVERIFY(bench.first().session().changes().empty());
    }

    void anotherSeedIsThatOfBoth()
    {
        PairBench bench;
        bench.playTo(2s);
        bench.simulation.tuning()->setSeed("42");
        QTRY_VERIFY(bench.areAt(2s));
        QCOMPARE(bench.second().session().settings().seed, std::uint64_t(42));
    }

    void aRerunIsOneOfBothWithTheValuesTheyHave()
    {
        PairBench bench;
        bench.playTo(2s);
        bench.pair.tuning()->setTurned(PairTuning::Second);
        bench.turn("capacity", 4);
        bench.simulation.tuning()->reset();
        QTRY_VERIFY(bench.areAt(2s));
        QCOMPARE(bench.valueOf(bench.second(), "capacity"), std::int64_t(4));
        QVERIFY(bench.second().session().changes().empty());
    }

    void bothFromTheStartComeBackToWhereTheyWere()
    {
        PairBench bench;
        bench.pair.choose(static_cast<int>(bench.pair.choices().size()) - 1);
        bench.playTo(9s);
        bench.turn("consumers", 1);
        QCOMPARE(bench.pair.numbers()->rows()[0].word, QStringLiteral("same"));
        const QSignalSpy told(&bench.pair, &Pair::notice);
        bench.pair.rerun();
        QTRY_VERIFY(bench.areAt(9s));
        QCOMPARE(told.size(), 1);
        QCOMPARE(bench.pair.secondTitle(), QStringLiteral("Consumers: 1"));
        QVERIFY(bench.second().session().changes().empty());
        QCOMPARE(bench.pair.numbers()->rows()[0].word, QStringLiteral("A better"));
        bench.pair.tuning()->undo();
        QTRY_VERIFY(bench.areAt(9s));
        QCOMPARE(bench.pair.secondTitle(), QStringLiteral("Consumers: 2 → 1 at 9.000 s"));
    }

    void whatTheAdviceIsAboutIsAmongTheNumbers()
    {
        SimulationBench bench;
        bench.playTo(9s);
        Pair &pair = *bench.simulation.pair();
        pair.setActive(true);
        const auto &rows = pair.numbers()->rows();
        QCOMPARE(rows.size(), std::size_t(6));
        QCOMPARE(rows.back().label, QStringLiteral("Channel full"));
        QCOMPARE(rows.back().word, QStringLiteral("more in A")); // neither good nor bad in itself
    }

    void theNumbersAreOfTheTimeSinceTheLastChange()
    {
        SimulationBench bench;
        bench.playTo(20s);
        Pair &pair = *bench.simulation.pair();
        pair.setActive(true);
        QCOMPARE(pair.over(), QStringLiteral("last 10 s"));
        bench.set("consumers", 3);
        bench.playTo(24s);
        QCOMPARE(pair.over(), QStringLiteral("last 4 s, since the last change"));
        bench.playTo(32s);
        QCOMPARE(pair.over(), QStringLiteral("last 10 s"));
    }

    void anotherPatternBringsAnotherSecond()
    {
        PairBench bench;
        bench.playTo(2s);
        bench.simulation.tuning()->selectPattern("no-blocking");
        QCOMPARE(bench.second().patternId(), QStringLiteral("no-blocking"));
        QVERIFY(bench.pair.choices().at(bench.pair.choice()).startsWith("The other variant: "));
        bench.pair.tuning()->undo();
        QTRY_VERIFY(bench.areAt(2s));
        QCOMPARE(bench.first().patternId(), QStringLiteral("backpressure"));
        QCOMPARE(bench.second().patternId(), QStringLiteral("backpressure"));
        bench.pair.tuning()->redo();
        QCOMPARE(bench.first().patternId(), QStringLiteral("no-blocking"));
        QCOMPARE(bench.second().patternId(), QStringLiteral("no-blocking"));
    }

    void leavingAndComingBackFindsTheSameSecond()
    {
        PairBench bench;
        bench.pair.choose(1);
        const QString chosen = bench.pair.choices().at(1);
        bench.playTo(2s);
        bench.pair.setActive(false);
        bench.playTo(3s);
        QCOMPARE(bench.secondTime(), Time{} + 2s); // nobody looks
        bench.pair.setActive(true);
        QVERIFY(bench.areAt(3s));
        QCOMPARE(bench.pair.choices().at(bench.pair.choice()), chosen);
    }

    void whatHasBecomeTheSameIsNotComparedAgain()
    {
        PairBench bench;
        bench.pair.choose(0);
        const Scenario second = scenarioOf(bench.second().session());
        bench.pair.setActive(false);
        bench.simulation.tuning()->start(second);
        bench.pair.setActive(true);
        QCOMPARE(bench.pair.choices().at(bench.pair.choice()), QStringLiteral("The same values, to be changed"));
    }

    void keepingTheSecondMakesItTheRun()
    {
        PairBench bench;
        bench.playTo(2s);
        const std::string wanted = bench.second().session().fingerprint().text();
        const std::string before = bench.fingerprint();
        const QSignalSpy left(&bench.pair, &Pair::activeChanged);
        bench.pair.keepSecond();
        QCOMPARE(left.size(), 1);
        QVERIFY(!bench.pair.active());
        QTRY_COMPARE(bench.firstTime(), Time{} + 2s);
        QCOMPARE(bench.fingerprint(), wanted);
        bench.simulation.tuning()->undo();
        QTRY_COMPARE(bench.firstTime(), Time{} + 2s);
        QCOMPARE(bench.fingerprint(), before);
    }

    void aScenarioFileOfTheSamePatternCanBeHeldAgainstIt()
    {
        const QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &text) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
                qFatal("can't write %s", qPrintable(file.fileName()));
            return file.fileName();
        };
        PairBench bench;
        bench.playTo(1s);
        QCOMPARE(bench.pair.chooseFile(write("a.coroscope", R"({"version": 1, "pattern": "backpressure", "seed": 9,
                     "parameters": {"capacity": "5"}})")),
                 QString());
        QVERIFY(bench.areAt(1s));
        QCOMPARE(bench.valueOf(bench.second(), "capacity"), std::int64_t(5));
        QCOMPARE(bench.second().session().settings().seed, std::uint64_t(1)); // the first's
        QCOMPARE(bench.pair.choice(), -1);
        QCOMPARE(bench.pair.chooseFile(write("b.coroscope", R"({"version": 1, "pattern": "pipeline"})")),
                 QStringLiteral("That is a run of “Async pipeline”; it takes one of “Backpressure”."));
        QVERIFY(bench.pair.chooseFile(folder.filePath("none")).contains("none"));
        QCOMPARE(bench.valueOf(bench.second(), "capacity"), std::int64_t(5));
    }

    void theNumbersAreThoseOfTheMoment()
    {
        PairBench bench;
        bench.pair.choose(0);
        bench.playTo(12s);
        const auto &rows = bench.pair.numbers()->rows();
        QCOMPARE(rows.size(), std::size_t(6)); // and what the advice is about
        for (std::size_t i = 0; i < 5; ++i) {
            QCOMPARE(rows[i].first, bench.first().headlines()->rows()[i].value);
            QCOMPARE(rows[i].second, bench.second().headlines()->rows()[i].value);
        }
        QCOMPARE(rows[0].label, QStringLiteral("Throughput"));
        QCOMPARE(rows[3].label, QStringLiteral("Latency p99"));
        QCOMPARE(rows[3].word, QStringLiteral("B better"));
    }

    void theCommandComparesTheTwo()
    {
        PairBench bench({{"consumers", 1}});
        bench.pair.choose(static_cast<int>(bench.pair.choices().indexOf("The same values, to be changed")));
        bench.playTo(2s);
        bench.pair.tuning()->setTurned(PairTuning::Both);
        bench.turn("capacity", 4); // in both: a change of the command's
        QCOMPARE(
            bench.pair.commandLine(),
            QStringLiteral("coroscope-cli compare backpressure --seed 1 --set consumers=1 --at 2s:capacity=4 --for "
                           "2s --versus failure-rate=0%"));
        bench.pair.tuning()->setTurned(PairTuning::Second);
        bench.turn("consumers", 3); // in one: both as they are set now
        QCOMPARE(
            bench.pair.commandLine(),
            QStringLiteral("coroscope-cli compare backpressure --seed 1 --set consumers=1 --set capacity=4 --for 2s "
                           "--versus consumers=3"));
    }
};

QTEST_MAIN(TestPair)
#include "tst_pair.moc"
