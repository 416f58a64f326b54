// SPDX-License-Identifier: MIT
#include "app/player/pair_bench.h"

#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

/// What is turned in one of two runs, or in both, and undo in the order in which it was done.
class TestPairTuning : public QObject
{
    Q_OBJECT

    static std::pair<std::int64_t, std::int64_t> valuesOf(PairBench &bench, std::string_view id)
    {
        return {bench.valueOf(bench.first(), id), bench.valueOf(bench.second(), id)};
    }
    using Two = std::pair<std::int64_t, std::int64_t>;

    /// Both with the defaults, and two seconds on.
    static std::unique_ptr<PairBench> sameInBoth()
    {
        auto bench = std::make_unique<PairBench>();
        bench->pair.choose(static_cast<int>(bench->pair.choices().size()) - 1);
        bench->pair.tuning()->setTurned(PairTuning::Both);
        bench->playTo(2s);
        return bench;
    }

private Q_SLOTS:
    void bothAreTurnedUnlessOneIsChosen()
    {
        const auto bench = sameInBoth();
        QCOMPARE(bench->pair.tuning()->turned(), int(PairTuning::Both));
        bench->turn("capacity", 4);
        QCOMPARE(valuesOf(*bench, "capacity"), Two(4, 4));
        bench->pair.tuning()->setTurned(PairTuning::First);
        bench->turn("capacity", 5);
        QCOMPARE(valuesOf(*bench, "capacity"), Two(5, 4));
        bench->pair.tuning()->setTurned(PairTuning::Second);
        QCOMPARE(bench->pair.tuning()->run(), &bench->second());
        bench->turn("capacity", 6);
        QCOMPARE(valuesOf(*bench, "capacity"), Two(5, 6));
        for (Run *run : {&bench->first(), &bench->second()})
            QCOMPARE(run->session().changes().back().at, Time{} + 2s);
    }

    void undoGoesBackInTheOrderInWhichItWasDone()
    {
        const auto bench = sameInBoth();
        PairTuning &tuning = *bench->pair.tuning();
        bench->turn("capacity", 4);
        bench->playTo(3s);
        tuning.setTurned(PairTuning::Second);
        bench->turn("consumers", 3);
        bench->playTo(4s);
        tuning.setTurned(PairTuning::First);
        bench->turn("producers", 5);
        QCOMPARE(tuning.undoText(), QStringLiteral("Undo Producers: 3 → 5, in A"));

        tuning.undo();
        QCOMPARE(valuesOf(*bench, "producers"), Two(3, 3));
        QCOMPARE(tuning.undoText(), QStringLiteral("Undo Consumers: 2 → 3, in B"));
        tuning.undo();
        QCOMPARE(valuesOf(*bench, "consumers"), Two(2, 2));
        QCOMPARE(tuning.undoText(), QStringLiteral("Undo Channel capacity: 10 items → 4 items, in both"));
        tuning.undo();
        QCOMPARE(valuesOf(*bench, "capacity"), Two(10, 10));
        QTRY_VERIFY(bench->areAt(4s));
        QCOMPARE(bench->first().session().fingerprint().text(), bench->second().session().fingerprint().text());

        tuning.redo();
        QCOMPARE(valuesOf(*bench, "capacity"), Two(4, 4));
        tuning.redo();
        QCOMPARE(valuesOf(*bench, "consumers"), Two(2, 3));
        tuning.redo();
        QCOMPARE(valuesOf(*bench, "producers"), Two(5, 3));
        QVERIFY(!tuning.canRedo());
        QTRY_VERIFY(bench->areAt(4s));
    }

    void aDragIsOneStepOfBoth()
    {
        const auto bench = sameInBoth();
        ParameterModel &sliders = *bench->pair.tuning()->shown()->parameters();
        const int capacity = PairBench::row("capacity");
        sliders.beginGesture(capacity);
        for (const double position : {0.1, 0.2, 0.3})
            sliders.setPosition(capacity, position);
        QCOMPARE(valuesOf(*bench, "capacity"), Two(10, 10)); // not yet
        sliders.restGesture(capacity);
        sliders.endGesture(capacity);
        const auto [first, second] = valuesOf(*bench, "capacity");
        QVERIFY(first != 10);
        QCOMPARE(second, first);
        QCOMPARE(bench->first().session().changes().size(), std::size_t(1));
        QCOMPARE(bench->second().session().changes().size(), std::size_t(1));
        bench->pair.tuning()->undo();
        QCOMPARE(valuesOf(*bench, "capacity"), Two(10, 10));
        QVERIFY(!bench->pair.tuning()->undoText().contains("capacity"));
    }

