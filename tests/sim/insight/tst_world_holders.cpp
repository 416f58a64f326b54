// SPDX-License-Identifier: MIT
#include "insight/world.h"
#include "sim/hand_made.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

/// Workers 2, 3 and 4 in their places, watched over by task 5.
World crew()
{
    World world;
    for (const TaskId id : {2u, 3u, 4u})
        world.apply(spawned(0ns, id, {0, id - 2}));
    world.apply(spawned(0ns, 5, {1, 0}));
    return world;
}

World with(World world, std::initializer_list<Event> events)
{
    for (const Event &event : events)
        world.apply(event);
    return world;
}

template <typename Ids>
QList<TaskId> list(const Ids &ids)
{
    return {ids.begin(), ids.end()};
}

using Ids = QList<TaskId>;

} // namespace

/// What of the world is held, waited for or watched over: threads, locks, deadlines, workers.
class TestWorldHolders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachThreadHasItsTaskUntilItIsFreed()
    {
        World world = with(crew(), {happened(0ns, ThreadsChanged, 0, {.payload = 2})});
        QCOMPARE(world.threads().count, 2u);
        QCOMPARE(world.threads().taken(), std::size_t{0});
        world = with(world, {happened(1s, ThreadTaken, 2, {.object = 1}), happened(1s, ThreadTaken, 3, {.object = 0})});
        QCOMPARE(list(world.threads().holders), (Ids{3, 2}));
        QCOMPARE(world.threads().taken(), std::size_t{2});
        world.apply(happened(2s, ThreadFreed, 3, {.object = 0}));
        QCOMPARE(list(world.threads().holders), (Ids{0, 2}));
        QCOMPARE(world.threads().taken(), std::size_t{1});
    }

    void whoWaitsForAThreadStandsInLineReadyAndLeavesForItself()
    {
        World world = with(crew(),
                           {happened(0ns, ThreadsChanged, 0, {.payload = 1}),
                            happened(0ns, ThreadTaken, 2, {.object = 0}), happened(1s, ThreadWanted, 3),
                            happened(2s, ThreadWanted, 4), happened(3s, ThreadWanted, 5)});
        QCOMPARE(list(world.threads().waiting), (Ids{3, 4, 5}));
        QCOMPARE(world.task(4)->state, TaskState::Ready);
        QCOMPARE(world.task(4)->since, moment(2s));
        world.apply(happened(4s, ThreadAbandoned, 4)); // was cancelled in line
        QCOMPARE(list(world.threads().waiting), (Ids{3, 5}));
        world = with(world, {happened(5s, ThreadFreed, 2, {.object = 0}), happened(5s, ThreadTaken, 3, {.object = 0})});
        QCOMPARE(list(world.threads().waiting), Ids{5});
        QCOMPARE(list(world.threads().holders), Ids{3});
    }

    void threadsTooManyAreHeldUntilTheyAreFree()
    {
        World world = with(crew(),
                           {happened(0ns, ThreadsChanged, 0, {.payload = 2}),
                            happened(0ns, ThreadTaken, 2, {.object = 0}), happened(0ns, ThreadTaken, 3, {.object = 1}),
                            happened(1s, ThreadsChanged, 0, {.payload = 1})});
        QCOMPARE(world.threads().count, 1u);
        QCOMPARE(world.threads().taken(), std::size_t{2});
        world.apply(happened(2s, ThreadFreed, 3, {.object = 1}));
        QCOMPARE(world.threads().taken(), std::size_t{1});
    }

    void aLockHasOneHolderAndALine()
    {
        World world = with(crew(),
                           {happened(0ns, LockAcquired, 2, {.object = 0}), happened(1s, LockBlocked, 3, {.object = 0}),
                            happened(2s, LockBlocked, 4, {.object = 0})});
        QCOMPARE(world.locks().size(), std::size_t{1});
        QCOMPARE(world.locks().at(0).holder, TaskId{2});
        QCOMPARE(list(world.locks().at(0).waiting), (Ids{3, 4}));
        QCOMPARE(world.task(3)->waitKind, WaitKind::Lock);
        QCOMPARE(world.task(2)->state, TaskState::Ready);
        // It goes to the first in line.
        world = with(world,
                     {happened(3s, LockReleased, 2, {.object = 0}), happened(3s, LockAcquired, 3, {.object = 0})});
        QCOMPARE(world.locks().at(0).holder, TaskId{3});
        QCOMPARE(list(world.locks().at(0).waiting), Ids{4});
        world = with(world,
                     {happened(4s, LockAbandoned, 4, {.object = 0}), happened(5s, LockReleased, 3, {.object = 0})});
        QCOMPARE(world.locks().at(0).holder, TaskId{0});
        QVERIFY(world.locks().at(0).waiting.empty());
    }

    void theNextMayHaveTheLockBeforeTheFormerHolderSaysSo()
    {
        const World world = with(
            crew(), {happened(0ns, LockAcquired, 2), happened(1s, LockAcquired, 3), happened(1s, LockReleased, 2)});
        QCOMPARE(world.locks().at(0).holder, TaskId{3});
    }

    void locksAreToldApart()
    {
        const World world = with(crew(),
                                 {happened(0ns, LockAcquired, 2, {.object = 2}),
                                  happened(1s, LockBlocked, 3, {.object = 2}),
                                  happened(1s, LockAcquired, 4, {.object = 0})});
        QCOMPARE(world.locks().size(), std::size_t{3});
        QCOMPARE(world.locks().at(0).holder, TaskId{4});
        QCOMPARE(world.locks().at(1), LockView());
        QCOMPARE(world.locks().at(2).holder, TaskId{2});
        QCOMPARE(list(world.locks().at(2).waiting), Ids{3});
    }

    void deadlinesStandOneInAnother()
    {
        World world = with(crew(),
                           {happened(1s, DeadlineSet, 2, {.object = 7, .payload = ns(10s)}),
                            happened(2s, DeadlineSet, 2, {.object = 9, .payload = ns(3s)})});
        using Deadlines = std::vector<DeadlineView>;
        QVERIFY(world.task(2)->deadlines == (Deadlines{{7, moment(1s), moment(11s)}, {9, moment(2s), moment(5s)}}));
        QVERIFY(world.task(3)->deadlines.empty());
        world.apply(happened(4s, DeadlineMet, 2, {.object = 9}));
        QVERIFY(world.task(2)->deadlines == (Deadlines{{7, moment(1s), moment(11s)}}));
        world.apply(happened(4s, DeadlineMet, 2, {.object = 8})); // not one of its own
        QCOMPARE(world.task(2)->deadlines.size(), std::size_t{1});
    }

    void aDeadlineThatIsMovedIsTheSameWait()
    {
        const World world = with(crew(),
                                 {happened(1s, DeadlineSet, 2, {.object = 7, .payload = ns(10s)}),
                                  happened(4s, DeadlineSet, 2, {.object = 7, .payload = ns(2s)})});
        QVERIFY(world.task(2)->deadlines == (std::vector<DeadlineView>{{7, moment(1s), moment(6s)}}));
    }

    void aDeadlineStrikesWhenTheTimeIsUpAndNotWhenItsScopeIsCancelledOtherwise()
    {
        const World set = with(crew(),
                               {happened(1s, DeadlineSet, 2, {.object = 7, .payload = ns(3s)}),
                                happened(1s, DeadlineSet, 2, {.object = 8, .payload = ns(3s)})});
        const auto struck = [&](std::uint32_t scope, std::int64_t reason) {
            const World world = with(set, {happened(4s, CancelRequested, 2, {.object = scope, .payload = reason})});
            const auto &all = world.task(2)->deadlines;
            return std::pair(all.at(0).struck, all.at(1).struck);
        };
        QCOMPARE(struck(7, 2), std::pair(true, false));
        QCOMPARE(struck(8, 2), std::pair(false, true));
        QCOMPARE(struck(9, 2), std::pair(false, false));
        QCOMPARE(struck(7, 0), std::pair(false, false)); // cancelled
        QCOMPARE(struck(7, 1), std::pair(false, false)); // killed
        // It stays until what it stood over has ended.
        const World over = with(set,
                                {happened(4s, CancelRequested, 2, {.object = 7, .payload = 2}),
                                 happened(5s, DeadlineMet, 2, {.object = 7})});
        QCOMPARE(over.task(2)->deadlines.size(), std::size_t{1});
        QCOMPARE(over.task(2)->deadlines.front().scope, 8u);
    }

    void whoEndsHasNoDeadlinesAndIsNotUp_data()
    {
        QTest::addColumn<int>("kind");
        for (const EventKind kind : {TaskDone, TaskFailed, TaskCancelled, TaskKilled})
            QTest::newRow(info(kind).text.data()) << int(kind);
    }
    void whoEndsHasNoDeadlinesAndIsNotUp()
    {
        QFETCH(int, kind);
        const World before = with(crew(),
                                  {happened(1s, DeadlineSet, 2, {.object = 7, .payload = ns(3s)}),
                                   happened(1s, WorkerUp, 2), happened(1s, WorkerUp, 3)});
        QVERIFY(before.task(2)->up && before.task(3)->up);
        const World world = with(before, {happened(2s, EventKind(kind), 2)});
        QVERIFY(world.task(2)->deadlines.empty());
        QVERIFY(!world.task(2)->up);
        QVERIFY(world.task(3)->up);
    }

    void whoNobodyWaitsForIsAbandoned()
    {
        const World world = with(crew(), {happened(1s, TaskAbandoned, 5, {.object = 3})});
        QVERIFY(world.task(3)->orphaned);
        QVERIFY(!world.task(5)->orphaned && !world.task(2)->orphaned);
        QCOMPARE(world.task(3)->state, TaskState::Ready); // it goes on unseen
        QVERIFY(with(crew(), {happened(1s, TaskAbandoned, 5, {.object = 99})}).tasks() == crew().tasks());
    }

    void aWorkerHangsAndMayWakeUp()
    {
        World world = with(crew(), {happened(1s, WorkerUp, 2), happened(2s, WorkerHung, 2)});
        QVERIFY(world.task(2)->up && world.task(2)->hung); // nobody has noticed yet
        world.apply(happened(3s, HeartbeatMissed, 5, {.object = 2, .payload = ns(1s)}));
        QVERIFY(!world.task(2)->up && world.task(2)->hung);
        QVERIFY(!world.task(5)->hung);
        world.apply(happened(4s, WorkerUp, 2));
        QVERIFY(world.task(2)->up && !world.task(2)->hung);
    }

    void aDeadWorkerIsFollowedAtAKnownTime()
    {
        World world = with(
            crew(), {happened(1s, TaskFailed, 2), happened(1s, RestartScheduled, 5, {.object = 2, .payload = ns(4s)})});
        QCOMPARE(world.task(2)->restartAt.value(), moment(5s));
        QVERIFY(!world.task(3)->restartAt && !world.task(5)->restartAt);
        world.apply(happened(2s, RestartScheduled, 5, {.object = 2, .payload = ns(1s)})); // turned meanwhile
        QCOMPARE(world.task(2)->restartAt.value(), moment(3s));
        world.apply(spawned(3s, 6, {0, 0}));
        QCOMPARE(world.taskAt({0, 0})->id, TaskId{6});
        QVERIFY(!world.taskAt({0, 0})->restartAt);
        QCOMPARE(world.taskAt({0, 0})->restarts, 1u);
    }

    void whoFollowsAHungOneCountsAsARestart()
    {
        const World world = with(crew(), {happened(1s, WorkerHung, 2), spawned(2s, 6, {0, 0}), spawned(2s, 7, {0, 1})});
        QCOMPARE(world.taskAt({0, 0})->restarts, 1u);
        QVERIFY(!world.taskAt({0, 0})->hung);
        QCOMPARE(world.taskAt({0, 1})->restarts, 1u);
    }
};

QTEST_APPLESS_MAIN(TestWorldHolders)
#include "tst_world_holders.moc"
