// SPDX-License-Identifier: MIT
#include "app/player/player_bench.h"
#include "kernel/random.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace coroscope;
using namespace coroscope::test;

/// Playing: how wall time becomes virtual time.
class TestPlayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHappensAtTheStartHasHappenedAsSoonAsOneLooks()
    {
        const PlayerBench bench;
        QCOMPARE(bench.player.playhead(), Time{});
        QVERIFY(bench.player.atPresent());
        QVERIFY(!bench.player.playing());
        QVERIFY(bench.player.world() == freshRun(0s)->world());
        QCOMPARE(bench.player.world().tasks().size(), std::size_t{5});
    }

    void virtualTimeIsWallTimeTimesSpeedToTheNanosecondOverAnyNumberOfTicks_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<qint64>("tick"); // ns
        QTest::addColumn<int>("ticks");
        QTest::addColumn<qint64>("expected"); // ns
        QTest::newRow("x1 at 60 frames a second") << 1.0 << qint64{16'666'667} << 6000 << qint64{100'000'002'000};
        QTest::newRow("x1 at 144") << 1.0 << qint64{6'944'444} << 14'400 << qint64{99'999'993'600};
        QTest::newRow("x0.5, odd ticks") << 0.5 << qint64{1'000'001} << 10'001 << qint64{5'000'505'000};
        QTest::newRow("x0.25, ticks of a few ns") << 0.25 << qint64{7} << 40'001 << qint64{70'001};
        QTest::newRow("x2.5") << 2.5 << qint64{16'666'667} << 1001 << qint64{41'708'334'167};
        QTest::newRow("x64") << 64.0 << qint64{333'333} << 3000 << qint64{63'999'936'000};
        QTest::newRow("x1000") << 1000.0 << qint64{1'234'567} << 100 << qint64{123'456'700'000};
    }
    void virtualTimeIsWallTimeTimesSpeedToTheNanosecondOverAnyNumberOfTicks()
    {
        QFETCH(const double, speed);
        QFETCH(const qint64, tick);
        QFETCH(const int, ticks);
        QFETCH(const qint64, expected);
        PlayerBench bench;
        bench.player.setSpeed(speed);
        bench.play(ticks, std::chrono::nanoseconds(tick));
        QCOMPARE(bench.player.playhead().time_since_epoch().count(), expected);
        QCOMPARE(bench.player.present(), bench.player.playhead());
    }

    void playingRoundlyStopsAtMomentsThatCanBeTypedAndLosesNothing_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<qint64>("grain"); // ns
        QTest::newRow("x0.05") << 0.05 << qint64{10'000};
        QTest::newRow("x0.5") << 0.5 << qint64{100'000};
        QTest::newRow("x1") << 1.0 << qint64{1'000'000};
        QTest::newRow("x2.5") << 2.5 << qint64{1'000'000};
        QTest::newRow("x64") << 64.0 << qint64{10'000'000};
        QTest::newRow("x1000") << 1000.0 << qint64{1'000'000'000};
    }
    void playingRoundlyStopsAtMomentsThatCanBeTypedAndLosesNothing()
    {
        QFETCH(const double, speed);
        QFETCH(const qint64, grain);
        PlayerBench bench;
        bench.player.setRoundly(true);
        bench.player.setSpeed(speed);
        constexpr std::chrono::nanoseconds frame{16'666'667};
        for (int frames = 1; frames <= 60; ++frames) {
            bench.play(1, frame);
            const std::int64_t count = bench.player.playhead().time_since_epoch().count();
            const double exact = static_cast<double>(frame.count()) * frames * speed;
            QCOMPARE(count % grain, 0);
            QVERIFY(static_cast<double>(count) > exact - static_cast<double>(grain) - 1
                    && static_cast<double>(count) <= exact);
        }
    }

    void aSpeedThatIsNoBinaryFractionDoesNotDrift()
    {
        for (const double speed : {0.05, 0.1, 0.7, 3.3}) {
            PlayerBench bench;
            bench.player.setSpeed(speed);
            std::int64_t wall = 0;
            for (int i = 1; i <= 100'000; ++i) {
                const std::int64_t tick = 101 + i % 997; // ns
                bench.play(1, std::chrono::nanoseconds(tick));
                wall += tick;
                const std::int64_t off = bench.player.playhead().time_since_epoch().count()
                    - std::int64_t(std::floor(static_cast<double>(wall) * speed));
                QVERIFY2(off >= -1 && off <= 1, qPrintable(QString::number(speed)));
            }
        }
    }

    void aNewSpeedCountsFromTheNextTick()
    {
        PlayerBench bench;
        bench.play(1, 50ms);
        bench.player.setSpeed(10);
        bench.play(1, 50ms);
        bench.player.setSpeed(0.5);
        bench.play(1, 50ms);
        QCOMPARE(bench.player.playhead(), Time{} + 575ms);
    }

    void aSpeedOutOfRangeIsTheNearestOne()
    {
        PlayerBench bench;
        bench.player.setSpeed(0);
        QCOMPARE(bench.player.speed(), Player::slowest);
        bench.player.setSpeed(1e9);
        QCOMPARE(bench.player.speed(), Player::fastest);
    }

    void aPausedPlayerStandsStill()
    {
        PlayerBench bench;
        bench.play(10, 16ms);
        bench.player.setPlaying(false);
        const int looks = bench.clock.looks;
        bench.player.tick(16ms);
        QCOMPARE(bench.player.playhead(), Time{} + 160ms);
        QCOMPARE(bench.clock.looks, looks); // nothing is run
        QCOMPARE(bench.player.sliceSpent(), 0ns);
        bench.play(1, 16ms);
        QCOMPARE(bench.player.playhead(), Time{} + 176ms);
    }

    void aLongGapIsNotMadeUpFor()
    {
        PlayerBench bench;
        bench.play(1, 100ms);
        QCOMPARE(bench.player.playhead(), Time{} + 100ms);
        bench.play(1, 101ms);
        QCOMPARE(bench.player.playhead(), Time{} + 200ms);
        bench.play(1, 24h);
        QCOMPARE(bench.player.playhead(), Time{} + 300ms);
    }

    void aTickEndsWithItsSliceAndWhatWasNotReachedIsLeftOut()
    {
        PlayerBench bench(PlayerBench::busy());
        bench.clock.step = 1ms;
        bench.player.setSpeed(1000);
        bench.play(1, 100ms); // 100 s of it
        QCOMPARE(bench.player.sliceSpent(), std::chrono::nanoseconds(6ms));
        QCOMPARE(bench.clock.looks, 7); // one at the start, and one after each of six batches
        const Time first = bench.player.playhead();
        QVERIFY(first > Time{} && first < Time{} + 1s);
        QCOMPARE(bench.player.present(), first);
        // The next tick begins where this one ended: at a speed it can keep up with, it goes on from there.
        bench.clock.step = 0ns;
        bench.player.setSpeed(1);
        bench.play(1, 10ms);
        QCOMPARE(bench.player.playhead(), first + 10ms);
    }

    void aTickThatGetsToItsEndSpendsWhatItTakes()
    {
        PlayerBench bench;
        bench.clock.step = 2ms;
        bench.play(1, 16ms);
        QCOMPARE(bench.player.playhead(), Time{} + 16ms);
        QCOMPARE(bench.player.sliceSpent(), std::chrono::nanoseconds(2ms));
    }

    void theSpeedReachedIsTheSpeedSetWhereTheSimulationKeepsUp()
    {
        PlayerBench bench;
        bench.player.setSpeed(4);
        QCOMPARE(bench.player.speedReached(), 4.0);
        bench.play(100, 20ms);
        QCOMPARE(bench.player.speedReached(), 4.0);
    }

    void theSpeedReachedSaysWhatIsLeftWhereTheSliceIsTooShort()
    {
        PlayerBench bench(PlayerBench::busy());
        bench.clock.step = 3ms; // two batches a tick
        bench.player.setSpeed(1000);
        bench.play(24, 20ms);
        QCOMPARE(bench.player.speedReached(), 1000.0); // not known yet
        bench.play(1, 20ms);
        const double reached = inSeconds(bench.player.playhead()) / 0.5;
        QVERIFY(reached < 100);
        QCOMPARE(bench.player.speedReached(), reached);
        bench.player.setSpeed(2); // what was measured was another speed's
        QCOMPARE(bench.player.speedReached(), 2.0);
    }

    void aRunThatIsOverBudgetIsNotPlayedOn()
    {
        RunSettings settings{.seed = 1, .values = freshRun(0s)->values()};
        const auto table = PlayerBench::pattern().declare();
        const auto set = [&](std::string_view id, std::int64_t value) {
            settings.values[table->find(id).value()] = value;
        };
        set("producers", 100);
        set("burst", 100);
        set("interval", 1'000'000);
        set("consumers", 0);
        set("when-full", 3);
        set("memory-limit", 0);
        PlayerBench bench(settings, {.budget = 1 << 20, .world = false, .history = false});
        bench.player.setSpeed(1000);
        while (bench.player.session().outcome() != Outcome::Budget)
            bench.play(1, 1ms);
        const Time end = bench.player.playhead();
        bench.play(5, 100ms);
        QCOMPARE(bench.player.playhead(), end);
        // 512 MB less 2 KB for each of 101 tasks are 2,096,344 items of 256 B: the 20,964th burst of 100 goes beyond,
        // and the run stops then, in the middle of a slice. A burst takes 50 to 150 ms, by the seed: it is near 21 s.
        QCOMPARE(bench.player.session().metrics().items().created, std::uint64_t{2'096'400});
        QCOMPARE(end, Time{} + 21'034'267'702ns);
    }

    void equalRunsHaveEqualFingerprintsAtAnySpeedFrameRateAndSliceWithSomeoneLooking()
    {
        const Time end = Time{} + 30s;
        for (const Schedule schedule : {Schedule::Fifo, Schedule::Shuffled}) {
            const RunSettings settings{.seed = 7, .schedule = schedule};
            const std::string expected = freshRun(30s, settings)->fingerprint().text();
            struct Way {
                double speed;
                std::chrono::nanoseconds frame;
                std::chrono::nanoseconds step; // of the wall clock
            };
            for (const Way &way : {Way{1, 16'666'667ns, 0ns}, Way{0.37, 100ms, 7ms}, Way{1000, 1'234'567ns, 6ms},
                                   Way{50, 33ms, 1ms}, Way{3.3, 6'944'444ns, 100us}}) {
                PlayerBench bench(settings);
                Random whim(1, "whim", std::uint64_t(way.frame.count()));
                bench.player.setSpeed(way.speed);
                while (bench.player.present() < end) {
                    // The last way to go is done to the end, and not beyond it.
                    const double left = inSeconds(end - bench.player.present()) / way.speed;
                    const auto most = std::chrono::nanoseconds(std::int64_t(std::floor(left * 1e9)));
                    if (most <= 2ns)
                        break;
                    if (bench.player.atPresent())
                        bench.play(1, std::min(way.frame, most));
                    else
                        bench.play(1, std::min<std::chrono::nanoseconds>(way.frame, 1ms));
                    switch (whim.below(40)) {
                    case 0:
                        bench.player.seek(Time{} + bench.player.present().time_since_epoch() / 3);
                        QVERIFY(bench.player.world().tasks().size() == 5);
                        break;
                    case 1:
                        bench.player.stepBack();
                        bench.player.stepBack();
                        break;
                    case 2:
                        if (!bench.player.atPresent())
                            bench.player.stepForward();
                        break;
                    case 3:
                        bench.player.setPlaying(false);
                        break;
                    default:
                        if (whim.below(5) == 0)
                            bench.player.goToPresent();
                    }
                }
                bench.player.session().runUntil(end);
                QCOMPARE(bench.player.present(), end);
                QCOMPARE(bench.fingerprint(), expected);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestPlayer)
#include "tst_player.moc"
