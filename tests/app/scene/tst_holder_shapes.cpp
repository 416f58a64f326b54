// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "scene/holder_shapes.h"
#include "scene/stage_scene.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

Topology threadsAndLocks()
{
    return {.groups = {{.id = "task", .label = words("Task"), .column = 0, .longLived = true}},
            .channels = {},
            .terminals = {},
            .links = {},
            .activities = {},
            .threads = {{words("threads"), 1}},
            .locks = {{words("first lock"), 2}, {words("state"), 3}}};
}

/// Six tasks, 2 … 7, named 1 … 6; two threads.
std::vector<Event> begun()
{
    std::vector<Event> events{happened(0ns, ThreadsChanged, 0, {.payload = 2})};
    for (TaskId id = 2; id <= 7; ++id)
        events.push_back(spawned(0ns, id, {0, id - 2}));
    return events;
}

StageLayout layoutOf(const SceneSource &source)
{
    return {source.topology(), stageCounts(source), {1200, 520}, 1};
}

DisplayList threadsOf(const SceneSource &source)
{
    DisplayList list;
    appendThreads(list, source, layoutOf(source));
    return list;
}

DisplayList lockOf(const SceneSource &source, std::uint32_t id)
{
    DisplayList list;
    appendLock(list, source, layoutOf(source), id);
    return list;
}

/// What discs with this outline say, from left to right.
QStringList numbersIn(const DisplayList &list, Role stroke)
{
    DisplayList outlined;
    for (Disc disc : all<Disc>(list, [&](const Disc &one) { return one.stroke == stroke; })) {
        disc.fill = stroke;
        outlined.push_back(disc);
    }
    return numbersOn(outlined, stroke);
}

Box rimOf(const DisplayList &list)
{
    return all<Box>(list).front();
}

} // namespace

