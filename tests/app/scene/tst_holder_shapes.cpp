// SPDX-License-Identifier: MIT
#include "app/scene/figures.h"
#include "app/scene/hand_source.h"
#include "scene/holder_shapes.h"
#include "scene/stage_counts.h"
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

/// So many threads that there are discs on them instead of cards.
constexpr std::uint32_t many = 30;

std::optional<Box> findBox(const DisplayList &list, const QRectF &rect)
{
    const auto found = all<Box>(list, [&](const Box &box) { return box.rect == rect; });
    return found.empty() ? std::nullopt : std::optional(found.front());
}

/// The box with these very edges, or one without any.
Box boxAt(const DisplayList &list, const QRectF &rect)
{
    return findBox(list, rect).value_or(Box{});
}

QStringList wordsIn(const DisplayList &list, const QRectF &inside)
{
    QStringList words;
    for (const Label &label : all<Label>(list, [&](const Label &one) { return inside.contains(one.rect); }))
        words << label.text;
    return words;
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
    void freeThreadsAreEmptySocketsThatSaySo()
    {
        const HandSource source(threadsAndLocks(), begun());
        const DisplayList list = threadsOf(source);
        const StageLayout layout = layoutOf(source);
        QCOMPARE(layout.sockets().size(), std::size_t{2});
        QVERIFY(layout.threads().slots.empty());
        QVERIFY(all<Disc>(list).empty());
        QCOMPARE(rimOf(list).stroke, Role::Link);
        for (const QRectF &socket : layout.sockets()) {
            const Box place = boxAt(list, socket);
            QVERIFY(place.dashed && !place.fill);
            QCOMPARE(place.stroke, Role::Link);
        }
        QCOMPARE(wordsOf(list),
                 QStringList({"thread 1 · free", "thread 2 · free", "threads · 0 of 2 taken", "nobody waits for one"}));
    }

    void whoHasAThreadSitsInItsVerySocketAndItsOwnPlaceSaysSo()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, ThreadTaken, 5, {.object = 1}), happened(1s, WorkStarted, 5)});
        source.lookAt(2s); // it has got there
        const StageLayout layout = layoutOf(source);
        DisplayList list = threadsOf(source);
        QCOMPARE(wordsOf(list), QStringList({"thread 1 · free", "threads · 1 of 2 taken", "nobody waits for one"}));
        QCOMPARE(rimOf(list).stroke, Role::Link);
        QVERIFY(!findBox(list, layout.sockets().at(1))); // whoever sits there draws it
        list = stageForeground(source, layout);
        const Box card = boxAt(list, layout.sockets().at(1));
        QCOMPARE(card.fill, Role::Running);
        QVERIFY(!card.dashed);
        QCOMPARE(wordsIn(list, layout.sockets().at(1)).front(), QString("Task 4"));
        const Box own = boxAt(list, layout.task({0, 3}));
        QVERIFY(own.dashed);
        QCOMPARE(own.fill, Role::Card); // nothing but the ground
        QCOMPARE(own.stroke, Role::Link);
        QCOMPARE(wordsIn(list, layout.task({0, 3})), QStringList("Task 4 · on thread 2"));
        // Everybody else is at home.
        for (const std::uint32_t index : {0u, 1u, 2u, 4u, 5u})
            QCOMPARE(boxAt(list, layout.task({0, index})).stroke, Role::Ready);
    }

    void whoHoldsAThreadWhileItWaitsIsHatchedOnIt()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, ThreadTaken, 5, {.object = 0}), happened(1s, SleepStarted, 5)});
        source.lookAt(2s);
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageForeground(source, layout);
        const QRectF &socket = layout.sockets().at(0);
        QCOMPARE(boxAt(list, socket).stroke, Role::Waiting);
        QCOMPARE(boxAt(list, socket).fill, Role::Card);
        const auto hatched = all<Box>(list, [](const Box &box) { return box.hatched; });
        QCOMPARE(hatched.size(), std::size_t{1});
        QVERIFY(socket.contains(hatched[0].rect));
        QCOMPARE(hatched[0].stroke, Role::Waiting);
    }

    void asLongAsNobodyHasTakenAThreadNobodySitsOnOne()
    {
        const HandSource source(threadsAndLocks(), begun());
        const StageLayout layout = layoutOf(source);
        const DisplayList list = stageForeground(source, layout);
        for (const QRectF &socket : layout.sockets())
            QCOMPARE(wordsIn(list, socket).size(), qsizetype{1}); // that it is free
        QVERIFY(wordsOf(list).filter("on thread").isEmpty());
    }

    void theirInitialsTellThoseOnThreadsThatAreTooManyForCardsApart()
    {
        Topology topology = threadsAndLocks();
        topology.groups = {
            {.id = "job", .label = words("Job"), .column = 0, .longLived = true, .plural = words("Jobs")},
            {.id = "task", .label = words("Task"), .column = 0, .longLived = true, .plural = words("Tasks")},
            {.id = "owner", .label = words("Owner"), .column = 0, .longLived = true, .single = true}};
        HandSource source(topology,
                          {happened(0ns, ThreadsChanged, 0, {.payload = many}), spawned(0ns, 2, {0, 0}),
                           spawned(0ns, 3, {1, 0}), spawned(0ns, 4, {2, 0})});
        source.happen({happened(1s, ThreadTaken, 2, {.object = 0}), happened(1s, ThreadTaken, 3, {.object = 1}),
                       happened(1s, ThreadTaken, 4, {.object = 2}), happened(1s, WorkStarted, 2),
                       happened(1s, WorkStarted, 3), happened(1s, WorkStarted, 4)});
        const StageLayout layout = layoutOf(source);
        QVERIFY(layout.sockets().empty());
        QCOMPARE(layout.threads().slots.size(), std::size_t{many});
        const DisplayList list = threadsOf(source);
        QStringList numbers;
        for (const Disc &disc : all<Disc>(list)) {
            QCOMPARE(disc.center, layout.threads().slots.at(static_cast<std::size_t>(numbers.size())));
            QCOMPARE(disc.fill, Role::Running);
            QCOMPARE(disc.textRole, Role::ItemText);
            QVERIFY(!disc.dashed);
            numbers << disc.text;
        }
        QCOMPARE(numbers, QStringList({"J1", "T1", "O"})); // each in its own slot
    }

    void aDiscOnAThreadLooksAsItsTaskDoes()
    {
        std::vector<Event> events = begun();
        events.front() = happened(0ns, ThreadsChanged, 0, {.payload = many});
        HandSource source(threadsAndLocks(), events);
        source.happen({happened(1s, ThreadTaken, 2, {.object = 0}), happened(1s, WorkStarted, 2),
                       happened(1s, ThreadTaken, 3, {.object = 1}), happened(1s, SleepStarted, 3),
                       happened(1s, ThreadTaken, 4, {.object = 2})});
        const auto discs = all<Disc>(threadsOf(source));
        QCOMPARE(discs.size(), std::size_t{3});
        QCOMPARE(discs[0].fill, Role::Running);
        QCOMPARE(discs[1].fill, Role::Card); // it holds the thread for nothing
        QCOMPARE(discs[1].stroke, Role::Waiting);
        QCOMPARE(discs[1].textRole, Role::Text);
        QCOMPARE(discs[2].fill, Role::Card);
        QCOMPARE(discs[2].stroke, Role::Ready);
    }

    void whereAllAreTakenTheRimIsAmberAndTheReadyStandInLine()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, ThreadTaken, 2, {.object = 0}), happened(1s, ThreadTaken, 3, {.object = 1}),
                       happened(2s, ThreadWanted, 6), happened(2s, ThreadWanted, 4)});
        const DisplayList list = threadsOf(source);
        const StageLayout layout = layoutOf(source);
        QCOMPARE(rimOf(list).stroke, Role::Waiting);
        QCOMPARE(numbersIn(list, Role::Ready), QStringList({"T3", "T5"})); // the next one stands at the mouth
        for (const Disc &disc : all<Disc>(list, [](const Disc &one) { return one.stroke == Role::Ready; }))
            QVERIFY(disc.center.x() < layout.threads().mouth().x());
        QCOMPARE(wordsOf(list), QStringList({"threads · 2 of 2 taken", "2 ready, waiting for one"}));
        const DisplayList stage = stageForeground(source, layout);
        for (const std::size_t thread : {0u, 1u})
            QCOMPARE(wordsIn(stage, layout.sockets().at(thread)).front(), QStringLiteral("Task %1").arg(thread + 1));
    }

    void aThreadTooManyIsShownUntilItIsFree()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, ThreadTaken, 2, {.object = 0}), happened(1s, ThreadTaken, 3, {.object = 1}),
                       happened(2s, ThreadsChanged, 0, {.payload = 1})});
        const auto surplus = [](const DisplayList &list) {
            return all<Box>(list, [](const Box &box) { return box.dashed && box.stroke == Role::Waiting; });
        };
        DisplayList list = threadsOf(source);
        const StageLayout layout = layoutOf(source);
        QCOMPARE(layout.sockets().size(), std::size_t{2});
        QCOMPARE(surplus(list).size(), std::size_t{1});
        QVERIFY(surplus(list)[0].rect.contains(layout.sockets()[1]));
        QVERIFY(!surplus(list)[0].rect.intersects(layout.sockets()[0]));
        QVERIFY(layout.threads().rect.contains(surplus(list)[0].rect));
        QVERIFY(labelSaying(list, "threads · 2 of 1 taken"));
        source.happen({happened(3s, ThreadFreed, 3, {.object = 1})});
        list = threadsOf(source);
        QCOMPARE(layoutOf(source).sockets().size(), std::size_t{1});
        QVERIFY(surplus(list).empty());
        QCOMPARE(rimOf(list).stroke, Role::Waiting); // still all of them
    }

    void aSurplusThreadAmongMoreThanThereIsRoomForIsDashed()
    {
        std::vector<Event> events = begun();
        events.front() = happened(0ns, ThreadsChanged, 0, {.payload = many});
        HandSource source(threadsAndLocks(), events);
        source.happen({happened(1s, ThreadTaken, 2, {.object = 0}), happened(1s, WorkStarted, 2),
                       happened(1s, ThreadTaken, 3, {.object = many - 1}), happened(1s, WorkStarted, 3),
                       happened(2s, ThreadsChanged, 0, {.payload = many - 1})});
        const auto discs = all<Disc>(threadsOf(source));
        QCOMPARE(discs.size(), std::size_t{2});
        QVERIFY(!discs[0].dashed && discs[1].dashed);
        QCOMPARE(discs[1].text, "T2");
    }

    void threadsThatAreTooManyForSlotsAreANumber()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, ThreadsChanged, 0, {.payload = 5000}), happened(1s, ThreadTaken, 2)});
        const DisplayList list = threadsOf(source);
        QVERIFY(layoutOf(source).threads().slots.empty() && layoutOf(source).sockets().empty());
        QVERIFY(all<Disc>(list).empty());
        QVERIFY(labelSaying(list, "1 of 5000"));
    }

    void aLockThatNobodyHasHadIsFree()
    {
        const HandSource source(threadsAndLocks(), begun());
        for (const std::uint32_t lock : {0u, 1u}) {
            const DisplayList list = lockOf(source, lock);
            QVERIFY(all<Disc>(list).empty());
            QCOMPARE(rimOf(list).stroke, Role::Link);
            QCOMPARE(wordsOf(list),
                     QStringList({lock == 0 ? "first lock · free" : "state · free", "nobody waits for it"}));
        }
    }

    void aLockShowsWhoHasItAndWhoIsLockedOut()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, LockAcquired, 3, {.object = 1}), happened(1s, WorkStarted, 3),
                       happened(2s, LockBlocked, 7, {.object = 1}), happened(2s, LockBlocked, 2, {.object = 1})});
        const DisplayList list = lockOf(source, 1);
        const auto holders = all<Disc>(list, [](const Disc &one) { return one.fill == Role::Running; });
        QCOMPARE(holders.size(), std::size_t{1});
        QCOMPARE(holders[0].text, "T2");
        QCOMPARE(holders[0].textRole, Role::ItemText);
        QCOMPARE(holders[0].center, layoutOf(source).lock(1).slots.front());
        QCOMPARE(rimOf(list).stroke, Role::Waiting);
        QCOMPARE(numbersIn(list, Role::Waiting), QStringList({"T1", "T6"}));
        QCOMPARE(wordsOf(list), QStringList({"state · held by T2", "2 locked out"}));
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
        QCOMPARE(shown.last(), "T2");
        QVERIFY(labelSaying(list, "5 locked out"));
    }

    void theStageShowsThemAndTheBackgroundTheirEmptySlots()
    {
        HandSource source(threadsAndLocks(), begun());
        source.happen({happened(1s, LockAcquired, 3, {.object = 1}), happened(1s, ThreadTaken, 4, {.object = 0})});
        const auto slotsBehind = [&] {
            return all<Disc>(stageBackground(source, layoutOf(source)),
                             [](const Disc &one) { return one.stroke == Role::Link && !one.fill; })
                .size();
        };
        const DisplayList front = stageForeground(source, layoutOf(source));
        for (const char *words : {"threads · 1 of 2 taken", "first lock · free", "state · held by T2"})
            QVERIFY2(labelSaying(front, words), words);
        QCOMPARE(slotsBehind(), std::size_t{1 + 1}); // threads have sockets
        source.happen({happened(2s, ThreadsChanged, 0, {.payload = many})});
        QCOMPARE(slotsBehind(), std::size_t{many + 1 + 1});
    }
};

QTEST_GUILESS_MAIN(TestHolderShapes)
#include "tst_holder_shapes.moc"
