// SPDX-License-Identifier: MIT
#include "app/player/player_bench.h"

#include <QTest>

#include <vector>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// One that has come to @p end and plays backwards from there.
class BackwardsBench : public PlayerBench
{
public:
    explicit BackwardsBench(Duration end, RunSettings settings = {.seed = 1}, Retention retention = {})
        : PlayerBench(std::move(settings), retention)
    {
        player.session().runUntil(Time{} + end);
        player.goToPresent();
        player.setBackwards(true);
    }
};

} // namespace

/// Playing backwards, and a stretch over and over.
class TestPlayerBackwards : public QObject
{
    Q_OBJECT

    /// The playhead after each tick, in ms.
    static std::vector<std::int64_t> ticks(PlayerBench &bench, int count, std::chrono::nanoseconds wall)
    {
        std::vector<std::int64_t> times;
        for (int i = 0; i < count; ++i) {
            bench.play(1, wall);
            times.push_back(bench.player.playhead().time_since_epoch() / 1ms);
        }
        return times;
    }
    using Times = std::vector<std::int64_t>;

private Q_SLOTS:
    void wallTimeTakesThePlayheadBackToTheNanosecondOverAnyNumberOfTicks_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<qint64>("tick"); // ns
        QTest::addColumn<int>("ticks");
        QTest::addColumn<qint64>("expected"); // ns
        QTest::newRow("x1 at 60 frames a second")
            << 1.0 << qint64{16'666'667} << 600 << qint64{110'000'000'000 - 10'000'000'200};
        QTest::newRow("x0.5, odd ticks") << 0.5 << qint64{1'000'001} << 10'001
                                         << qint64{110'000'000'000 - 5'000'505'000};
        QTest::newRow("x0.25, ticks of a few ns") << 0.25 << qint64{7} << 40'001 << qint64{110'000'000'000 - 70'001};
        QTest::newRow("x64") << 64.0 << qint64{333'333} << 3000 << qint64{110'000'000'000 - 63'999'936'000};
    }
    void wallTimeTakesThePlayheadBackToTheNanosecondOverAnyNumberOfTicks()
    {
        QFETCH(const double, speed);
        QFETCH(const qint64, tick);
        QFETCH(const int, ticks);
        QFETCH(const qint64, expected);
        BackwardsBench bench(110s);
        bench.player.setSpeed(speed);
        bench.play(ticks, std::chrono::nanoseconds(tick));
        QCOMPARE(bench.player.playhead().time_since_epoch().count(), expected);
        QCOMPARE(bench.player.present(), Time{} + 110s); // nothing is run for it
        QVERIFY(bench.player.playing());
        QVERIFY(!bench.player.atPresent());
        QCOMPARE(bench.player.position(), bench.player.session().trace().firstAfter(bench.player.playhead()));
    }

    void roundlyItStopsAtTheSameMomentsAsForwards()
    {
        PlayerBench forwards;
        forwards.player.setRoundly(true);
        BackwardsBench backwards(60s);
        backwards.player.setRoundly(true);
        constexpr std::chrono::nanoseconds frame{16'666'667};
        for (int frames = 1; frames <= 600; ++frames) {
            forwards.play(1, frame);
            backwards.play(1, frame);
            QCOMPARE(backwards.player.playhead() - Time{}, 60s - (forwards.player.playhead() - Time{}));
        }
    }

    void atTheStartItPausesAndPlaysForwardsFromThere()
    {
        BackwardsBench bench(120ms);
        QCOMPARE(ticks(bench, 2, 50ms), (Times{70, 20}));
        bench.player.tick(50ms);
        QCOMPARE(bench.player.playhead(), Time{});
        QVERIFY(!bench.player.playing());
        bench.player.tick(50ms);
        QCOMPARE(bench.player.playhead(), Time{});
        bench.player.setBackwards(false);
        QCOMPARE(ticks(bench, 3, 50ms), (Times{50, 100, 150}));
        QCOMPARE(bench.player.present(), Time{} + 150ms);
    }