/// Threads and locks on the stage: who has them, and who waits.
class TestHolderShapes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freeThreadsAreEmptySlots()
    {
        const HandSource source(threadsAndLocks(), begun());
        const DisplayList list = threadsOf(source);
        QCOMPARE(layoutOf(source).threads().slots.size(), std::size_t{2});
        QVERIFY(all<Disc>(list).empty());
        QCOMPARE(rimOf(list).stroke, Role::CardBorder);
        QCOMPARE(wordsOf(list), QStringList({"threads · 0 of 2 taken", "nobody waits for one"}));
    }

    void aThreadShowsWhoHasItInItsOwnSlot()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, ThreadTaken, 5, {.object = 1})});
        const DisplayList list = threadsOf(source);
        const std::vector<Disc> discs = all<Disc>(list);
        QCOMPARE(discs.size(), std::size_t{1});
        QCOMPARE(discs[0].text, "4");
        QCOMPARE(discs[0].fill, Role::Running);
        QVERIFY(!discs[0].dashed);
        QCOMPARE(discs[0].center, layoutOf(source).threads().slots.at(1));
        QCOMPARE(rimOf(list).stroke, Role::CardBorder);
        QVERIFY(labelSaying(list, "threads · 1 of 2 taken"));
    }

    void whereThereAreSeveralWithANumberTheirInitialsTellThemApart()
    {
        Topology topology = threadsAndLocks();
        topology.groups = {
            {.id = "job", .label = words("Job"), .column = 0, .longLived = true, .plural = words("Jobs")},
            {.id = "task", .label = words("Task"), .column = 0, .longLived = true, .plural = words("Tasks")},
            {.id = "owner", .label = words("Owner"), .column = 0, .longLived = true, .single = true}};
        HandSource source(topology,
                          {happened(0ns, ThreadsChanged, 0, {.payload = 3}), spawned(0ns, 2, {0, 0}),
                           spawned(0ns, 3, {1, 0}), spawned(0ns, 4, {2, 0})});
        source.happen({happened(1s, ThreadTaken, 2, {.object = 0}), happened(1s, ThreadTaken, 3, {.object = 1}),
                       happened(1s, ThreadTaken, 4, {.object = 2})});
        QCOMPARE(numbersOn(threadsOf(source), Role::Running), QStringList({"O", "T1", "J1"}));
    }

    void whereAllAreTakenTheRimIsAmberAndTheReadyStandInLine()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, ThreadTaken, 2, {.object = 0}), happened(1s, ThreadTaken, 3, {.object = 1}),
                       happened(2s, ThreadWanted, 6), happened(2s, ThreadWanted, 4)});
        const DisplayList list = threadsOf(source);
        const StageLayout layout = layoutOf(source);
        QCOMPARE(numbersOn(list, Role::Running), QStringList({"2", "1"})); // the first slot is on the right
        QCOMPARE(rimOf(list).stroke, Role::Waiting);
        QCOMPARE(numbersIn(list, Role::Ready), QStringList({"3", "5"})); // the next one stands at the mouth
        for (const Disc &disc : all<Disc>(list, [](const Disc &one) { return one.stroke == Role::Ready; }))
            QVERIFY(disc.center.x() < layout.threads().mouth().x());
        QCOMPARE(wordsOf(list), QStringList({"threads · 2 of 2 taken", "2 ready, waiting for one"}));
    }

    void aThreadTooManyIsShownUntilItIsFree()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, ThreadTaken, 2, {.object = 0}), happened(1s, ThreadTaken, 3, {.object = 1}),
                       happened(2s, ThreadsChanged, 0, {.payload = 1})});
        DisplayList list = threadsOf(source);
        QCOMPARE(layoutOf(source).threads().slots.size(), std::size_t{2});
        QCOMPARE(numbersOn(list, Role::Running), QStringList("1"));
        QCOMPARE(numbersOn(list, Role::Waiting), QStringList("2"));
        QVERIFY(all<Disc>(list, [](const Disc &one) { return one.fill == Role::Waiting; }).front().dashed);
        QVERIFY(labelSaying(list, "threads · 2 of 1 taken"));
        source.happen({happened(3s, ThreadFreed, 3, {.object = 1})});
        list = threadsOf(source);
        QCOMPARE(layoutOf(source).threads().slots.size(), std::size_t{1});
        QCOMPARE(numbersOn(list, Role::Running), QStringList("1"));
        QCOMPARE(rimOf(list).stroke, Role::Waiting); // still all of them
    }

    void threadsThatAreTooManyForSlotsAreANumber()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, ThreadsChanged, 0, {.payload = 5000}), happened(1s, ThreadTaken, 2)});
        const DisplayList list = threadsOf(source);
        QVERIFY(layoutOf(source).threads().slots.empty());
        QVERIFY(all<Disc>(list).empty());
        QVERIFY(labelSaying(list, "1 of 5000"));
    }

    void aLockThatNobodyHasHadIsFree()
    {
        const HandSource source(threadsAndLocks(), begun());
        for (const std::uint32_t lock : {0u, 1u}) {
            const DisplayList list = lockOf(source, lock);
            QVERIFY(all<Disc>(list).empty());
            QCOMPARE(rimOf(list).stroke, Role::CardBorder);
            QCOMPARE(wordsOf(list),
                     QStringList({lock == 0 ? "first lock · free" : "state · free", "nobody waits for it"}));
        }
    }

    void aLockShowsWhoHasItAndWhoIsLockedOut()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, LockAcquired, 3, {.object = 1}), happened(2s, LockBlocked, 7, {.object = 1}),
                       happened(2s, LockBlocked, 2, {.object = 1})});
        const DisplayList list = lockOf(source, 1);
        const Disc holder = all<Disc>(list, [](const Disc &one) { return one.fill == Role::Running; }).front();
        QCOMPARE(holder.text, "2");
        QCOMPARE(holder.center, layoutOf(source).lock(1).slots.front());
        QCOMPARE(rimOf(list).stroke, Role::Waiting);
        QCOMPARE(numbersIn(list, Role::Waiting), QStringList({"1", "6"}));
        QCOMPARE(wordsOf(list), QStringList({"state · held by 2", "2 locked out"}));
        QVERIFY(labelSaying(lockOf(source, 0), "first lock · free"));
    }

    void ofManyInLineTheFirstAreShownAndAllAreCounted()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, LockAcquired, 2, {.object = 0})});
        for (TaskId id = 3; id <= 7; ++id)
            source.happen({happened(2s, LockBlocked, id, {.object = 0})});
        const DisplayList list = lockOf(source, 0);
        const QStringList shown = numbersIn(list, Role::Waiting);
        QVERIFY(shown.size() <= 3);
        QCOMPARE(shown.last(), "2");
        QVERIFY(labelSaying(list, "5 locked out"));
    }

    void theStageShowsThemAndTheBackgroundTheirEmptySlots()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, LockAcquired, 3, {.object = 1}), happened(1s, ThreadTaken, 4, {.object = 0})});
        const StageLayout layout = layoutOf(source);
        const DisplayList front = stageForeground(source, layout);
        for (const char *words : {"threads · 1 of 2 taken", "first lock · free", "state · held by 2"})
            QVERIFY2(labelSaying(front, words), words);
        const DisplayList back = stageBackground(source, layout);
        QCOMPARE(all<Disc>(back, [](const Disc &one) { return one.stroke == Role::Track; }).size(),
                 std::size_t{2 + 1 + 1});
    }
};

QTEST_GUILESS_MAIN(TestHolderShapes)
#include "tst_holder_shapes.moc"
