// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"

#include <QSignalSpy>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// Longer than what is run anew at once.
constexpr Duration longRun = 5h;

class Bench : public SimulationBench
{
public:
    using SimulationBench::SimulationBench;

    Branching &branching() { return *simulation.branching(); }
    Run &run() { return *simulation.run(); }
    Transport &transport() { return *simulation.transport(); }
    /// "current 2 from 5.000 s: Channel capacity: 10 items → 4 items", a line for each branch.
    QStringList lines()
    {
        QStringList all;
        for (const BranchRow &row : branching().rows()->rows())
            all << QStringLiteral("%1%2 %3: %4").arg(row.current ? "*" : "-").arg(row.depth).arg(row.from, row.text);
        return all;
    }
    /// Waits for what is run in the background.
    void arrive() { QTRY_VERIFY_WITH_TIMEOUT(!transport().runningAhead(), 60'000); }
    /// The ghost as far as it gets.
    SceneSource::Ghost ghost()
    {
        const auto wanted = Time{} + 20s;
        if (!QTest::qWaitFor([&] { return run().ghost() && run().ghost()->until == wanted; }, 5000))
            qFatal("the ghost does not arrive");
        return run().ghost().value();
    }
};

} // namespace

/// Going back to a moment, and on from there in another way.
class TestBranching : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePastStaysAndTheFutureIsRunAnew()
    {
        Bench bench;
        bench.playTo(20s);
        const auto done = bench.run().history().done().at(Time{} + 5s);
        bench.transport().seek(5);
        bench.branching().branch();
        QVERIFY(bench.run().atPresent());
        QCOMPARE(bench.run().time(), 5.0);
        QCOMPARE(bench.run().history().done().at(Time{} + 5s), done);
        bench.set("capacity", 4);
        QCOMPARE(bench.lines(), QStringList({"-0 : as it began", "*1 5.000 s: Channel capacity: 10 items → 4 items"}));
    }

    void branchingAndGoingBackGivesTheSameRun()
    {
        Bench bench;
        bench.playTo(8s);
        bench.set("consumers", 3);
        bench.playTo(20s);
        const std::string before = bench.fingerprint();
        bench.transport().seek(5);
        bench.branching().branch();
        bench.set("capacity", 4);
        bench.playTo(12s);
        const std::string branched = bench.fingerprint();
        bench.branching().goTo(0);
        QCOMPARE(bench.fingerprint(), before);
        QCOMPARE(bench.run().time(), 12.0); // the same moment, in the other run
        QCOMPARE(bench.run().presentTime(), 20.0);
        bench.branching().goTo(1);
        QCOMPARE(bench.fingerprint(), branched);
        QCOMPARE(bench.value("capacity"), 4);
        QCOMPARE(bench.value("consumers"), 2);
    }

    void theBranchIsWhatARunWithThatChangeWouldHaveBeen()
    {
        Bench bench;
        bench.playTo(20s);
        bench.transport().seek(5);
        bench.branching().branch();
        bench.set("capacity", 4);
        bench.playTo(20s);
        Bench straight;
        straight.playTo(5s);
        straight.set("capacity", 4);
        straight.playTo(20s);
        QCOMPARE(bench.fingerprint(), straight.fingerprint());
    }

    void whatWasLeftIsTheGhost()
    {
        Bench bench;
        bench.playTo(20s);
        const auto done = bench.run().history().done().at(Time{} + 20s);
        QVERIFY(!bench.run().ghost());
        bench.transport().seek(5);
        bench.branching().branch();
        const SceneSource::Ghost ghost = bench.ghost();
        QCOMPARE(ghost.from, Time{} + 5s);
        QCOMPARE(ghost.history->done().at(Time{} + 20s), done);
        bench.simulation.tuning()->undo();
        QVERIFY(!bench.run().ghost());
    }

