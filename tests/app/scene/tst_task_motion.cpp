// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "scene/seat_motion.h"
#include "scene/stage_counts.h"
#include "scene/stage_scene.h"
#include "scene/state_motion.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

constexpr Place theParent{0, 0};
constexpr Place theChild{1, 0};

Topology family()
{
    using Kind = NodeRef::Kind;
    return {.groups = {{.id = "parent", .label = words("Parent"), .column = 0, .longLived = true},
                       {.id = "child", .label = words("Child"), .column = 1, .longLived = true}},
            .terminals = {},
            .links = {{.from = {Kind::Group, 0}, .to = {Kind::Group, 1}}},
            .activities = {{.id = "work", .phrase = words("working")}},
            .threads = {{.label = words("threads"), .column = 2}}};
}

/// Task 2 has spawned task 3; there are two threads.
std::vector<Event> begun()
{
    return {happened(0s, ThreadsChanged, 0, {.payload = 2}), spawnedBy(0, 0s, 1, {rootGroup, 0}),
            spawned(0s, 2, theParent), spawnedBy(2, 0s, 3, theChild)};
}

constexpr std::int64_t seconds(std::int64_t count)
{
    return count * 1'000'000'000;
}

StageLayout layoutOf(const SceneSource &source)
{
    return {source.topology(), stageCounts(source), {900, 420}, 1};
}

QRectF cardOf(const SceneSource &source)
{
    const StageLayout layout = layoutOf(source);
    return stateMotionOf(*source.world().taskAt(theChild), layout.task(theChild), source, layout).rect;
}

QRectF atRest(const SceneSource &source)
{
    return layoutOf(source).task(theChild);
}

std::vector<Disc> signalsOf(const SceneSource &source, Role role)
{
    DisplayList list;
    appendSignals(list, source, layoutOf(source));
    return all<Disc>(list, [role](const Disc &disc) { return disc.fill == role; });
}

std::size_t readyOnes(const SceneSource &source)
{
    return all<Label>(stageForeground(source, layoutOf(source)),
                      [](const Label &label) { return label.text == "ready"; })
        .size();
}

std::size_t atWork(const SceneSource &source)
{
    return all<Box>(stageForeground(source, layoutOf(source)), [](const Box &box) { return box.fill == Role::Running; })
        .size();
}

} // namespace

