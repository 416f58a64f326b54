// SPDX-License-Identifier: MIT
#include "insight/condition.h"
#include "insight/history.h"
#include "sim/hand_made.h"
#include "sim/pattern_run.h"

#include <set>
#include <span>

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

Q_DECLARE_METATYPE(coroscope::TaskState)
Q_DECLARE_METATYPE(coroscope::WaitKind)
Q_DECLARE_METATYPE(coroscope::Condition)

namespace {

constexpr std::uint32_t queue = 0;
constexpr std::uint32_t bucket = 1;

const Topology topology{
    .groups = {{.id = "worker", .label = words("Worker"), .column = 0, .longLived = true}},
    .channels = {{.id = "queue", .label = words("queue"), .column = 1},
                 {.id = "bucket", .label = words("bucket"), .column = 1, .stock = true}},
    .terminals = {},
    .links = {},
    .activities = {},
};

constexpr Place first{0, 0};
constexpr Place second{0, 1};

/// What events of tasks in these places have left in the lanes.
struct Past : History {
    explicit Past(const std::vector<Event> &events) : History(topology, {}) { tell(*this, events); }

    /// "0 ready, 1 running": the conditions, and since which second.
    QStringList story(Place place) const
    {
        static const char *const names[] = {"ready", "running", "idle",   "blocked",  "holding",
                                            "hung",  "done",    "failed", "cancelled"};
        QStringList list;
        for (const ConditionSeries::Step &step : lanes().at(place).condition.steps())
            list << QStringLiteral("%1 %2").arg(step.from.time_since_epoch() / 1s).arg(names[step.value]);
        return list;
    }
    /// The seconds at which its task became one that nobody waits for, or was followed by one that somebody waits for.
    QStringList orphanage(Place place) const
    {
        QStringList list;
        for (const Series::Step &step : lanes().at(place).orphaned.steps())
            list << QStringLiteral("%1 %2").arg(step.from.time_since_epoch() / 1s).arg(step.value);
        return list;
    }
};

World worldOf(const std::vector<Event> &events)
{
    World world;
    world.apply(events);
    return world;
}

} // namespace

