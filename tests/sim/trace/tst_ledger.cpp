// SPDX-License-Identifier: MIT
#include "sim/hand_made.h"
#include "trace/ledger.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

constexpr Place first{0, 0};
constexpr Place second{0, 1};

TaskTransition running()
{
    return {TaskState::Running};
}

} // namespace

/// What events change: the deltas that all numbers of a run are made of.
class TestLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTaskIsKnownFromItsBirthToItsEnd()
    {
        Ledger ledger;
        const Delta born = ledger.apply(spawned(1s, 2, first));
        QVERIFY(born.spawned && !born.replaces && !born.displaced && !born.before);
        QCOMPARE(born.task->place, first);
        const Delta works = ledger.apply(happened(2s, WorkStarted, 2));
        QCOMPARE(works.before.value(), TaskTransition{TaskState::Ready});
        QCOMPARE(works.beforeSince, moment(1s));
        QCOMPARE(works.task->state, running());
        QCOMPARE(works.slot, born.slot);
        // What says nothing of its state still says whose it is.
        const Delta item = ledger.apply(happened(3s, ItemCreated, 2, {.item = 1}));
        QVERIFY(!item.before);
        QCOMPARE(item.task->since, moment(2s));
        const Delta end = ledger.apply(happened(4s, TaskFailed, 2));
        QVERIFY(end.ended);
        QCOMPARE(end.before.value(), running());
        QCOMPARE(end.task->state, TaskTransition{TaskState::Failed});
        // It stays the last in its place, but nothing happens to it any more.
        QCOMPARE(ledger.taskAt(first)->id, TaskId{2});
        QVERIFY(!ledger.apply(happened(5s, WorkStarted, 2)).task);
    }

    void theRootHasNoPlace()
    {
        Ledger ledger;
        const Delta born = ledger.apply(spawned(0s, 1, {rootGroup, 0}));
        QVERIFY(!born.spawned && !born.task);
        QVERIFY(!ledger.task(1));
        QVERIFY(!ledger.apply(happened(0s, SleepStarted, 1)).task);
        QCOMPARE(ledger.placeCount(), std::size_t{0});
    }

    void placesAreNumberedAsTheyAreTaken()
    {
        Ledger ledger;
        QCOMPARE(ledger.apply(spawned(0s, 2, {1, 4})).task->placeNumber, 0u);
        QCOMPARE(ledger.apply(spawned(0s, 3, first)).task->placeNumber, 1u);
        QCOMPARE(ledger.apply(spawned(0s, 4, {1, 4})).task->placeNumber, 0u);
        QCOMPARE(ledger.placeCount(), std::size_t{2});
        QVERIFY(!ledger.taskAt({1, 3}) && !ledger.taskAt({2, 0}));
    }

    void oneThatTakesAPlaceOverReplacesTheLast()
    {
        Ledger ledger;
        ledger.apply(spawned(0s, 2, first));
        ledger.apply(happened(1s, TaskFailed, 2));
        const Delta next = ledger.apply(spawned(2s, 3, first));
        QVERIFY(next.spawned && next.replaces);
        QVERIFY(!next.displaced); // it was no longer alive
        QVERIFY(!ledger.task(2));
        // A dismissed one has no replacement.
        const Delta dismissed = ledger.apply(happened(3s, TaskDismissed, 9, {.object = 3}));
        QCOMPARE(dismissed.other->id, TaskId{3});
        QVERIFY(dismissed.other->dismissed);
        ledger.apply(happened(4s, TaskDone, 3));
        QVERIFY(!ledger.apply(spawned(5s, 4, first)).replaces);
    }

    void oneThatHasLostItsPlaceLivesOnWithoutIt()
    {
        Ledger ledger;
        const std::uint32_t slot = ledger.apply(spawned(0s, 2, first)).slot;
        ledger.apply(happened(1s, WorkStarted, 2));
        const Delta next = ledger.apply(spawned(2s, 3, first));
        QCOMPARE(next.displaced->id, TaskId{2});
        QCOMPARE(next.displacedSlot, slot);
        QCOMPARE(next.displaced->state, running());
        QVERIFY(next.slot != slot);
        QCOMPARE(ledger.taskAt(first)->id, TaskId{3});
        const Delta end = ledger.apply(happened(3s, TaskDone, 2));
        QVERIFY(end.ended && !end.task->inPlace);
        QVERIFY(!ledger.task(2));
        // Only now another may have its slot.
        QCOMPARE(ledger.apply(spawned(4s, 4, second)).slot, slot);
    }

    void eventsAboutAnotherTaskNameIt()
    {
        Ledger ledger;
        ledger.apply(spawned(0s, 2, first));
        ledger.apply(spawned(0s, 3, second));
        for (const EventKind kind : {TaskAbandoned, HeartbeatMissed, RestartScheduled}) {
            const Delta delta = ledger.apply(happened(1s, kind, 2, {.object = 3}));
            QCOMPARE(delta.task->id, TaskId{2});
            QCOMPARE(delta.other->id, TaskId{3});
            QVERIFY(!delta.other->dismissed);
        }
        QVERIFY(!ledger.apply(happened(1s, TaskAbandoned, 2, {.object = 8})).other);
        // In others the object is something else.
        QVERIFY(!ledger.apply(happened(1s, Sent, 2, {.object = 3})).other);
    }

    void channelsAreFollowed()
    {
        Ledger ledger;
        QVERIFY(!ledger.apply(happened(0s, WorkStarted, 2)).channel);
        QCOMPARE(ledger.apply(happened(0s, ChannelOpened, 1, {.object = 1, .payload = 2})).channel->capacity,
                 std::int64_t{2});
        const auto fillAfter = [&](EventKind kind, Rest rest) {
            return ledger.apply(happened(1s, kind, 2, rest)).channel;
        };
        QVERIFY(!fillAfter(Sent, {.object = 1, .item = 1})->full());
        QVERIFY(fillAfter(Sent, {.object = 1, .item = 2})->full());
        QCOMPARE(fillAfter(Received, {.object = 1, .item = 1})->fill, std::int64_t{1});
        QVERIFY(fillAfter(CapacityChanged, {.object = 1, .payload = 1})->full());
        QVERIFY(!fillAfter(CapacityChanged, {.object = 1, .payload = -1})->full());
        // One that was pushed out leaves room, one that was refused was never in.
        QCOMPARE(fillAfter(ItemDropped, {.object = 1, .item = 2, .payload = 1})->fill, std::int64_t{0});
        QVERIFY(!fillAfter(ItemDropped, {.object = 1, .item = 3, .payload = 0}));
        // What is left in a closed channel can still be taken; full it is no more.
        QCOMPARE(fillAfter(ChannelClosed, {.object = 1, .payload = 3})->fill, std::int64_t{3});
        QVERIFY(!fillAfter(Received, {.object = 1, .item = 5})->full());
        QCOMPARE(fillAfter(ChannelOpened, {.object = 1, .payload = 2})->fill, std::int64_t{0});
    }

    void itemsAreCounted()
    {
        Ledger ledger;
        const Delta born = ledger.apply(happened(0s, ItemCreated, 2, {.item = 1}));
        QVERIFY(born.fate == &ItemCounts::created);
        QCOMPARE(born.items->inFlight(), std::uint64_t{1});
        for (int i = 0; i < 5; ++i)
            ledger.apply(happened(0s, ItemCreated, 2));
        std::uint64_t left = 6;
        for (const EventKind kind : {ItemDone, ItemFailed, ItemCancelled, ItemDropped, ItemLost}) {
            const Delta delta = ledger.apply(happened(1s, kind, 2));
            QCOMPARE(delta.items->*delta.fate, std::uint64_t{1});
            QCOMPARE(delta.items->inFlight(), --left);
        }
        QCOMPARE(ledger.items().done, std::uint64_t{1});
        QVERIFY(!ledger.apply(happened(1s, ItemRequeued, 2)).fate);
    }

    void aCopyGoesOnByItself()
    {
        Ledger ledger;
        ledger.apply(spawned(0s, 2, first));
        Ledger copy = ledger;
        QVERIFY(copy == ledger);
        copy.apply(happened(1s, WorkStarted, 2));
        QVERIFY(!(copy == ledger));
        QCOMPARE(ledger.task(2)->state, TaskTransition{TaskState::Ready});
        ledger.apply(happened(1s, WorkStarted, 2));
        QVERIFY(copy == ledger);
        QVERIFY(copy.bytes() > 0);
    }
};

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
