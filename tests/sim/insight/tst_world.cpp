// SPDX-License-Identifier: MIT
#include "insight/world.h"
#include "sim/hand_made.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

constexpr Place maker{0, 0};
constexpr Place taker{1, 0};

World folded(std::initializer_list<Event> events)
{
    World world;
    for (const Event &event : events)
        world.apply(event);
    return world;
}

/// Maker 2 and taker 3, and a channel for two.
World startedWorld()
{
    return folded({spawned(0ns, 1, {rootGroup, 0}), spawned(0ns, 2, maker), spawned(0ns, 3, taker),
                   happened(0ns, ChannelOpened, 1, {.payload = 2})});
}

QList<TaskId> tasksOf(const std::deque<InLine> &line)
{
    QList<TaskId> list;
    for (const InLine &one : line)
        list.push_back(one.task);
    return list;
}

QList<ItemId> itemsOf(const ChannelView &channel)
{
    return {channel.items.begin(), channel.items.end()};
}

} // namespace

/// The state of a run, folded from events made by hand.
class TestWorld : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRootIsNotPartOfThePicture()
    {
        const World world = startedWorld();
        QCOMPARE(world.tasks().size(), std::size_t{2});
        QCOMPARE(world.alive(), 2u);
        QVERIFY(!world.task(1));
        QVERIFY(!world.taskAt({rootGroup, 0}));
        QCOMPARE(world.task(2)->parent, TaskId{1});
        QCOMPARE(world.taskAt(taker), world.task(3));
        QVERIFY(!world.taskAt({0, 1}));
        QVERIFY(!world.taskAt({2, 0}));
    }

    void eachEventMakesItsStateOfItsTask_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("wait");
        const auto row = [](EventKind kind, TaskState state, WaitKind wait = WaitKind::None) {
            QTest::newRow(info(kind).text.data()) << int(kind) << int(state) << int(wait);
        };
        row(WorkStarted, TaskState::Running);
        row(SleepStarted, TaskState::Waiting, WaitKind::Sleep);
        row(SendBlocked, TaskState::Waiting, WaitKind::Send);
        row(ReceiveBlocked, TaskState::Waiting, WaitKind::Receive);
        row(JoinBlocked, TaskState::Waiting, WaitKind::Join);
        row(WorkEnded, TaskState::Ready);
        row(SleepEnded, TaskState::Ready);
        row(Sent, TaskState::Ready);
        row(Received, TaskState::Ready);
        row(SendAbandoned, TaskState::Ready);
        row(ReceiveAbandoned, TaskState::Ready);
        row(JoinEnded, TaskState::Ready);
        row(TaskDone, TaskState::Done);
        row(TaskFailed, TaskState::Failed);
        row(TaskCancelled, TaskState::Cancelled);
        row(TaskKilled, TaskState::Killed);
    }
    void eachEventMakesItsStateOfItsTask()
    {
        QFETCH(int, kind);
        QFETCH(int, state);
        QFETCH(int, wait);
        World world = startedWorld();
        world.apply(happened(7s, EventKind(kind), 2, {.object = 0, .item = 5, .site = 44}));
        const TaskView &task = *world.task(2);
        QCOMPARE(int(task.state), state);
        QCOMPARE(int(task.waitKind), wait);
        QCOMPARE(task.since, moment(7s));
        QCOMPARE(task.site, SiteId{44});
        QCOMPARE(world.alive(), hasEnded(task.state) ? 1u : 2u);
        QCOMPARE(world.time(), moment(7s));
        QCOMPARE(world.task(3)->state, TaskState::Ready); // the other goes on as it was
    }

    void lengthsAreThoseOfTheWorkOrSleepUnderWay()
    {
        World world = startedWorld();
        world.apply(happened(1s, WorkStarted, 2, {.object = 4, .item = 9, .payload = ns(3s), .site = 10}));
        QCOMPARE(world.task(2)->length, Duration(3s));
        QCOMPARE(world.task(2)->object, 4u);
        QCOMPARE(world.task(2)->item, ItemId{9});
        world.apply(happened(2s, WorkRetimed, 2, {.object = 4, .item = 9, .payload = ns(5s)}));
        QCOMPARE(world.task(2)->length, Duration(5s));
        QCOMPARE(world.task(2)->since, moment(1s)); // it began when it began
        QCOMPARE(world.task(2)->state, TaskState::Running);
        world.apply(happened(6s, WorkEnded, 2, {.object = 4, .payload = ns(5s)}));
        QCOMPARE(world.task(2)->length, Duration::zero());
        QCOMPARE(world.task(2)->site, SiteId{10}); // an event without a place leaves it
    }

    void sendersStandInTheOrderInWhichTheyCameAndEachLeavesForItself()
    {
        World world = startedWorld();
        for (TaskId task = 10; task < 14; ++task)
            world.apply(happened(1s * task, SendBlocked, task, {.item = task + 100u}));
        const ChannelView &channel = world.channels().at(0);
        QCOMPARE(tasksOf(channel.senders), (QList<TaskId>{10, 11, 12, 13}));
        QVERIFY((channel.senders[1] == InLine{11, 111, moment(11s)}));
        world.apply(happened(20s, SendAbandoned, 11, {.item = 111}));
        QCOMPARE(tasksOf(channel.senders), (QList<TaskId>{10, 12, 13}));
        world.apply(happened(20s, Sent, 10, {.item = 110, .payload = ns(10s)}));
        QCOMPARE(tasksOf(channel.senders), (QList<TaskId>{12, 13}));
        QCOMPARE(itemsOf(channel), QList<ItemId>{110});
        QCOMPARE(channel.sent, std::uint64_t{1});
    }

    void receiversStandInTheOrderInWhichTheyCameAndEachLeavesForItself()
    {
        World world = startedWorld();
        for (TaskId task = 10; task < 14; ++task)
            world.apply(happened(1s * task, ReceiveBlocked, task));
        const ChannelView &channel = world.channels().at(0);
        world.apply(happened(20s, ReceiveAbandoned, 12));
        QCOMPARE(tasksOf(channel.receivers), (QList<TaskId>{10, 11, 13}));
        // Straight into its hands: sent, and received at once.
        world.apply(happened(20s, Sent, 2, {.item = 7}));
        world.apply(happened(20s, Received, 10, {.item = 7, .payload = ns(10s)}));
        QCOMPARE(tasksOf(channel.receivers), (QList<TaskId>{11, 13}));
        QVERIFY(channel.items.empty());
        QCOMPARE(channel.received, std::uint64_t{1});
    }

    void anItemGoesFromHandToChannelToHandToItsEnd()
    {
        World world = startedWorld();
        world.apply(happened(1s, ItemCreated, 2, {.item = 1}));
        QCOMPARE(world.task(2)->item, ItemId{1});
        QCOMPARE(world.items().inFlight(), std::uint64_t{1});
        world.apply(happened(1s, SendBlocked, 2, {.item = 1}));
        QCOMPARE(world.task(2)->item, ItemId{1});
        world.apply(happened(2s, Sent, 2, {.item = 1}));
        QCOMPARE(world.task(2)->item, ItemId{0});
        QCOMPARE(itemsOf(world.channels().at(0)), QList<ItemId>{1});
        world.apply(happened(3s, Received, 3, {.item = 1}));
        QCOMPARE(world.task(3)->item, ItemId{1});
        QVERIFY(world.channels().at(0).items.empty());
        world.apply(happened(4s, ItemDone, 3, {.item = 1, .payload = ns(3s)}));
        QCOMPARE(world.task(3)->item, ItemId{0});
        QCOMPARE(world.items().done, std::uint64_t{1});
        QCOMPARE(world.items().inFlight(), std::uint64_t{0});
    }

    void eachEndOfAnItemHasItsCount_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QList<int>>("counts"); // done, failed, cancelled, dropped, lost
        QTest::newRow("done") << int(ItemDone) << QList<int>{1, 0, 0, 0, 0};
        QTest::newRow("failed") << int(ItemFailed) << QList<int>{0, 1, 0, 0, 0};
        QTest::newRow("cancelled") << int(ItemCancelled) << QList<int>{0, 0, 1, 0, 0};
        QTest::newRow("dropped") << int(ItemDropped) << QList<int>{0, 0, 0, 1, 0};
        QTest::newRow("lost") << int(ItemLost) << QList<int>{0, 0, 0, 0, 1};
    }
    void eachEndOfAnItemHasItsCount()
    {
        QFETCH(int, kind);
        QFETCH(QList<int>, counts);
        World world = startedWorld();
        world.apply(happened(1s, ItemCreated, 2, {.item = 1}));
        world.apply(happened(1s, EventKind(kind), 2, {.item = 1}));
        const ItemCounts &items = world.items();
        QCOMPARE(
            (QList<int>{int(items.done), int(items.failed), int(items.cancelled), int(items.dropped), int(items.lost)}),
            counts);
        QCOMPARE(items.created, std::uint64_t{1});
        QCOMPARE(items.inFlight(), std::uint64_t{0});
        QCOMPARE(world.task(2)->item, ItemId{0});
    }

    void droppedAsTheNewestItLeavesTheHandAndAsTheOldestTheChannel()
    {
        World world = startedWorld();
        for (ItemId item = 1; item <= 2; ++item)
            world.apply(happened(1s, Sent, 2, {.item = item}));
        world.apply(happened(2s, ItemCreated, 2, {.item = 3}));
        world.apply(happened(2s, ItemDropped, 2, {.item = 3, .payload = 0}));
        QCOMPARE(itemsOf(world.channels().at(0)), (QList<ItemId>{1, 2}));
        QCOMPARE(world.task(2)->item, ItemId{0});
        world.apply(happened(3s, ItemCreated, 2, {.item = 4}));
        world.apply(happened(3s, ItemDropped, 2, {.item = 1, .payload = 1}));
        QCOMPARE(itemsOf(world.channels().at(0)), QList<ItemId>{2});
        QCOMPARE(world.task(2)->item, ItemId{4}); // still to be sent
        world.apply(happened(3s, Sent, 2, {.item = 4}));
        QCOMPARE(itemsOf(world.channels().at(0)), (QList<ItemId>{2, 4}));
        QCOMPARE(world.channels().at(0).dropped, std::uint64_t{2});
    }

    void channelsOpenCloseAndChangeTheirCapacity()
    {
        World world = startedWorld();
        QVERIFY(world.channels().at(0).open);
        QVERIFY(!world.channels().at(0).full());
        for (ItemId item = 1; item <= 2; ++item)
            world.apply(happened(1s, Sent, 2, {.item = item}));
        QVERIFY(world.channels().at(0).full());
        world.apply(happened(2s, CapacityChanged, 0, {.payload = 3}));
        QVERIFY(!world.channels().at(0).full());
        world.apply(happened(2s, CapacityChanged, 0, {.payload = 1}));
        QVERIFY(world.channels().at(0).full());
        world.apply(happened(2s, CapacityChanged, 0, {.payload = -1}));
        QVERIFY(world.channels().at(0).unbounded() && !world.channels().at(0).full());
        world.apply(happened(3s, ChannelClosed, 1));
        QVERIFY(!world.channels().at(0).open);
        world.apply(happened(4s, ChannelOpened, 1, {.object = 2, .payload = 5}));
        QCOMPARE(world.channels().size(), std::size_t{3}); // that of number 1 is there, but not open
        QVERIFY(!world.channels().at(1).open);
        QCOMPARE(world.channels().at(2).capacity, std::int64_t{5});
    }

    void aCrashLosesWhatTheChannelHeldAndTheWorldIsDownUntilItStartsAnew()
    {
        World world = startedWorld();
        for (ItemId item = 1; item <= 2; ++item) {
            world.apply(happened(1s, ItemCreated, 2, {.item = item}));
            world.apply(happened(1s, Sent, 2, {.item = item}));
        }
        world.apply(happened(2s, ProcessCrashed, 2, {.payload = 2}));
        QCOMPARE(world.downSince(), std::optional(moment(2s)));
        QVERIFY(!world.downUntil());
        world.apply(happened(2s, TaskKilled, 2));
        world.apply(happened(2s, TaskKilled, 3));
        world.apply(happened(2s, ChannelClosed, 1));
        world.apply(happened(2s, ItemLost, 1, {.item = 1}));
        world.apply(happened(2s, ItemLost, 1, {.item = 2}));
        QVERIFY(world.channels().at(0).items.empty());
        QCOMPARE(world.items().lost, std::uint64_t{2});
        QCOMPARE(world.alive(), 0u);
        world.apply(happened(2s, SleepStarted, 1, {.payload = ns(5s)}));
        QCOMPARE(world.downUntil(), std::optional(moment(7s)));
        world.apply(happened(3s, SleepRetimed, 1, {.payload = ns(2s)}));
        QCOMPARE(world.downUntil(), std::optional(moment(4s)));
        world.apply(happened(4s, ProcessRestarted, 1));
        QVERIFY(!world.downSince() && !world.downUntil());
        QCOMPARE(world.crashes(), 1u);
        world.apply(happened(9s, ProcessCrashed, 2));
        QCOMPARE(world.crashes(), 2u);
        QCOMPARE(world.downSince(), std::optional(moment(9s)));
    }

    void aPlaceThatIsTakenOverCountsARestartUnlessWhoWasInItHadBeenDismissed()
    {
        World world = startedWorld();
        TaskId latest = 2;
        const auto takeOverAfter = [&](EventKind end) {
            world.apply(happened(1s, end, latest));
            world.apply(spawned(2s, latest + 10, maker));
            latest += 10;
            return world.taskAt(maker)->restarts;
        };
        QCOMPARE(takeOverAfter(TaskDone), 1u);
        QCOMPARE(takeOverAfter(TaskFailed), 2u);
        QCOMPARE(takeOverAfter(TaskKilled), 3u);
        QCOMPARE(takeOverAfter(TaskCancelled), 4u);
        world.apply(happened(1s, TaskDismissed, 0, {.object = latest})); // turned down, and up again
        QCOMPARE(takeOverAfter(TaskCancelled), 4u);
        QCOMPARE(takeOverAfter(TaskFailed), 5u);
        QCOMPARE(world.tasks().size(), std::size_t{2});
        QCOMPARE(world.taskAt(maker)->id, latest);
        QCOMPARE(world.taskAt(maker)->state, TaskState::Ready);
        QCOMPARE(world.taskAt(maker)->since, moment(2s));
        QVERIFY(!world.task(2)); // replaced
        QCOMPARE(world.alive(), 2u);
    }

    void anEndedTaskStaysInItsPlaceWithEmptyHands()
    {
        World world = startedWorld();
        world.apply(happened(1s, ItemCreated, 2, {.item = 1}));
        world.apply(happened(2s, TaskFailed, 2));
        QCOMPARE(world.taskAt(maker)->id, TaskId{2});
        QCOMPARE(world.taskAt(maker)->item, ItemId{0});
    }

    void parametersKeepTheValueTheyWereTurnedToLast()
    {
        World world = startedWorld();
        QVERIFY(!world.lastSet(0));
        world.apply(happened(1s, ParameterChanged, 0, {.object = 3, .payload = 10}));
        world.apply(happened(2s, ParameterChanged, 0, {.object = 3, .payload = 20}));
        QCOMPARE(world.lastSet(3), std::optional(std::int64_t{20}));
        QVERIFY(!world.lastSet(2));
        QVERIFY(!world.lastSet(4));
    }

    void stuckLastsUntilSomethingHappens()
    {
        World world = startedWorld();
        world.apply(happened(1s, Stalled, 0, {.payload = 2}));
        QCOMPARE(world.stuckSince(), std::optional(moment(1s)));
        QVERIFY(!world.deadlocked());
        world.apply(happened(5s, ParameterChanged));
        QVERIFY(!world.stuckSince());
    }

    void aDeadlockIsKnownByItsCircle()
    {
        World world = startedWorld();
        world.apply(happened(1s, DeadlockFound, 0, {.payload = 2}));
        world.apply(happened(1s, DeadlockLink, 2, {.object = 3}));
        world.apply(happened(1s, DeadlockLink, 3, {.object = 2}));
        QVERIFY(world.deadlocked());
        QCOMPARE(world.stuckSince(), std::optional(moment(1s)));
        QCOMPARE(world.deadlock(), (std::vector<TaskId>{2, 3}));
        QCOMPARE(world.task(2)->state, TaskState::Ready); // the links tell nothing of states
        world.apply(happened(4s, SleepStarted, 2));
        QVERIFY(!world.deadlocked() && !world.stuckSince() && world.deadlock().empty());
    }

    void motionsAreTheLatestAndNameWhereTheirTaskStands()
    {
        World world = startedWorld();
        for (ItemId item = 1; item <= World::motionsKept; ++item)
            world.apply(happened(1s, Sent, 2, {.item = item, .payload = 6}));
        world.apply(happened(2s, Received, 3, {.item = 1, .payload = 8}));
        QCOMPARE(world.motions().size(), World::motionsKept);
        QCOMPARE(world.motions().front().item, ItemId{2}); // that of 1 has gone
        QVERIFY((world.motions().back() == Motion{Received, 0, 3, taker, 1, 8, moment(2s)}));
        QVERIFY((world.motions().front() == Motion{Sent, 0, 2, maker, 2, 6, moment(1s)}));
    }

    void whatATaskReturnedIsItsResultUntilSomebodyFinishesIt()
    {
        World world = startedWorld();
        world.apply(happened(0s, ItemCreated, 2, {.item = 7}));
        world.apply(happened(1s, TaskDone, 2));
        QCOMPARE(world.task(2)->item, ItemId{0});
        QCOMPARE(world.task(2)->result, ItemId{7});
        world.apply(happened(3s, ItemDone, 3, {.item = 7, .payload = 3}));
        QCOMPARE(world.task(2)->result, ItemId{0});
        QVERIFY((world.motions().back() == Motion{ItemDone, 0, 2, maker, 7, 3, moment(3s)})); // from where it lay
        world.apply(happened(4s, ItemDone, 3, {.item = 8}));                                  // nobody's
        QCOMPARE(world.motions().back().place, taker);

        World stopped = startedWorld();
        stopped.apply(happened(0s, ItemCreated, 2, {.item = 7}));
        stopped.apply(happened(1s, TaskCancelled, 2));
        QCOMPARE(stopped.task(2)->result, ItemId{0});
    }

    void weightGrowsWithWhatThereIsToCopy()
    {
        World world = startedWorld();
        const std::size_t weight = world.weight();
        const std::size_t bytes = world.bytes();
        world.apply(happened(1s, SendBlocked, 2, {.item = 1}));
        world.apply(happened(1s, ReceiveBlocked, 3));
        QCOMPARE(world.weight(), weight + 2);
        QCOMPARE(world.bytes(), bytes + 2 * sizeof(InLine));
        world.apply(happened(2s, Sent, 2, {.item = 1})); // out of line, into the channel, a motion
        QCOMPARE(world.weight(), weight + 3);
    }

    void whoLosesItsPlaceWhileItLivesIsOutOfThePicture()
    {
        World world = startedWorld();
        world.apply(happened(1s, WorkerUp, 2));
        world.apply(happened(2s, WorkerHung, 2));
        world.apply(happened(3s, WorkerUp, 2)); // it has woken up
        QVERIFY(!world.task(2)->hung);
        world.apply(happened(4s, WorkerHung, 2));
        world.apply(spawned(5s, 4, maker));
        QCOMPARE(world.alive(), 2u);
        QCOMPARE(world.taskAt(maker)->id, TaskId{4});
        QCOMPARE(world.taskAt(maker)->restarts, 1u);
        const World before = world;
        world.apply(happened(5s, TaskDone, 2));
        QVERIFY(world.tasks() == before.tasks());
        QCOMPARE(world.alive(), before.alive());
    }
};

QTEST_APPLESS_MAIN(TestWorld)
#include "tst_world.moc"