    void atTheOldestTimeThatIsKeptItPauses()
    {
        BackwardsBench bench(5s, PlayerBench::busy(), {.budget = 4 << 20});
        const Time oldest = bench.player.session().forgottenBefore();
        QVERIFY(oldest > Time{});
        bench.player.setSpeed(1000);
        bench.player.setPlaying(true);
        for (int i = 0; i < 10; ++i)
            bench.player.tick(100ms);
        QCOMPARE(bench.player.playhead(), oldest);
        QVERIFY(!bench.player.playing());
        bench.play(1, 100ms); // and stays there
        QCOMPARE(bench.player.playhead(), oldest);
        QVERIFY(!bench.player.playing());
    }

    void atThePresentItIsForwardsAgain()
    {
        BackwardsBench bench(5s);
        bench.play(1, 100ms);
        QVERIFY(bench.player.backwards());
        bench.player.goToPresent();
        QVERIFY(!bench.player.backwards());
        bench.play(1, 100ms);
        QCOMPARE(bench.player.playhead(), Time{} + 5100ms);
    }

    void aTurnOnTheWayLosesNothing()
    {
        BackwardsBench bench(5s);
        bench.play(7, 100ms);
        bench.player.setBackwards(false);
        bench.play(3, 100ms);
        QCOMPARE(bench.player.playhead(), Time{} + 4600ms);
        QCOMPARE(bench.player.speedReached(), 1.0);
        bench.player.setBackwards(true);
        bench.play(10, 100ms);
        QCOMPARE(bench.player.playhead(), Time{} + 3600ms);
        QCOMPARE(bench.player.speedReached(), 1.0);
    }

    void aRunThatIsOverBudgetCanBePlayedBackAndForthInWhatItWas()
    {
        RunSettings settings{.seed = 1, .values = freshRun(0s)->values()};
        const auto table = PlayerBench::pattern().declare();
        for (const auto &[id, value] :
             std::initializer_list<std::pair<std::string_view, std::int64_t>>{{"producers", 100},
                                                                              {"burst", 100},
                                                                              {"interval", 1'000'000},
                                                                              {"consumers", 0},
                                                                              {"when-full", 3},
                                                                              {"memory-limit", 0}})
            settings.values[table->find(id).value()] = value;
        BackwardsBench bench(60s, settings, {.budget = 1 << 20, .history = false});
        QCOMPARE(bench.player.session().outcome(), Outcome::Budget);
        const Time end = bench.player.present();
        bench.play(2, 10ms);
        QCOMPARE(bench.player.playhead(), end - 20ms);
        bench.player.setBackwards(false);
        bench.play(1, 10ms);
        QCOMPARE(bench.player.playhead(), end - 10ms);
        bench.play(5, 10ms);
        QCOMPARE(bench.player.playhead(), end);
    }

    void aLoopIsPlayedOverAndOver()
    {
        BackwardsBench bench(5s);
        bench.player.setBackwards(false);
        bench.player.seek(Time{} + 900ms);
        bench.player.setLoop(Player::Stretch{Time{} + 1s, Time{} + 1250ms});
        // It comes in from outside, stays at each end for a tick, and what is beyond the end is not made up for.
        QCOMPARE(ticks(bench, 10, 100ms), (Times{1000, 1100, 1200, 1250, 1000, 1100, 1200, 1250, 1000, 1100}));
        QVERIFY(bench.player.playing());
    }

    void backwardsItGoesTheOtherWayRound()
    {
        BackwardsBench bench(5s);
        bench.player.seek(Time{} + 1350ms);
        bench.player.setLoop(Player::Stretch{Time{} + 1s, Time{} + 1250ms});
        QCOMPARE(ticks(bench, 9, 100ms), (Times{1250, 1150, 1050, 1000, 1250, 1150, 1050, 1000, 1250}));
        bench.player.setBackwards(false); // at its end, from which it goes back to the start
        QCOMPARE(ticks(bench, 3, 100ms), (Times{1000, 1100, 1200}));
    }

    void aLoopThatEndsAtThePresentRunsNothingOn()
    {
        PlayerBench bench;
        bench.play(10, 100ms);
        bench.player.setLoop(Player::Stretch{Time{} + 800ms, Time{} + 1s});
        QCOMPARE(ticks(bench, 6, 100ms), (Times{800, 900, 1000, 800, 900, 1000}));
        QCOMPARE(bench.player.present(), Time{} + 1s);
    }

    void aLoopFromTheStartIsNoReasonToPause()
    {
        BackwardsBench bench(5s);
        bench.player.seek(Time{} + 150ms);
        bench.player.setLoop(Player::Stretch{Time{}, Time{} + 200ms});
        QCOMPARE(ticks(bench, 6, 100ms), (Times{50, 0, 200, 100, 0, 200}));
        QVERIFY(bench.player.playing());
    }

