// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

/// The stretch that is played over and over: how its ends are set.
class TestLoopStretch : public QObject
{
    Q_OBJECT

    static LoopStretch &loop(SimulationBench &bench) { return *bench.simulation.loop(); }
    static void seek(SimulationBench &bench, double seconds) { bench.simulation.transport()->seek(seconds); }

private Q_SLOTS:
    void fromHereToThereIsPlayedOverAndOver()
    {
        SimulationBench bench;
        bench.playTo(5s);
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        seek(bench, 2);
        loop(bench).startHere();
        QCOMPARE(loop(bench).from(), 2.0);
        QCOMPARE(loop(bench).to(), -1.0);
        QCOMPARE(notices.takeFirst().front().toString(), QStringLiteral("The loop begins at 2.000 s."));
        seek(bench, 3);
        loop(bench).endHere();
        QCOMPARE(notices.takeFirst().front().toString(), QStringLiteral("Loop from 2.000 s to 3.000 s."));
        bench.simulation.transport()->togglePlaying();
        bench.simulation.transport()->tick(50ms);
        QCOMPARE(bench.simulation.run()->time(), 2.0);
        bench.simulation.transport()->tick(50ms);
        QCOMPARE(bench.simulation.run()->time(), 2.05);
        bench.simulation.transport()->togglePlayingBack();
        bench.simulation.transport()->tick(50ms);
        bench.simulation.transport()->tick(50ms);
        QCOMPARE(bench.simulation.run()->time(), 3.0);
        loop(bench).clear();
        QVERIFY(!loop(bench).marked());
        bench.simulation.transport()->togglePlayingBack();
        seek(bench, 2.99);
        bench.simulation.transport()->togglePlaying();
        bench.simulation.transport()->tick(50ms);
        QCOMPARE(bench.simulation.run()->time(), 3.04);
    }

    void anEndWithoutAStartLoopsFromTheStartOfTheRun()
    {
        SimulationBench bench;
        bench.playTo(5s);
        loop(bench).endHere();
        QCOMPARE(loop(bench).from(), 0.0);
        QCOMPARE(loop(bench).to(), 5.0);
        loop(bench).clear();
        seek(bench, 0);
        loop(bench).endHere();
        QVERIFY(!loop(bench).marked());
    }

    void endsDoNotPassEachOther()
    {
        SimulationBench bench;
        bench.playTo(5s);
        seek(bench, 2);
        loop(bench).startHere();
        seek(bench, 3);
        loop(bench).endHere();
        loop(bench).setFrom(4);
        QCOMPARE(loop(bench).from(), 3 - 1e-9);
        loop(bench).setFrom(-1);
        QCOMPARE(loop(bench).from(), 0.0);
        loop(bench).setTo(100);
        QCOMPARE(loop(bench).to(), 5.0); // what has been run
        loop(bench).setTo(-100);
        QCOMPARE(loop(bench).to(), 1e-9);
        seek(bench, 4);
        loop(bench).startHere(); // behind its end
        QCOMPARE(loop(bench).from(), 4.0);
        QCOMPARE(loop(bench).to(), -1.0);
        seek(bench, 1);
        loop(bench).endHere(); // before its start
        QCOMPARE(loop(bench).from(), 0.0);
        QCOMPARE(loop(bench).to(), 1.0);
    }

    void anotherRunBeginsWithout()
    {
        SimulationBench bench;
        bench.playTo(5s);
        loop(bench).endHere();
        QSignalSpy changes(&loop(bench), &LoopStretch::changed);
        bench.simulation.tuning()->reset();
        QVERIFY(!loop(bench).marked());
        QCOMPARE(changes.size(), 1);
        bench.playTo(6s);
        QCOMPARE(bench.simulation.run()->presentTime(), 6.0);
    }

    void playedBackToWhatIsKeptItIsSaidThatTheRestIsNot()
    {
        SimulationBench bench({{"producers", 20}, {"consumers", 20}, {"interval", 1'000'000}, {"work", 1'000'000}},
                              {.seed = 1}, 4 << 20);
        bench.simulation.transport()->runTo(Time{} + 5s);
        const Time kept = bench.simulation.run()->forgottenBefore();
        QVERIFY(kept > Time{});
        seek(bench, inSeconds(kept) + 0.01);
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        QSignalSpy playing(bench.simulation.transport(), &Transport::playingChanged);
        bench.simulation.transport()->togglePlayingBack();
        QVERIFY(bench.simulation.transport()->playingBack());
        bench.simulation.transport()->tick(50ms);
        QVERIFY(!bench.simulation.transport()->playing());
        QCOMPARE(bench.simulation.run()->playhead(), kept);
        QCOMPARE(playing.size(), 2);
        QCOMPARE(notices.size(), 1);
        QVERIFY(notices.front().front().toString().endsWith("is no longer kept."));
    }

    void atTheStartOfARunItPausesWithoutAWord()
    {
        SimulationBench bench;
        bench.playTo(20ms);
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        bench.simulation.transport()->togglePlayingBack();
        bench.simulation.transport()->tick(50ms);
        QVERIFY(!bench.simulation.transport()->playing());
        QCOMPARE(bench.simulation.run()->time(), 0.0);
        QVERIFY(notices.empty());
        bench.simulation.transport()->togglePlaying(); // forwards
        bench.simulation.transport()->tick(50ms);
        QCOMPARE(bench.simulation.run()->time(), 0.05);
    }

    void whatIsTurnedWhileItPlaysBackwardsIsSeenForwards()
    {
        SimulationBench bench;
        bench.playTo(5s);
        bench.simulation.transport()->togglePlayingBack();
        bench.simulation.transport()->tick(50ms);
        bench.set("capacity", 3);
        QVERIFY(bench.simulation.transport()->playing());
        QVERIFY(!bench.simulation.transport()->playingBack());
        bench.simulation.transport()->tick(50ms);
        QCOMPARE(bench.simulation.run()->time(), 5.05);
    }
};

QTEST_MAIN(TestLoopStretch)
#include "tst_loop_stretch.moc"
