// SPDX-License-Identifier: MIT
#include "insight/wake_ups.h"
#include "sim/hand_made.h"
#include "sim/pattern_run.h"

#include <algorithm>
#include <limits>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr Place producer{0, 0};
constexpr Place consumer{1, 0};

TaskPlaces placesOf(const PatternRun &run)
{
    TaskPlaces places;
    places.extend(run.session.trace(), run.session.keyFrames(), std::numeric_limits<std::size_t>::max());
    return places;
}

/// Of one task up to 60 s.
std::vector<WakeUp> wakeUpsOf(const PatternRun &run, Place place, Duration from, Duration to, Duration focus = 60s,
                              std::size_t most = 1000)
{
    const std::vector<Place> places{place};
    return wakeUps(run.session.trace(), placesOf(run), places, moment(from), moment(to), moment(focus), most).ofThem;
}

Given slowConsumer()
{
    return {{"producers", "1"}, {"interval", "100ms"}, {"interval-shape", "fixed"},
            {"consumers", "1"}, {"work", "1s"},        {"work-shape", "fixed"},
            {"capacity", "2"}};
}

} // namespace

/// Who woke whom.
class TestWakeUps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aConsumerThatMakesRoomWakesTheProducer()
    {
        PatternRun run("backpressure", slowConsumer());
        run.runTo(5s);
        // Item 1 is taken at 100 ms, so the consumer takes the next ones at 1.1 s, 2.1 s … when the producer is in line.
        const auto found = wakeUpsOf(run, producer, 1s, 4s);
        QCOMPARE(found.size(), std::size_t(3));
        for (std::size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].by, consumer);
            QCOMPARE(found[i].woken, producer);
            QCOMPARE(found[i].woke, moment(1100ms + i * 1s));
            QCOMPARE(found[i].caused, found[i].woke);
            QVERIFY(found[i].kind == EventKind::Received);
        }
    }

    void aProducerThatSendsWakesTheIdleConsumer()
    {
        PatternRun run("backpressure",
                       {{"producers", "1"},
                        {"interval", "1s"},
                        {"interval-shape", "fixed"},
                        {"consumers", "1"},
                        {"work", "100ms"},
                        {"work-shape", "fixed"}});
        run.runTo(5s);
        const auto found = wakeUpsOf(run, consumer, 500ms, 4500ms);
        QCOMPARE(found.size(), std::size_t(4));
        for (const WakeUp &one : found)
            QCOMPARE(one.by, producer);
        QCOMPARE(found[2].woke, moment(3s));
        QVERIFY(wakeUpsOf(run, producer, 500ms, 4500ms).empty()); // time alone wakes it
    }

    void onlyTheNearestAreKeptInOrder()
    {
        PatternRun run("backpressure", slowConsumer());
        run.runTo(60s);
        const auto all = wakeUpsOf(run, producer, 0s, 60s);
        QVERIFY(all.size() > 50);
        const auto near = wakeUpsOf(run, producer, 0s, 60s, 30s, 3);
        QCOMPARE(near.size(), std::size_t(3));
        QCOMPARE(near[0].woke, moment(29100ms));
        QCOMPARE(near[1].woke, moment(30100ms));
        QCOMPARE(near[2].woke, moment(31100ms));
    }

    void whomTheyWokeIsToldFromWhoWokeThem()
    {
        PatternRun run("backpressure", slowConsumer());
        run.runTo(5s);
        const auto ask = [&](const std::vector<Place> &places, std::size_t most) {
            return wakeUps(run.session.trace(), placesOf(run), places, moment(1s), moment(4s), moment(4s), most);
        };
        const WakeUps ofConsumer = ask({consumer}, 10);
        QCOMPARE(ofConsumer.byThem, ask({producer}, 10).ofThem);
        QCOMPARE(ofConsumer.byThem.size(), std::size_t(3));
        QVERIFY(ofConsumer.ofThem.empty()); // what it takes is there already
        QCOMPARE(ofConsumer.leftOut, std::size_t(0));
        QVERIFY(run.session.trace().at(ofConsumer.byThem[0].cause).kind == EventKind::Received);
        // Of both, each is told once.
        const WakeUps ofBoth = ask({producer, consumer}, 10);
        QCOMPARE(ofBoth.ofThem.size(), std::size_t(3));
        QVERIFY(ofBoth.byThem.empty());
        QCOMPARE(ask({consumer}, 1).byThem.size(), std::size_t(1));
        QCOMPARE(ask({consumer}, 1).leftOut, std::size_t(2));
    }

    void nobodyIsWokenWhereNobodyIsChosenOrNothingIsKept()
    {
        PatternRun run("backpressure", slowConsumer());
        run.runTo(5s);
        QVERIFY(wakeUps(run.session.trace(), placesOf(run), {}, {}, moment(5s), {}, 10).ofThem.empty());
        QVERIFY(wakeUpsOf(run, producer, 5s, 1s).empty());
        QVERIFY(wakeUpsOf(run, Place{7, 3}, 0s, 5s).empty());
    }

    void tasksThatAreGoneAreStillKnown()
    {
        PatternRun run("task-spawning", {});
        run.runTo(30s);
        // Whoever a subtask was spawned by, or had its thread from, has long been replaced.
        std::size_t count = 0;
        for (const auto &[place, lane] : run.session.history().lanes())
            count += wakeUpsOf(run, place, 1s, 4s).size();
        QVERIFY(count > 0);
    }
};

QTEST_APPLESS_MAIN(TestWakeUps)
#include "tst_wake_ups.moc"