    void besideALoopItPlaysAsEver()
    {
        BackwardsBench bench(5s);
        bench.player.setLoop(Player::Stretch{Time{} + 1s, Time{} + 2s});
        bench.player.seek(Time{} + 900ms);
        QCOMPARE(ticks(bench, 2, 100ms), (Times{800, 700}));
        bench.player.setBackwards(false);
        bench.player.seek(Time{} + 2001ms);
        QCOMPARE(ticks(bench, 2, 100ms), (Times{2101, 2201}));
        bench.player.setLoop(std::nullopt);
        bench.player.seek(Time{} + 1950ms);
        QCOMPARE(ticks(bench, 1, 100ms), (Times{2050}));
    }

    void aLoopShorterThanATickShowsBothOfItsEnds()
    {
        BackwardsBench bench(5s);
        bench.player.setBackwards(false);
        bench.player.setLoop(Player::Stretch{Time{} + 1s, Time{} + 1s + 1ms});
        bench.player.seek(Time{} + 1s);
        QCOMPARE(ticks(bench, 4, 100ms), (Times{1001, 1000, 1001, 1000}));
    }

    void aLoopThatHasBeenForgottenInPartIsPlayedAsFarAsItIsKept()
    {
        BackwardsBench bench(5s, PlayerBench::busy(), {.budget = 4 << 20});
        const Time oldest = bench.player.session().forgottenBefore();
        bench.player.setLoop(Player::Stretch{Time{} + 1ms, oldest + 5ms});
        bench.player.seek(oldest + 3ms);
        bench.play(1, 2ms);
        QCOMPARE(bench.player.playhead(), oldest + 1ms);
        bench.play(1, 2ms);
        QCOMPARE(bench.player.playhead(), oldest);
        bench.play(1, 2ms);
        QCOMPARE(bench.player.playhead(), oldest + 5ms);
        bench.player.setLoop(Player::Stretch{Time{} + 1ms, oldest}); // nothing of it is kept
        bench.player.seek(oldest);
        bench.play(1, 2ms);
        QVERIFY(!bench.player.playing());
    }

    void anotherRunHasNoLoop()
    {
        PlayerBench bench;
        bench.play(10, 100ms);
        bench.player.setLoop(Player::Stretch{Time{}, Time{} + 100ms});
        bench.player.load(std::make_unique<Session>(PlayerBench::pattern(), RunSettings{.seed = 2}));
        QCOMPARE(ticks(bench, 3, 100ms), (Times{100, 200, 300}));
    }

    void thePlayheadCanBeSetRightAfterAnyEvent()
    {
        BackwardsBench bench(5s);
        const Trace &trace = bench.player.session().trace();
        World world;
        for (Sequence position = 0; position < trace.count(); ++position) {
            bench.player.seekTo(position);
            QCOMPARE(bench.player.position(), position);
            QCOMPARE(bench.player.playhead(), position == 0 ? Time{} : trace.at(position - 1).time);
            if (position % 7 == 0) {
                QVERIFY(bench.player.world() == bench.player.session().keyFrames().before(position));
                QVERIFY(bench.player.world().ledger() == world.ledger());
            }
            world.apply(trace.at(position));
        }
        bench.player.seekTo(trace.count());
        QCOMPARE(bench.player.position(), trace.count());
        QCOMPARE(bench.player.playhead(), trace.at(trace.count() - 1).time);
        QCOMPARE(bench.player.present(), Time{} + 5s);
        bench.player.seekTo(~Sequence{0});
        QCOMPARE(bench.player.position(), trace.count());
    }

    void whatIsForgottenIsNotSoughtFor()
    {
        BackwardsBench bench(5s, PlayerBench::busy(), {.budget = 4 << 20});
        bench.player.seekTo(0);
        QCOMPARE(bench.player.playhead(), bench.player.session().forgottenBefore());
        QCOMPARE(bench.player.position(), bench.player.session().trace().firstAfter(bench.player.playhead()));
        QVERIFY(bench.player.world() == bench.player.session().worldAt(bench.player.playhead()));
    }
};

QTEST_APPLESS_MAIN(TestPlayerBackwards)
#include "tst_player_backwards.moc"
