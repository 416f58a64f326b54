// SPDX-License-Identifier: MIT
#include "app/player/player_bench.h"

#include <QTest>

#include <vector>

using namespace coroscope;
using namespace coroscope::test;

namespace {

struct Stop {
    Sequence position;
    Time time;

    friend bool operator==(const Stop &, const Stop &) = default;
};

Stop here(const Player &player)
{
    return {player.position(), player.playhead()};
}

} // namespace

/// Moving the playhead through what has been played.
class TestPlayerPast : public QObject
{
    Q_OBJECT

    static void playTo(PlayerBench &bench, std::chrono::milliseconds end)
    {
        bench.play(int(end / 100ms), 100ms);
        QCOMPARE(bench.player.playhead(), Time{} + end);
    }

private Q_SLOTS:
    void theWorldAtThePlayheadIsThatOfAFreshRunToThatMoment()
    {
        PlayerBench bench;
        playTo(bench, 60s);
        for (const Duration time :
             {Duration{59s}, Duration{12'345'678'901}, Duration{1}, Duration{0}, Duration{30s}, Duration{300ms}}) {
            bench.player.seek(Time{} + time);
            QCOMPARE(bench.player.playhead(), Time{} + time);
            QVERIFY(!bench.player.atPresent());
            const auto fresh = freshRun(time);
            QVERIFY(bench.player.world() == fresh->world());
            QCOMPARE(bench.player.position(), fresh->eventCount());
            QCOMPARE(bench.player.present(), Time{} + 60s); // nothing is run for it
        }
    }

    void seekingBeyondThePresentGoesThere()
    {
        PlayerBench bench;
        playTo(bench, 10s);
        bench.player.seek(Time{} + 3s);
        bench.player.seek(Time{} + 11s);
        QVERIFY(bench.player.atPresent());
        QCOMPARE(bench.player.playhead(), Time{} + 10s);
        bench.player.seek(Time{} + 3s);
        bench.player.seek(Time{} + 10s);
        QVERIFY(bench.player.atPresent());
        bench.player.seek(Time{} + 3s);
        bench.player.goToPresent();
        QCOMPARE(bench.player.playhead(), Time{} + 10s);
        QCOMPARE(bench.player.position(), bench.player.session().eventCount());
    }

    void thePastIsReplayedUpToThePresentAndPlayedOnFromThere()
    {
        PlayerBench bench;
        playTo(bench, 5s);
        const Sequence events = bench.player.session().eventCount();
        bench.player.seek(Time{} + 4s);
        for (int i = 1; i < 10; ++i) {
            bench.play(1, 100ms);
            const Duration time = 4s + i * 100ms;
            QCOMPARE(bench.player.playhead(), Time{} + time);
            QVERIFY(!bench.player.atPresent());
            QVERIFY(bench.player.world() == freshRun(time)->world());
            QCOMPARE(bench.player.session().eventCount(), events);
        }
        bench.play(1, 50ms);
        QVERIFY(!bench.player.atPresent());
        bench.play(1, 100ms);
        QVERIFY(bench.player.atPresent());
        QCOMPARE(bench.player.playhead(), Time{} + 5050ms);
        QCOMPARE(bench.fingerprint(), freshRun(5050ms)->fingerprint().text());
    }

    void replayingSpendsNothingInTheSimulation()
    {
        PlayerBench bench;
        playTo(bench, 5s);
        bench.player.seek(Time{} + 1s);
        bench.clock.looks = 0;
        bench.play(10, 100ms);
        QCOMPARE(bench.player.playhead(), Time{} + 2s);
        QCOMPARE(bench.clock.looks, 0);
        QCOMPARE(bench.player.sliceSpent(), 0ns);
    }

    void steppingForwardAndBackVisitsTheSameEvents()
    {
        PlayerBench bench;
        playTo(bench, 5s);
        bench.player.seek(Time{});
        QVERIFY(bench.player.stepForward());
        std::vector<Stop> forward = {here(bench.player)};
        while (forward.back().time < Time{} + 4s) {
            QVERIFY(bench.player.stepForward());
            QVERIFY(!bench.player.atPresent());
            forward.push_back(here(bench.player));
            const Event &last = bench.player.session().trace().at(bench.player.position() - 1);
            QVERIFY(worthSeeing(last.kind));
            QCOMPARE(last.time, bench.player.playhead());
        }
        QVERIFY(forward.size() > 50);
        std::vector<Stop> back = {here(bench.player)};
        while (back.back().position > forward.front().position) {
            QVERIFY(bench.player.stepBack());
            back.push_back(here(bench.player));
        }
        QCOMPARE(std::vector<Stop>(back.rbegin(), back.rend()), forward);
    }

    void noEventWorthSeeingIsPassedOver()
    {
        PlayerBench bench;
        playTo(bench, 3s);
        const Trace &trace = bench.player.session().trace();
        bench.player.seek(Time{} + 1s);
        std::size_t expected = 0;
        for (Sequence i = bench.player.position(); i < trace.count(); ++i)
            expected += std::size_t{worthSeeing(trace.at(i).kind)};
        std::size_t steps = 0;
        while (bench.player.position() < trace.count()) {
            QVERIFY(bench.player.stepForward());
            ++steps;
        }
        QCOMPARE(steps, expected);
        QCOMPARE(bench.player.position(), trace.count());
    }

    void aStepAtThePresentMakesOneMoreEventAndEndsUpWhereRunningDoes()
    {
        PlayerBench bench;
        playTo(bench, 5s);
        for (int i = 0; i < 100; ++i) {
            const Sequence before = bench.player.position();
            QVERIFY(bench.player.stepForward());
            QVERIFY(bench.player.atPresent());
            QVERIFY(bench.player.position() > before);
        }
        bench.player.session().runUntil(Time{} + 20s);
        QCOMPARE(bench.fingerprint(), freshRun(20s)->fingerprint().text());
    }

    /// A task does several things in one turn, and a press of the key shows one of them.
    void aStepAtThePresentIsOneEventAndIsTakenBackByOne()
    {
        PlayerBench bench;
        playTo(bench, 5s);
        const Trace &trace = bench.player.session().trace();
        std::vector<Stop> forward;
        for (int i = 0; i < 100; ++i) {
            const Sequence before = bench.player.position();
            QVERIFY(bench.player.stepForward());
            int events = 0;
            for (Sequence event = before; event < bench.player.position(); ++event)
                events += worthSeeing(trace.at(event).kind);
            QCOMPARE(events, 1);
            forward.push_back(here(bench.player));
        }
        std::vector<Stop> back = {here(bench.player)};
        for (int i = 1; i < 100; ++i) {
            QVERIFY(bench.player.stepBack());
            back.push_back(here(bench.player));
        }
        QCOMPARE(std::vector<Stop>(back.rbegin(), back.rend()), forward);
    }

    void steppingBackEndsAtTheFirstEvent()
    {
        PlayerBench bench;
        playTo(bench, 1s);
        while (bench.player.stepBack()) {
        }
        QCOMPARE(bench.player.position(), Sequence{1});
        QCOMPARE(bench.player.playhead(), Time{});
        QVERIFY(!bench.player.stepBack());
    }

    void aStalledRunHasNothingMoreToStepTo()
    {
        RunSettings settings{.seed = 1, .values = freshRun(0s)->values()};
        settings.values[PlayerBench::pattern().declare()->find("consumers").value()] = 0;
        PlayerBench bench(settings);
        playTo(bench, 10s);
        QVERIFY(!bench.player.stepForward());
        QCOMPARE(bench.player.playhead(), Time{} + 10s);
        QVERIFY(bench.player.stepBack());
        QVERIFY(!bench.player.atPresent());
    }

    void anyEventCanBeGoneToAlsoBetweenTwoOfOneInstant()
    {
        PlayerBench bench;
        playTo(bench, 10s);
        const Trace &trace = bench.player.session().trace();
        World world;
        for (Sequence position = 1; position <= trace.count(); ++position) {
            world.apply(trace.at(position - 1));
            bench.player.seekTo(position);
            QCOMPARE(here(bench.player), (Stop{position, trace.at(position - 1).time}));
            QVERIFY(bench.player.world() == world);
        }
        QVERIFY(!bench.player.atPresent()); // the last event was before the present
        bench.player.seekTo(0);
        QCOMPARE(here(bench.player), (Stop{0, Time{}}));
        bench.player.seekTo(7);
        QVERIFY(bench.player.stepForward()); // and on from there
        QVERIFY(bench.player.position() > 7);
        bench.player.seekTo(trace.count() + 5);
        QCOMPARE(bench.player.position(), trace.count());
        bench.play(10, 100ms);
        QCOMPARE(bench.fingerprint(),
                 freshRun(Duration(bench.player.present().time_since_epoch()))->fingerprint().text());
    }

    void whatIsForgottenCannotBeGoneTo()
    {
        PlayerBench bench(PlayerBench::busy(), {.budget = 4 << 20});
        playTo(bench, 10s);
        const Time oldest = bench.player.session().forgottenBefore();
        QVERIFY(oldest > Time{} + 1s);
        bench.player.seek(Time{} + 500ms);
        QCOMPARE(bench.player.playhead(), oldest);
        const Duration time = oldest.time_since_epoch();
        QVERIFY(bench.player.world() == freshRun(time, PlayerBench::busy())->world());
        const Sequence first = bench.player.position();
        bench.player.seekTo(bench.player.session().trace().firstKept());
        QCOMPARE(here(bench.player), (Stop{first, oldest}));
        QVERIFY(!bench.player.stepBack());
        QVERIFY(bench.player.stepForward());
        QVERIFY(bench.player.playhead() > oldest);
    }

    void aNewSessionBeginsAtItsStart()
    {
        PlayerBench bench;
        playTo(bench, 5s);
        bench.player.seek(Time{} + 2s);
        QVERIFY(bench.player.world().items().created > 0);
        bench.player.load(std::make_unique<Session>(PlayerBench::pattern(), RunSettings{.seed = 2}));
        QVERIFY(bench.player.atPresent());
        QCOMPARE(bench.player.playhead(), Time{});
        QCOMPARE(bench.player.world().items().created, std::uint64_t{0});
        QVERIFY(bench.player.playing()); // whether it plays is not the session's
        bench.play(10, 100ms);
        QCOMPARE(bench.fingerprint(), freshRun(1s, {.seed = 2})->fingerprint().text());
    }
};

QTEST_APPLESS_MAIN(TestPlayerPast)
#include "tst_player_past.moc"