/// How cards move when the state of their tasks changes.
class TestTaskMotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsDoneSwellsForAQuarterOfASecond()
    {
        HandSource source(family(), begun());
        source.happen({happened(5s, TaskDone, 3)});
        QCOMPARE(cardOf(source), atRest(source));
        source.lookAt(5125ms);
        QVERIFY(cardOf(source).width() > atRest(source).width() + 2);
        QCOMPARE(cardOf(source).center(), atRest(source).center());
        source.lookAt(5250ms);
        QCOMPARE(cardOf(source), atRest(source));
    }

    void whoHasFailedShakes()
    {
        HandSource source(family(), begun());
        source.happen({happened(5s, TaskFailed, 3)});
        double left = 0;
        double right = 0;
        for (int ms = 0; ms < 250; ms += 5) {
            source.lookAt(5s + 1ms * ms);
            QVERIFY(std::abs(cardOf(source).width() - atRest(source).width()) < 1e-9);
            const double shift = cardOf(source).left() - atRest(source).left();
            left = std::min(left, shift);
            right = std::max(right, shift);
        }
        QVERIFY(left < -1 && right > 1);
        source.lookAt(5250ms);
        QCOMPARE(cardOf(source), atRest(source));
    }

    void whoIsNewGrowsAndHasNoWordsBeforeThereIsRoomForThem()
    {
        HandSource source(family(), begun());
        source.happen({happened(5s, TaskFailed, 3), spawnedBy(2, 6s, 4, theChild)});
        QVERIFY(cardOf(source).width() < atRest(source).width() / 2);
        QCOMPARE(readyOnes(source), std::size_t{1}); // the parent
        source.lookAt(6200ms);
        QVERIFY(cardOf(source).width() > atRest(source).width() * 0.95);
        QCOMPARE(readyOnes(source), std::size_t{2});
        source.lookAt(6250ms);
        QCOMPARE(cardOf(source), atRest(source));
    }

    void nothingMovesWhereNothingIsToMove()
    {
        HandSource source(family(), begun());
        source.motion = false;
        source.happen({happened(5s, ThreadTaken, 3, {.object = 0}), happened(5s, CancelRequested, 2, {.object = 9}),
                       happened(5s, ThreadFreed, 3, {.object = 0}), happened(5s, TaskFailed, 3)});
        source.lookAt(5100ms);
        QCOMPARE(cardOf(source), atRest(source));
        QVERIFY(signalsOf(source, Role::Cancelled).empty());
        QVERIFY(signalsOf(source, Role::Failed).empty());
        DisplayList list;
        appendSeatMotions(list, source, layoutOf(source));
        QVERIFY(list.empty());
    }

    void aCancellationTravelsDownBeforeItsTaskStops()
    {
        HandSource source(family(), begun());
        source.happen({happened(1s, WorkStarted, 3, {.payload = seconds(9)}),
                       happened(5s, CancelRequested, 2, {.object = 9}), happened(5s, TaskCancelled, 3)});
        double before = 0;
        for (const int ms : {0, 60, 120, 200}) {
            source.lookAt(5s + 1ms * ms);
            const std::vector<Disc> signs = signalsOf(source, Role::Cancelled);
            QCOMPARE(signs.size(), std::size_t{1});
            QVERIFY(signs[0].center.x() > before);
            before = signs[0].center.x();
            QVERIFY(labelSaying(stageForeground(source, layoutOf(source)), "is cancelled"));
            QCOMPARE(atWork(source), std::size_t{1}); // it looks as before
        }
        source.lookAt(5250ms);
        QVERIFY(signalsOf(source, Role::Cancelled).empty());
        QCOMPARE(atWork(source), std::size_t{0});
        QVERIFY(labelSaying(stageForeground(source, layoutOf(source)), "cancelled"));
    }

    /// A task that cleans up is told at once, and stops later.
    void aTaskWhoseTimeIsUpIsToldOnce()
    {
        HandSource source(family(), begun());
        source.happen({happened(1s, DeadlineSet, 2, {.object = 9, .payload = seconds(4)}),
                       happened(5s, CancelRequested, 2, {.object = 9, .payload = 2})});
        source.lookAt(5100ms);
        QCOMPARE(signalsOf(source, Role::Cancelled).size(), std::size_t{1});
        source.happen({happened(6s, TaskCancelled, 3)});
        source.lookAt(6100ms);
        QVERIFY(signalsOf(source, Role::Cancelled).empty());
    }

    void anErrorTravelsUpUnlessNobodyIsTold()
    {
        HandSource source(family(), begun());
        source.happen({happened(5s, TaskFailed, 3)});
        source.lookAt(5010ms);
        const std::vector<Disc> early = signalsOf(source, Role::Failed);
        QCOMPARE(early.size(), std::size_t{1});
        source.lookAt(5200ms);
        const std::vector<Disc> late = signalsOf(source, Role::Failed);
        QCOMPARE(late.size(), std::size_t{1});
        QVERIFY(late[0].center.x() < early[0].center.x());
        QVERIFY(late[0].center.x() < layoutOf(source).task(theParent).right() + 20);

        HandSource unseen(family(), begun());
        unseen.happen({happened(5s, TaskFailed, 3), happened(5s, FailureUnseen, 2, {.object = 3})});
        unseen.lookAt(5100ms);
        QVERIFY(signalsOf(unseen, Role::Failed).empty());
    }

    void aTaskGoesToTheThreadThatItHasTaken()
    {
        HandSource source(family(), begun());
        source.happen(
            {happened(5s, ThreadTaken, 3, {.object = 1}), happened(5s, WorkStarted, 3, {.payload = seconds(4)})});
        const StageLayout layout = layoutOf(source);
        const QRectF seat = layout.sockets().at(1);
        const auto center = [&] { return onTheWayToSeat(*source.world().taskAt(theChild), source, layout); };
        QVERIFY(center());
        QCOMPARE(*center(), layout.task(theChild).center());
        source.lookAt(5100ms);
        QVERIFY(center()->x() > layout.task(theChild).center().x() && center()->x() < seat.center().x());
        QCOMPARE(atWork(source), std::size_t{1}); // in one place only
        source.lookAt(5250ms);
        QVERIFY(!center());
        QCOMPARE(atWork(source), std::size_t{1});
        // And is back at once.
        source.happen({happened(9s, WorkEnded, 3), happened(9s, ThreadFreed, 3, {.object = 1}),
                       happened(9s, SleepStarted, 3, {.payload = seconds(1)})});
        QVERIFY(!center());
        QVERIFY(labelSaying(stageForeground(source, layoutOf(source)), "working"));
    }

    /// Work that is over soon must be seen on its thread.
    void theWayToAThreadTakesAQuarterOfTheWorkAtMost()
    {
        HandSource source(family(), begun());
        source.happen(
            {happened(5s, ThreadTaken, 3, {.object = 1}), happened(5s, WorkStarted, 3, {.payload = seconds(1) / 5})});
        const StageLayout layout = layoutOf(source);
        source.lookAt(5049ms);
        QVERIFY(onTheWayToSeat(*source.world().taskAt(theChild), source, layout));
        source.lookAt(5050ms);
        QVERIFY(!onTheWayToSeat(*source.world().taskAt(theChild), source, layout));
    }

    void whoTakesAThreadAgainAtOnceHasNotLeft()
    {
        HandSource source(family(), begun());
        source.happen({happened(5s, ThreadTaken, 3, {.object = 1}), happened(6s, ThreadFreed, 3, {.object = 1}),
                       happened(6s, ThreadTaken, 3, {.object = 1})});
        source.lookAt(6100ms);
        QVERIFY(!onTheWayToSeat(*source.world().taskAt(theChild), source, layoutOf(source)));
    }
};

QTEST_APPLESS_MAIN(TestTaskMotion)
#include "tst_task_motion.moc"