/// How tasks fare, and what the lanes keep of it.
class TestCondition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatATaskWaitsForMakesTheDifference_data()
    {
        QTest::addColumn<WaitKind>("kind");
        QTest::addColumn<bool>("forStock");
        QTest::addColumn<Condition>("condition");
        QTest::newRow("nothing known") << WaitKind::None << false << Condition::Idle;
        QTest::newRow("time") << WaitKind::Sleep << false << Condition::Idle;
        QTest::newRow("room") << WaitKind::Send << false << Condition::Blocked;
        QTest::newRow("room for stock") << WaitKind::Send << true << Condition::Blocked;
        QTest::newRow("work") << WaitKind::Receive << false << Condition::Idle;
        QTest::newRow("stock") << WaitKind::Receive << true << Condition::Blocked;
        QTest::newRow("its children") << WaitKind::Join << false << Condition::Idle;
        QTest::newRow("a lock") << WaitKind::Lock << false << Condition::Blocked;
    }
    void whatATaskWaitsForMakesTheDifference()
    {
        QFETCH(const WaitKind, kind);
        QFETCH(const bool, forStock);
        QFETCH(const Condition, condition);
        const TaskTransition waiting{TaskState::Waiting, kind};
        QCOMPARE(conditionOf(waiting, {.forStock = forStock}), condition);
        // With a thread it keeps others from computing, whatever it waits for.
        QCOMPARE(conditionOf(waiting, {.forStock = forStock, .thread = true}), Condition::Holding);
        QCOMPARE(conditionOf(waiting, {.forStock = forStock, .hung = true}), Condition::Hung);
        QCOMPARE(conditionOf(waiting, {.forStock = forStock, .thread = true, .hung = true}), Condition::Hung);
    }

    void whoDoesNotWaitIsReadyOrAtWork()
    {
        for (const bool thread : {false, true}) {
            QCOMPARE(conditionOf({TaskState::Ready}, {.thread = thread}), Condition::Ready);
            QCOMPARE(conditionOf({TaskState::Running}, {.thread = thread}), Condition::Running);
            QCOMPARE(conditionOf({TaskState::Ready}, {.thread = thread, .hung = true}), Condition::Hung);
            QCOMPARE(conditionOf({TaskState::Running}, {.thread = thread, .hung = true}), Condition::Hung);
        }
    }

    void anEndIsAnEndWhateverWasBefore_data()
    {
        QTest::addColumn<TaskState>("state");
        QTest::addColumn<Condition>("condition");
        QTest::newRow("done") << TaskState::Done << Condition::Done;
        QTest::newRow("failed") << TaskState::Failed << Condition::Failed;
        QTest::newRow("went down") << TaskState::Killed << Condition::Failed;
        QTest::newRow("cancelled") << TaskState::Cancelled << Condition::Cancelled;
    }
    void anEndIsAnEndWhateverWasBefore()
    {
        QFETCH(const TaskState, state);
        QFETCH(const Condition, condition);
        for (int i = 0; i < 8; ++i) {
            const Circumstances circumstances{(i & 1) != 0, (i & 2) != 0, (i & 4) != 0};
            QCOMPARE(conditionOf({state}, circumstances), condition);
        }
    }

    void threeConditionsAreEnds()
    {
        QList<Condition> ends;
        for (int i = 0; i <= static_cast<int>(Condition::Cancelled); ++i) {
            if (hasEnded(static_cast<Condition>(i)))
                ends << static_cast<Condition>(i);
        }
        QCOMPARE(ends, (QList<Condition>{Condition::Done, Condition::Failed, Condition::Cancelled}));
    }

    void circumstancesAreThoseOfTheWorld()
    {
        const std::vector<Event> crew = {happened(0s, ThreadsChanged, 0, {.payload = 2}), spawned(0s, 2, first),
                                         spawned(0s, 3, second)};
        const auto fares = [&](std::vector<Event> events) {
            events.insert(events.begin(), crew.begin(), crew.end());
            const World world = worldOf(events);
            return conditionOf(*world.task(2), world, topology);
        };
        QCOMPARE(fares({}), Condition::Ready);
        QCOMPARE(fares({happened(1s, WorkStarted, 2)}), Condition::Running);
        QCOMPARE(fares({happened(1s, ReceiveBlocked, 2, {.object = queue})}), Condition::Idle);
        QCOMPARE(fares({happened(1s, ReceiveBlocked, 2, {.object = bucket})}), Condition::Blocked);
        QCOMPARE(fares({happened(1s, SendBlocked, 2, {.object = bucket})}), Condition::Blocked);
        // Only what is received from may be a stock: of a sleep the object is an activity.
        QCOMPARE(fares({happened(1s, SleepStarted, 2, {.object = bucket})}), Condition::Idle);
        QCOMPARE(fares({happened(1s, ReceiveBlocked, 2, {.object = 7})}), Condition::Idle);
        QCOMPARE(fares({happened(1s, ThreadTaken, 2, {.object = 1}), happened(1s, SleepStarted, 2)}),
                 Condition::Holding);
        QCOMPARE(fares({happened(1s, ThreadTaken, 3, {.object = 1}), happened(1s, SleepStarted, 2)}), Condition::Idle);
        QCOMPARE(fares({happened(1s, WorkerHung, 2)}), Condition::Hung);
        QCOMPARE(fares({happened(1s, WorkerHung, 2), happened(2s, WorkerUp, 2)}), Condition::Ready);
    }

    void whoIsSpawnedAsAnotherIsCancelledIsNotToStop()
    {
        PatternRun run("structured-concurrency", {{"pause", "0s"}, {"patience", "400ms"}, {"variant", "scope"}}, 1);
        int requests = 0;
        for (Duration at = 5ms; at < 5s; at += 100ms) {
            run.runTo(at);
            const World world = run.session.worldAt(Time{} + at);
            for (const TaskView &task : world.tasks()) {
                const TaskView *const parent = world.task(task.parent);
                if (hasEnded(task.state) || task.orphaned || !parent || !parent->cancelledOthers)
                    continue;
                requests += parent->cancelledOthers == task.born ? 1 : 0;
                QVERIFY(!isStopping(task, world)); // nothing here takes time to stop
            }
        }
        QVERIFY(requests > 10);
    }

    void aLaneTellsWhatHeldItsTaskUp()
    {
        const Past past({spawned(0s, 2, first), happened(1s, WorkStarted, 2), happened(2s, WorkEnded, 2),
                         happened(2s, SendBlocked, 2, {.object = queue}), happened(3s, Sent, 2, {.object = queue}),
                         happened(3s, ReceiveBlocked, 2, {.object = queue}),
                         happened(4s, Received, 2, {.object = queue}),
                         happened(4s, ReceiveBlocked, 2, {.object = bucket}),
                         happened(5s, Received, 2, {.object = bucket}), happened(5s, LockBlocked, 2),
                         happened(6s, LockAcquired, 2), happened(6s, SleepStarted, 2, {.object = bucket}),
                         happened(7s, SleepEnded, 2), happened(7s, TaskDone, 2)});
        QCOMPARE(
            past.story(first),
            QStringList({"0 ready", "1 running", "2 blocked", "3 idle", "4 blocked", "5 blocked", "6 idle", "7 done"}));
    }

    void aLaneTellsWhenAThreadIsHeldForNothing()
    {
        const Past past({spawned(0s, 2, first), happened(1s, ThreadTaken, 2, {.object = 0}),
                         happened(1s, WorkStarted, 2), happened(2s, WorkEnded, 2), happened(2s, SleepStarted, 2),
                         happened(3s, ThreadFreed, 2, {.object = 0}), happened(4s, ThreadTaken, 2, {.object = 1}),
                         happened(5s, SleepEnded, 2), happened(5s, ThreadFreed, 2, {.object = 1}),
                         happened(6s, TaskDone, 2)});
        QCOMPARE(past.story(first),
                 QStringList({"0 ready", "1 running", "2 holding", "3 idle", "4 holding", "5 ready", "6 done"}));
    }

    void aLaneTellsWhenItsTaskHangsUntilItWakesUpOrIsReplaced()
    {
        const Past past({spawned(0s, 2, first), happened(0s, WorkerUp, 2),
                         happened(0s, ReceiveBlocked, 2, {.object = queue}), happened(1s, WorkerHung, 2),
                         happened(2s, WorkStarted, 2), happened(3s, WorkerUp, 2), happened(4s, WorkerHung, 2),
                         spawned(5s, 3, first), happened(6s, WorkStarted, 3)});
        QCOMPARE(past.story(first), QStringList({"0 idle", "1 hung", "3 running", "4 hung", "5 ready", "6 running"}));
    }

    void whoFollowsInAPlaceHoldsNoThreadOfItsPredecessor()
    {
        const Past past({spawned(0s, 2, first), happened(0s, ThreadTaken, 2), happened(1s, SleepStarted, 2),
                         happened(2s, TaskKilled, 2), spawned(3s, 3, first), happened(4s, SleepStarted, 3)});
        QCOMPARE(past.story(first), QStringList({"0 ready", "1 holding", "2 failed", "3 ready", "4 idle"}));
    }

    void whoHasLostItsPlaceLeavesTheLaneToItsFollower()
    {
        const Past past({spawned(0s, 2, first), happened(1s, WorkStarted, 2), spawned(2s, 3, first),
                         happened(3s, WorkerHung, 2), happened(4s, TaskFailed, 2), happened(5s, WorkStarted, 3)});
        QCOMPARE(past.story(first), QStringList({"0 ready", "1 running", "2 ready", "5 running"}));
    }

    void aLaneTellsFromWhenOnNobodyWaits()
    {
        const Past past({spawned(0s, 2, first), spawnedBy(2, 0s, 3, second),
                         happened(2s, TaskAbandoned, 2, {.object = 3}), happened(4s, TaskDone, 3),
                         spawnedBy(2, 6s, 4, second), happened(8s, TaskDone, 2)});
        QCOMPARE(past.orphanage(second), QStringList({"2 1", "6 0", "8 1"}));
        QVERIFY(past.lanes().at(first).orphaned.empty()); // it never was one
        QVERIFY(past.hasSeenOrphans());
    }

    void anOrphanWithoutAPlaceIsInNoLane()
    {
        const Past past(
            {spawned(0s, 2, first), spawnedBy(2, 0s, 3, second), spawned(1s, 4, second), happened(2s, TaskDone, 2)});
        QVERIFY(past.lanes().at(second).orphaned.empty());
        QVERIFY(!past.hasSeenOrphans());
    }

    void onlyWhatLastedHasBeenSeen()
    {
        const std::vector<Event> begun = {spawned(0s, 2, first), happened(0s, WorkStarted, 2)};
        const auto after = [&](std::vector<Event> events) {
            events.insert(events.begin(), begun.begin(), begun.end());
            return Past(events);
        };
        const auto seen = [](const Past &past) {
            QList<Condition> list;
            for (int i = 0; i <= static_cast<int>(Condition::Cancelled); ++i) {
                if (past.hasSeen(static_cast<Condition>(i)))
                    list << static_cast<Condition>(i);
            }
            return list;
        };
        using Seen = QList<Condition>;
        QCOMPARE(seen(after({})), Seen()); // it is ready for no time, and how long it runs is not known yet
        QCOMPARE(seen(after({happened(1s, WorkEnded, 2)})), Seen{Condition::Running});
        // Ready for no time in between.
        QCOMPARE(seen(after({happened(1s, WorkEnded, 2), happened(1s, SleepStarted, 2), happened(2s, SleepEnded, 2)})),
                 (Seen{Condition::Running, Condition::Idle}));
        QCOMPARE(seen(after({happened(1s, WorkEnded, 2), happened(2s, SendBlocked, 2), happened(2s, Sent, 2),
                             happened(3s, WorkStarted, 2)})),
                 (Seen{Condition::Ready, Condition::Running}));
        // An end lasts, even if another task has the place at once.
        QCOMPARE(seen(after({happened(1s, TaskFailed, 2), spawned(1s, 3, first)})),
                 (Seen{Condition::Running, Condition::Failed}));
        QCOMPARE(seen(after({happened(1s, WorkerHung, 2), happened(2s, WorkerUp, 2)})),
                 (Seen{Condition::Running, Condition::Hung}));
        QCOMPARE(seen(after({happened(1s, WorkerHung, 2), happened(1s, WorkerUp, 2), happened(2s, TaskDone, 2)})),
                 Seen{Condition::Running});
    }

    void whatWasSeenStaysSeenWhenItsTimeIsForgotten()
    {
        Past past({spawned(0s, 2, first), happened(1s, SendBlocked, 2, {.object = queue}),
                   happened(2s, Sent, 2, {.object = queue}), happened(2s, WorkStarted, 2), happened(9s, TaskFailed, 2),
                   spawned(9s, 3, first)});
        past.forgetBefore(moment(9s));
        QCOMPARE(past.story(first), QStringList("9 ready"));
        QVERIFY(past.hasSeen(Condition::Blocked) && past.hasSeen(Condition::Running)
                && past.hasSeen(Condition::Failed));
        QVERIFY(past.hasSeenRestarts() && !past.hasSeenOrphans());
    }

    void lanesAndWorldsAgreeInEveryPattern_data()
    {
        QTest::addColumn<const PatternInfo *>("pattern");
        QTest::addColumn<std::size_t>("setup");
        for (const PatternInfo *pattern : patterns()) {
            for (std::size_t i = 0; i < pattern->setups().size(); ++i)
                QTest::addRow("%s, %zu", pattern->id.data(), i) << pattern << i;
        }
    }
    void lanesAndWorldsAgreeInEveryPattern()
    {
        QFETCH(const PatternInfo *, pattern);
        QFETCH(const std::size_t, setup);
        const Setup &given = pattern->setups()[setup];
        PatternRun run(pattern->id, {given.values.begin(), given.values.end()});
        run.runTo(15s);
        const Topology &stage = pattern->topology();
        const Trace &trace = run.session.trace();
        History history(stage, std::vector<std::int64_t>(run.session.parameters().all().size()));
        Reducer reducer;
        reducer.add(history);
        World world;
        std::set<Condition> lasted;
        bool orphans = false;
        for (Sequence i = 0; i < trace.count(); ++i) {
            const Event &event = trace.at(i);
            if (event.time > world.time()) { // a moment is over
                for (const TaskView &task : world.tasks())
                    lasted.insert(conditionOf(task, world, stage));
            }
            reducer.consume(std::span(&event, 1), i);
            world.apply(event);
            for (const TaskId id : {event.task, event.object}) {
                const TaskView *const task = world.task(id);
                if (!task)
                    continue;
                const History::Lane &lane = history.lanes().at(task->place);
                QCOMPARE(static_cast<Condition>(lane.condition.steps().back().value), conditionOf(*task, world, stage));
                QCOMPARE(!lane.orphaned.empty() && lane.orphaned.steps().back().value != 0, task->orphaned);
                orphans |= task->orphaned;
            }
        }
        QCOMPARE(history.hasSeenOrphans(), orphans);
        for (const Condition condition : {Condition::Ready, Condition::Running, Condition::Idle, Condition::Blocked,
                                          Condition::Holding, Condition::Hung})
            QVERIFY(!history.hasSeen(condition) || lasted.contains(condition));
    }
};

QTEST_APPLESS_MAIN(TestCondition)
#include "tst_condition.moc"
