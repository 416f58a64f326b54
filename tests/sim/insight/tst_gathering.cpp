// SPDX-License-Identifier: MIT
#include "insight/gathering.h"
#include "run/registry.h"
#include "sim/hand_made.h"
#include "sim/pattern_run.h"

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

using State = ResultSlot::State;

const GatherNode results{.label = words("results"), .column = 2, .group = 1, .asCompleted = {0, 1}};

std::vector<State> statesOf(const std::vector<ResultSlot> &slots)
{
    std::vector<State> states;
    for (const ResultSlot &slot : slots)
        states.push_back(slot.state);
    return states;
}

/// Task 2 has begun a job of four parts; tasks 3 to 5 work on the first three of them.
World begun()
{
    World world;
    world.apply(spawnedBy(0, 0s, 1, {rootGroup, 0}));
    world.apply(spawned(0s, 2, {0, 0}));
    world.apply(happened(1s, JobStarted, 2, {.object = 1, .payload = 4}));
    for (std::uint32_t i = 0; i < 3; ++i) {
        world.apply(spawnedBy(2, 1s, 3 + i, {1, i}));
        world.apply(happened(1s, ItemCreated, 3 + i, {.item = 11 + i}));
    }
    return world;
}

} // namespace

/// Which results of a job are there.
class TestGathering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsCancelledWithTheLastResultComesAfterIt()
    {
        World world = begun();
        world.apply(happened(2s, TaskDone, 4));
        world.apply(happened(2s, TaskCancelled, 3));
        QCOMPARE(statesOf(resultSlots(world, results, true)),
                 (std::vector{State::Waiting, State::Cancelled, State::Empty, State::Empty}));
        QCOMPARE(statesOf(resultSlots(world, results, false)),
                 (std::vector{State::Cancelled, State::Waiting, State::Empty, State::Empty}));
    }

    void beforeTheFirstJobThereAreNone() { QVERIFY(resultSlots(World(), results, false).empty()); }

    void aJobHasASlotForEachPartWhetherItsTaskIsThereOrNot()
    {
        QCOMPARE(statesOf(resultSlots(begun(), results, false)), std::vector<State>(4, State::Empty));
    }

    void aResultWaitsUntilItsItemHasBeenGathered()
    {
        World world = begun();
        world.apply(happened(2s, TaskDone, 4));
        const std::vector<ResultSlot> slots = resultSlots(world, results, false);
        QCOMPARE(statesOf(slots), (std::vector{State::Empty, State::Waiting, State::Empty, State::Empty}));
        QCOMPARE(slots[1].item, ItemId{12});
        QCOMPARE(slots[1].task, TaskId{4});
        QCOMPARE(slots[1].since, moment(2s));
        world.apply(happened(3s, ItemDone, 2, {.item = 12}));
        QCOMPARE(resultSlots(world, results, false)[1].state, State::Gathered);
    }

    void asTheyComeTheFirstSlotIsTheFirstOnes()
    {
        World world = begun();
        world.apply(happened(2s, TaskDone, 5));
        world.apply(happened(3s, ItemFailed, 3, {.item = 11}));
        world.apply(happened(3s, TaskFailed, 3));
        const std::vector<ResultSlot> slots = resultSlots(world, results, true);
        QCOMPARE(statesOf(slots), (std::vector{State::Waiting, State::Failed, State::Empty, State::Empty}));
        QCOMPARE(slots[0].task, TaskId{5});
        QCOMPARE(slots[1].task, TaskId{3});
    }

    void whatWasOfTheJobBeforeIsNoneOfThisOne()
    {
        World world = begun();
        for (const TaskId task : {3u, 4u, 5u})
            world.apply(happened(2s, TaskDone, task));
        world.apply(happened(4s, JobStarted, 2, {.object = 2, .payload = 3}));
        world.apply(spawnedBy(2, 4s, 7, {1, 0}));
        QCOMPARE(statesOf(resultSlots(world, results, false)), std::vector<State>(3, State::Empty));
        world.apply(happened(5s, TaskCancelled, 7));
        QCOMPARE(resultSlots(world, results, false)[0].state, State::Cancelled);
    }

    void atAnyMomentOfARunTheyAgreeWithItsTasks_data()
    {
        QTest::addColumn<bool>("inOrder");
        QTest::addColumn<QString>("limit");
        QTest::newRow("in order") << true << "500";
        QTest::newRow("as completed") << false << "500";
        QTest::newRow("in order, three at once") << true << "3";
    }
    void atAnyMomentOfARunTheyAgreeWithItsTasks()
    {
        QFETCH(const bool, inOrder);
        QFETCH(const QString, limit);
        PatternRun run("fan-out-fan-in",
                       {{"subtasks", "7"},
                        {"gather", inOrder ? "in-order" : "as-completed"},
                        {"failure-rate", "10%"},
                        {"limit", limit.toStdString()}},
                       3);
        const GatherNode &gather = run.session.pattern().topology().gathers.front();
        std::size_t everWaited = 0;
        for (Duration at = 0s; at < 20s; at += 37ms) {
            run.runTo(at);
            const World world = run.session.worldAt(Time{} + at);
            const std::vector<ResultSlot> slots = resultSlots(world, gather, !inOrder);
            QCOMPARE(slots.size(), std::size_t{7});
            std::size_t waiting = 0;
            for (const TaskView &task : world.tasks())
                waiting += task.place.group == gather.group && task.result != 0 ? 1 : 0;
            everWaited += waiting;
            QCOMPARE(std::size_t(std::count_if(slots.begin(), slots.end(),
                                               [](const ResultSlot &slot) { return slot.state == State::Waiting; })),
                     waiting);
            // Nothing is gathered behind one that is still awaited.
            const auto first = std::find_if(slots.begin(), slots.end(),
                                            [](const ResultSlot &slot) { return slot.state == State::Empty; });
            QVERIFY(
                std::none_of(first, slots.end(), [](const ResultSlot &slot) { return slot.state == State::Gathered; }));
        }
        QCOMPARE(everWaited > 0, inOrder); // as they come, nothing waits
    }
};

QTEST_APPLESS_MAIN(TestGathering)
#include "tst_gathering.moc"