    void undoTakesTheBranchBack()
    {
        Bench bench;
        bench.playTo(20s);
        const std::string before = bench.fingerprint();
        bench.transport().seek(5);
        bench.branching().branch();
        QVERIFY(bench.simulation.tuning()->undoText().contains(QStringLiteral("the branch from 5.000 s")));
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.fingerprint(), before);
        QVERIFY(!bench.branching().any());
        bench.simulation.tuning()->redo();
        QCOMPARE(bench.run().presentTime(), 5.0);
        QCOMPARE(bench.branching().rows()->rowCount(), 2);
    }

    void undoAndRedoLookAtTheRunsWhereTheyWere()
    {
        Bench bench;
        bench.playTo(20s);
        bench.transport().seek(5);
        bench.branching().branch();
        bench.playTo(12s);
        bench.transport().seek(7);
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.run().time(), 5.0); // where it was left
        QCOMPARE(bench.run().presentTime(), 20.0);
        bench.simulation.tuning()->redo();
        QCOMPARE(bench.run().time(), 7.0);
        QCOMPARE(bench.run().presentTime(), 12.0);
    }

    void aLongRunIsLookedAtAtTheSameMoment()
    {
        Bench bench;
        bench.transport().runTo(Time{} + longRun);
        bench.transport().seek(5000);
        bench.branching().branch();
        bench.arrive();
        QCOMPARE(bench.run().time(), 5000.0);
        QCOMPARE(bench.run().presentTime(), 5000.0);
        bench.transport().runTo(Time{} + 6000s);
        bench.transport().setPlaying(true);

        bench.branching().goTo(0);
        QVERIFY(bench.transport().runningAhead()); // else it is no long run
        QVERIFY(!bench.transport().playing());
        bench.arrive();
        QCOMPARE(bench.run().time(), 6000.0);
        QCOMPARE(bench.run().playhead(), Time{} + 6000s);
        QCOMPARE(bench.run().present(), Time{} + longRun);

        bench.branching().goTo(1);
        bench.arrive();
        QCOMPARE(bench.run().time(), 6000.0);
        QVERIFY(bench.run().atPresent());
        bench.simulation.tuning()->undo(); // of going back
        bench.arrive();
        QCOMPARE(bench.run().time(), 6000.0);
        QCOMPARE(bench.run().present(), Time{} + longRun);
    }

    void thePlayheadWaitsWhileTheRestOfALongRunIsRunAnew()
    {
        Bench bench;
        bench.transport().runTo(Time{} + longRun);
        bench.transport().seek(5);
        bench.branching().branch();
        bench.branching().goTo(0);
        QVERIFY(bench.transport().runningAhead());
        QCOMPARE(bench.run().time(), 5.0);
        QVERIFY(bench.run().present() > Time{} + 5s);
        bench.branching().goTo(1); // meanwhile
        bench.arrive();
        bench.branching().goTo(0);
        bench.transport().stopAhead(); // there is less of it then, and it is seen at the same moment
        QCOMPARE(bench.run().time(), 5.0);
        QVERIFY(bench.run().present() < Time{} + longRun);
    }

    void atThePresentThereIsNothingToBranchFrom()
    {
        Bench bench;
        bench.playTo(5s);
        QSignalSpy notices(&bench.branching(), &Branching::notice);
        bench.branching().branch();
        QCOMPARE(notices.count(), 1);
        QVERIFY(!bench.branching().any());
        QCOMPARE(bench.run().presentTime(), 5.0);
    }

    void anotherRunHasNoBranches()
    {
        Bench bench;
        bench.playTo(20s);
        bench.transport().seek(5);
        bench.branching().branch();
        bench.simulation.tuning()->reset();
        QVERIFY(!bench.branching().any());
        QVERIFY(!bench.run().ghost());
        bench.simulation.tuning()->undo(); // and the rerun taken back, they are there again
        QCOMPARE(bench.branching().rows()->rowCount(), 2);
    }

    void branchesPartFromBranchesAndAreForgottenWithThem()
    {
        Bench bench;
        bench.playTo(20s);
        bench.transport().seek(5);
        bench.branching().branch();
        bench.set("capacity", 4);
        bench.playTo(12s);
        bench.transport().seek(8);
        bench.branching().branch();
        bench.set("consumers", 3);
        QCOMPARE(bench.lines(),
                 QStringList({"-0 : as it began", "-1 5.000 s: Channel capacity: 10 items → 4 items",
                              "*2 8.000 s: Consumers: 2 → 3"}));
        bench.branching().remove(1); // the current one came from it
        QCOMPARE(bench.branching().rows()->rowCount(), 3);
        bench.branching().goTo(0);
        bench.branching().remove(1);
        QCOMPARE(bench.lines(), QStringList({"*0 : as it began"}));
        QVERIFY(!bench.run().ghost());
        bench.simulation.tuning()->undo();
        QCOMPARE(bench.branching().rows()->rowCount(), 3);
        bench.simulation.tuning()->redo();
        QCOMPARE(bench.branching().rows()->rowCount(), 1);
    }

    void itIsKeptWhole()
    {
        Bench bench;
        bench.playTo(20s);
        bench.transport().seek(5);
        bench.branching().branch();
        bench.set("capacity", 4);
        bench.playTo(7s);
        const RunTree tree = bench.branching().tree();
        QCOMPARE(tree.branches().size(), std::size_t{2});
        QCOMPARE(tree.branches()[0].length, Duration(20s));
        QCOMPARE(tree.branches()[1].length, Duration(7s));
        QCOMPARE(tree.branches()[1].changes.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestBranching)
#include "tst_branching.moc"