    void whatOneHasAlreadyIsAStepOfTheOther()
    {
        const auto bench = sameInBoth();
        PairTuning &tuning = *bench->pair.tuning();
        tuning.setTurned(PairTuning::Second);
        bench->turn("capacity", 4);
        tuning.setTurned(PairTuning::Both);
        bench->playTo(3s);
        bench->turn("capacity", 4);
        QCOMPARE(valuesOf(*bench, "capacity"), Two(4, 4));
        QCOMPARE(tuning.undoText(), QStringLiteral("Undo Channel capacity: 10 items → 4 items, in A"));
        tuning.undo();
        QCOMPARE(valuesOf(*bench, "capacity"), Two(10, 4));
        tuning.undo();
        QCOMPARE(valuesOf(*bench, "capacity"), Two(10, 10));
    }

    void theChoiceOfTheSecondCanBeUndone()
    {
        const auto bench = sameInBoth();
        const int same = bench->pair.choice();
        bench->pair.choose(0);
        QCOMPARE(bench->pair.choice(), 0);
        bench->pair.tuning()->undo();
        QCOMPARE(bench->pair.choice(), same);
        QTRY_VERIFY(bench->areAt(2s));
    }

    void whatIsTheSameIsThereToBeTurned()
    {
        PairBench bench;
        PairTuning &tuning = *bench.pair.tuning();
        bench.pair.choose(0);
        QCOMPARE(tuning.turned(), int(PairTuning::Both));
        bench.pair.choose(static_cast<int>(bench.pair.choices().size()) - 1);
        QCOMPARE(tuning.turned(), int(PairTuning::Second));
        bench.pair.choose(0);
        QCOMPARE(tuning.turned(), int(PairTuning::Both));
        // Unless somebody has chosen otherwise.
        tuning.setTurned(PairTuning::First);
        bench.pair.choose(1);
        QCOMPARE(tuning.turned(), int(PairTuning::First));
    }

    void whatWasDoneBeforeThereWereTwoIsNotUndoneHere()
    {
        SimulationBench before;
        before.simulation.tuning()->applySetup(1);
        before.playTo(1s);
        before.set("capacity", 4);
        Pair &pair = *before.simulation.pair();
        pair.setActive(true);
        QVERIFY(!pair.tuning()->canUndo());
        QCOMPARE(pair.tuning()->undoText(), QString());
        pair.choose(1);
        const int chosen = pair.choice();
        pair.choose(0);
        pair.tuning()->undo();
        QCOMPARE(pair.choice(), chosen);
        pair.tuning()->undo();
        pair.tuning()->undo();
        QCOMPARE(before.value("capacity"), std::int64_t(4));
        QCOMPARE(before.simulation.run()->playhead(), Time{} + 1s);
        pair.setActive(false);
        before.simulation.tuning()->undo();
        QCOMPARE(before.value("capacity"), std::int64_t(10));
    }

    void aSetupOfOneIsTakenBackByItself()
    {
        const auto bench = sameInBoth();
        PairTuning &tuning = *bench->pair.tuning();
        tuning.setTurned(PairTuning::First);
        tuning.shown()->applySetup(1);
        QTRY_VERIFY(bench->areAt(2s)); // as B is
        bench->playTo(3s);
        tuning.setTurned(PairTuning::Second);
        bench->turn("capacity", 4);
        tuning.undo();
        QCOMPARE(bench->valueOf(bench->second(), "capacity"), std::int64_t(10));
        QTRY_VERIFY(bench->areAt(3s));
        QCOMPARE(bench->valueOf(bench->first(), "consumers"), std::int64_t(3)); // as the set-up has it
        tuning.undo();
        QTRY_VERIFY(bench->areAt(2s));
        QCOMPARE(valuesOf(*bench, "consumers"), Two(2, 2));
    }

    void aRerunOfBothIsOneStep()
    {
        const auto bench = sameInBoth();
        bench->pair.tuning()->setTurned(PairTuning::Second);
        bench->turn("capacity", 4);
        bench->playTo(3s);
        bench->simulation.tuning()->reset();
        QTRY_VERIFY(bench->areAt(3s));
        QVERIFY(bench->second().session().changes().empty());
        bench->pair.tuning()->undo();
        QTRY_VERIFY(bench->areAt(3s));
        QCOMPARE(bench->second().session().changes().size(), std::size_t(1));
        QCOMPARE(valuesOf(*bench, "capacity"), Two(10, 4));
    }
};

QTEST_MAIN(TestPairTuning)
#include "tst_pair_tuning.moc"
