// SPDX-License-Identifier: MIT
#include "sim/hand_made.h"
#include "trace/ledger.h"

#include <algorithm>

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

/// The birth of a child of @p parent, at 0 s.
Event child(TaskId parent, TaskId task, Place place)
{
    return happened(0s, TaskSpawned, task, {.object = parent, .payload = place.packed()});
}

/// The tasks that the event has made orphans of, from the smallest number up.
QList<TaskId> orphansOf(Ledger &ledger, const Event &event)
{
    const Delta delta = ledger.apply(event);
    QList<TaskId> ids;
    for (const std::uint32_t slot : delta.orphans)
        ids << delta.ledger->at(slot).id;
    std::sort(ids.begin(), ids.end());
    return ids;
}

using Ids = QList<TaskId>;

/// A parent, task 2, with children 3, 4 and 5.
Ledger family()
{
    Ledger ledger;
    ledger.apply(spawned(0s, 2, {0, 0}));
    for (const TaskId id : {3u, 4u, 5u})
        ledger.apply(child(2, id, {1, id - 3}));
    return ledger;
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

    void whoIsAbandonedIsAnOrphanAndIsReportedOnce()
    {
        Ledger ledger = family();
        QCOMPARE(orphansOf(ledger, happened(1s, TaskAbandoned, 2, {.object = 4})), Ids{4});
        QVERIFY(ledger.task(4)->orphaned && !ledger.task(3)->orphaned);
        QCOMPARE(orphansOf(ledger, happened(2s, WorkStarted, 4)), Ids());
        QCOMPARE(orphansOf(ledger, happened(3s, TaskAbandoned, 2, {.object = 4})), Ids());
        QCOMPARE(orphansOf(ledger, happened(4s, TaskDone, 2)), (Ids{3, 5})); // that one is an orphan already
        QCOMPARE(orphansOf(ledger, happened(5s, TaskDone, 4)), Ids());
        QVERIFY(ledger.task(4)->orphaned); // it ended as one
    }

    void whoHasEndedIsNobodysToAbandon()
    {
        Ledger ledger = family();
        ledger.apply(happened(1s, TaskDone, 3));
        QCOMPARE(orphansOf(ledger, happened(2s, TaskAbandoned, 2, {.object = 3})), Ids());
        QVERIFY(!ledger.task(3)->orphaned);
        QCOMPARE(orphansOf(ledger, happened(2s, TaskAbandoned, 2, {.object = 99})), Ids());
        // To be given up for silent is not to be abandoned.
        QCOMPARE(orphansOf(ledger, happened(2s, HeartbeatMissed, 2, {.object = 4})), Ids());
        QCOMPARE(orphansOf(ledger, happened(2s, TaskDismissed, 2, {.object = 4})), Ids());
        QVERIFY(!ledger.task(4)->orphaned);
    }

    void whoOutlivesItsParentIsAnOrphanHoweverThatEnds_data()
    {
        QTest::addColumn<int>("end");
        QTest::newRow("done") << static_cast<int>(TaskDone);
        QTest::newRow("failed") << static_cast<int>(TaskFailed);
        QTest::newRow("cancelled") << static_cast<int>(TaskCancelled);
        QTest::newRow("killed") << static_cast<int>(TaskKilled);
    }
    void whoOutlivesItsParentIsAnOrphanHoweverThatEnds()
    {
        QFETCH(const int, end);
        Ledger ledger = family();
        QCOMPARE(orphansOf(ledger, happened(1s, static_cast<EventKind>(end), 2)), (Ids{3, 4, 5}));
        for (const TaskId id : {3u, 4u, 5u})
            QVERIFY(ledger.task(id)->orphaned);
        QVERIFY(!ledger.task(2)->orphaned);
    }

    void whoEndsBeforeItsParentIsNone()
    {
        // In any order: first, middle and last of the children.
        for (const Ids &order : {Ids{3, 4, 5}, Ids{5, 4, 3}, Ids{4, 3, 5}, Ids{4, 5, 3}}) {
            for (qsizetype ended = 0; ended <= order.size(); ++ended) {
                Ledger ledger = family();
                for (const TaskId id : order.first(ended))
                    QCOMPARE(orphansOf(ledger, happened(1s, TaskDone, id)), Ids());
                Ids left = order.sliced(ended);
                std::sort(left.begin(), left.end());
                QCOMPARE(orphansOf(ledger, happened(2s, TaskDone, 2)), left);
                for (const TaskId id : order.first(ended))
                    QVERIFY(!ledger.task(id)->orphaned);
            }
        }
    }

    void grandchildrenHaveTheirParentUntilThatEnds()
    {
        Ledger ledger = family();
        ledger.apply(child(4, 6, {2, 0}));
        ledger.apply(child(6, 7, {3, 0}));
        QCOMPARE(orphansOf(ledger, happened(1s, TaskDone, 2)), (Ids{3, 4, 5}));
        QVERIFY(!ledger.task(6)->orphaned && !ledger.task(7)->orphaned);
        QCOMPARE(orphansOf(ledger, happened(2s, TaskDone, 4)), Ids{6}); // an orphan's own
        QCOMPARE(orphansOf(ledger, happened(3s, TaskDone, 6)), Ids{7});
    }

    void theRootsChildrenAreNeverOrphans()
    {
        Ledger ledger;
        ledger.apply(spawned(0s, 1, {rootGroup, 0}));
        ledger.apply(spawned(0s, 2, first));
        QCOMPARE(orphansOf(ledger, happened(1s, TaskDone, 1)), Ids());
        QVERIFY(!ledger.task(2)->orphaned);
    }

    void aParentThatLosesItsPlaceKeepsItsChildrenUntilItEnds()
    {
        Ledger ledger = family();
        QCOMPARE(orphansOf(ledger, spawned(1s, 8, {0, 0})), Ids()); // it lives on, without its place
        ledger.apply(child(8, 9, {1, 3}));
        QCOMPARE(orphansOf(ledger, happened(2s, TaskDone, 2)), (Ids{3, 4, 5}));
        QVERIFY(!ledger.task(2)); // its slot is free
        QVERIFY(!ledger.task(9)->orphaned);
        QCOMPARE(orphansOf(ledger, happened(3s, TaskDone, 8)), Ids{9});
    }

    void anOrphanThatLosesItsPlaceStillIsOne()
    {
        Ledger ledger = family();
        ledger.apply(spawned(1s, 8, {1, 1})); // in the place of 4
        const Delta end = ledger.apply(happened(2s, TaskDone, 2));
        QCOMPARE(end.orphans.size(), std::size_t{3});
        QVERIFY(ledger.task(4)->orphaned && !ledger.task(4)->inPlace);
        QVERIFY(!ledger.task(8)->orphaned);
        QCOMPARE(ledger.taskAt({1, 1})->id, TaskId{8});
    }

    void whoGetsASlotInheritsNoFamily()
    {
        Ledger ledger = family();
        const std::uint32_t slot = ledger.apply(happened(1s, TaskDone, 2)).slot; // 3, 4 and 5 are orphans now
        QCOMPARE(ledger.apply(spawned(2s, 6, {0, 0})).slot, slot);
        QCOMPARE(orphansOf(ledger, happened(3s, TaskDone, 6)), Ids());

        // Likewise that of a child between others.
        ledger = family();
        const std::uint32_t middle = ledger.apply(happened(1s, TaskDone, 4)).slot;
        QCOMPARE(ledger.apply(spawned(1s, 6, {1, 1})).slot, middle);
        ledger.apply(child(6, 7, {2, 0}));
        QCOMPARE(orphansOf(ledger, happened(2s, TaskDone, 2)), (Ids{3, 5}));
        QVERIFY(!ledger.task(6)->orphaned);
        QCOMPARE(orphansOf(ledger, happened(3s, TaskDone, 6)), Ids{7});
    }

    void whoFollowsAnOrphanInItsPlaceIsNone()
    {
        Ledger ledger = family();
        ledger.apply(happened(1s, TaskAbandoned, 2, {.object = 3}));
        ledger.apply(child(2, 6, {1, 0}));
        QVERIFY(!ledger.taskAt({1, 0})->orphaned);
        QVERIFY(ledger.task(3)->orphaned);
        QCOMPARE(orphansOf(ledger, happened(2s, TaskDone, 2)), (Ids{4, 5, 6}));
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
