// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"

#include <QSignalSpy>
#include <QStringList>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// What a headline says: its value, and what it was before.
QStringList numberOf(SimulationBench &bench, int row)
{
    const auto *const model = bench.simulation.run()->headlines();
    return {bench.at(model, row, "value").toString(), bench.at(model, row, "before").toString()};
}

constexpr int inFlight = 2; // the headline "In flight"

} // namespace

/// What the window does for whoever does not want to find the slider: advice that acts, the next set-up, the next pattern.
class TestAdviceTaken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void adviceSaysWhatToSetAndSetsIt()
    {
        SimulationBench bench;
        Run &run = *bench.simulation.run();
        QCOMPARE(run.remedy(), QString());
        bench.playTo(12s);
        QCOMPARE(run.remedy(), QStringLiteral("Consumers → 3"));
        QVERIFY(run.diagnosis().startsWith("The consumers are the bottleneck: "));
        QVERIFY(!run.diagnosis().contains("Try"));
        QCOMPARE(run.advice(), run.diagnosis() + " Try “Consumers” = 3.");
        bench.simulation.tuning()->takeAdvice();
        QCOMPARE(bench.value("consumers"), std::int64_t{3});
        QCOMPARE(run.session().changes().back().at, Time{} + 12s);
        QCOMPARE(bench.simulation.tuning()->undoText(), QStringLiteral("Undo Consumers → 3"));
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.value("consumers"), std::int64_t{2});
        QVERIFY(run.session().changes().empty());
    }

    void aChoiceIsSaidAsPeopleReadIt()
    {
        SimulationBench bench({{"when-full", 3}, {"interval", 150'000'000}}); // unbounded
        bench.playTo(20s);
        QCOMPARE(bench.simulation.run()->remedy(), QStringLiteral("Overflow policy → Wait"));
        bench.simulation.tuning()->takeAdvice();
        QCOMPARE(bench.value("when-full"), std::int64_t{0});
    }

    void numbersTellForTenSecondsWhatTheyWere()
    {
        SimulationBench bench;
        bench.playTo(12s);
        const QString then = numberOf(bench, inFlight).first();
        QCOMPARE(numberOf(bench, inFlight), QStringList({then, QString()}));
        bench.simulation.tuning()->takeAdvice();
        bench.playTo(21s);
        const QStringList now = numberOf(bench, inFlight);
        QVERIFY2(now.first() != then, qPrintable(then));
        QCOMPARE(now.last(), then);
        // What is as it was says nothing.
        QCOMPARE(numberOf(bench, 4), QStringList({QStringLiteral("0"), QString()}));
        bench.playTo(22s);
        QCOMPARE(numberOf(bench, inFlight).last(), QString());
    }

    void whatWasBeforeIsOnlyToldOfTheSameMeasure()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("timeout-cancellation");
        bench.simulation.tuning()->applySetup(2); // a retry storm
        bench.playTo(36s);
        const auto *const model = bench.simulation.run()->headlines();
        const int last = model->rowCount() - 1;
        QCOMPARE(bench.at(model, last, "label").toString(), QStringLiteral("Mean running"));
        const QString answered = numberOf(bench, 0).first();
        bench.simulation.tuning()->takeAdvice(); // another timeout
        const auto declared = bench.simulation.run()->session().pattern().declare();
        bench.simulation.tuning()->set(static_cast<int>(declared->find("on-timeout").value()), 0); // cancel
        bench.playTo(40s);
        QCOMPARE(bench.at(model, last, "label").toString(), QStringLiteral("Mean time to stop"));
        QCOMPARE(numberOf(bench, last).last(), QString());
        QCOMPARE(numberOf(bench, 0).last(), numberOf(bench, 0).first() == answered ? QString() : answered);
    }

    void whereNothingIsAdvisedNothingIsDone()
    {
        SimulationBench bench;
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        bench.simulation.tuning()->takeAdvice();
        QVERIFY(!bench.simulation.tuning()->canUndo());
        QVERIFY(bench.simulation.run()->session().changes().empty());
        QCOMPARE(notices.count(), 1); // a key that did nothing would seem to be dead
        QCOMPARE(notices.first().first().toString(), QStringLiteral("There is no advice at the moment."));
    }

    void theAdviceOfOneRunIsNoneForAnother()
    {
        SimulationBench bench;
        bench.playTo(12s);
        // Whoever is told of the change may ask at once.
        QStringList asked;
        connect(bench.simulation.tuning(), &Tuning::seedChanged, this,
                [&] { asked << bench.simulation.run()->remedy(); });
        bench.simulation.tuning()->selectPattern("supervisor");
        QVERIFY(!asked.isEmpty());
        asked.removeAll(QString());
        QCOMPARE(asked, QStringList());
    }

    void theNextSetupFollowsTheOneInForceAndTheFirstTheLast()
    {
        SimulationBench bench;
        Tuning &tuning = *bench.simulation.tuning();
        QStringList notes;
        for (const SetupRow &row : tuning.setups()->rows())
            notes << row.note;
        QCOMPARE(notes.size(), 3);
        QVERIFY(!notes.contains(QString()));
        QCOMPARE(tuning.setupNote(), notes.first());
        for (int i = 1; i <= 3; ++i) {
            tuning.applyNextSetup();
            QCOMPARE(tuning.setupNote(), notes.at(i % 3));
        }
        bench.set("capacity", 3); // none is in force
        QCOMPARE(tuning.setupNote(), QString());
        tuning.applyNextSetup();
        QCOMPARE(tuning.setupNote(), notes.at(0));
    }

    void theNextPatternsAreAllOfThemInTheirOrder()
    {
        SimulationBench bench;
        QStringList seen;
        do {
            seen << bench.simulation.run()->patternId();
            bench.simulation.tuning()->selectPattern(bench.simulation.catalogue()->next());
        } while (bench.simulation.run()->patternId() != seen.first() && seen.size() < 100);
        QStringList all;
        for (const auto *const pattern : patterns())
            all << toQString(pattern->id);
        while (all.first() != seen.first())
            all.append(all.takeFirst());
        QCOMPARE(seen, all);
    }

    void aPatternIsShownAtAPaceAtWhichItCanBeFollowedUnlessOneIsChosen()
    {
        SimulationBench bench;
        QCOMPARE(bench.simulation.transport()->speed(), 1.0);
        bench.simulation.tuning()->selectPattern("resilient-service");
        QCOMPARE(bench.simulation.transport()->speed(), findPattern("resilient-service")->pace);
        QVERIFY(bench.simulation.transport()->speed() < 1);
        bench.simulation.tuning()->selectPattern("backpressure");
        QCOMPARE(bench.simulation.transport()->speed(), 1.0);
        bench.simulation.transport()->setSpeed(5);
        bench.simulation.tuning()->selectPattern("resilient-service");
        QCOMPARE(bench.simulation.transport()->speed(), 5.0);
    }
};

QTEST_GUILESS_MAIN(TestAdviceTaken)
#include "tst_advice_taken.moc"
