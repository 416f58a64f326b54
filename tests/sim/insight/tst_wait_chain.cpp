// SPDX-License-Identifier: MIT
#include "insight/wait_chain.h"
#include "sim/hand_made.h"

using namespace coroscope;
using namespace coroscope::test;
using enum EventKind;

namespace {

using End = WaitChain::End;
using Kind = WaitNode::Kind;

enum : std::uint32_t { Makers, Takers };
enum : std::uint32_t { TheBox };

const Topology &topology()
{
    using Node = NodeRef::Kind;
    static const Topology all{
        .groups = {{.id = "maker", .label = words("Maker"), .column = 0, .longLived = true, .plural = words("Makers")},
                   {.id = "taker", .label = words("Taker"), .column = 2, .longLived = true, .plural = words("Takers")}},
        .channels = {{.id = "box", .label = words("box"), .column = 1}},
        .terminals = {},
        .links = {{.from = {Node::Group, Makers}, .to = {Node::Channel, TheBox}},
                  {.from = {Node::Channel, TheBox}, .to = {Node::Group, Takers}}},
        .activities = {{.id = "make", .phrase = words("making")}, {.id = "work", .phrase = words("working on {item}")}},
        .threads = {{.label = words("threads"), .column = 1}},
        .locks = {{.label = words("left fork"), .column = 1}, {.label = words("right fork"), .column = 1}},
    };
    return all;
}

/// Makers 2, 3, 4 and takers 11, 12, and a box for one.
World worldOf(std::initializer_list<Event> events)
{
    World world;
    world.apply(spawned(0ns, 1, {rootGroup, 0}));
    for (std::uint32_t i = 0; i < 3; ++i)
        world.apply(spawned(0ns, 2 + i, {Makers, i}));
    for (std::uint32_t i = 0; i < 2; ++i)
        world.apply(spawned(0ns, 11 + i, {Takers, i}));
    world.apply(happened(0ns, ChannelOpened, 1, {.payload = 1}));
    for (const Event &event : events)
        world.apply(event);
    return world;
}

Event lockEvent(Duration when, EventKind kind, TaskId task, std::uint32_t lock)
{
    return happened(when, kind, task, {.object = lock});
}

QString textOf(const std::optional<WaitChain> &chain)
{
    return chain ? QString::fromStdString(chain->sentence().text()) : QString();
}

QList<int> kindsOf(const WaitChain &chain)
{
    QList<int> kinds;
    for (const WaitLink &link : chain.links)
        kinds.push_back(int(link.node.kind));
    return kinds;
}

} // namespace

/// The chain of waits in worlds made by hand.
class TestWaitChain : public QObject
{
    Q_OBJECT

    static std::optional<WaitChain> chainOf(const World &world, TaskId task, Duration now)
    {
        return whyItWaits(world, topology(), task, moment(now));
    }

private Q_SLOTS:
    void theLinksAreDataThatCanBeDrawn()
    {
        const World world = worldOf({happened(1s, Sent, 2, {.item = 1}),
                                     happened(1s, WorkStarted, 11, {.object = 1, .item = 7, .payload = ns(3s)}),
                                     happened(1s, WorkStarted, 12, {.object = 1, .item = 8, .payload = ns(2s)}),
                                     happened(1s, SendBlocked, 3, {.item = 2})});
        const auto chain = chainOf(world, 3, 2s);
        QVERIFY(chain);
        QCOMPARE(chain->links.size(), std::size_t{4});
        QVERIFY((chain->links[0].node == WaitNode{.kind = Kind::Tasks, .tasks = {3}}));
        QVERIFY((chain->links[1].node == WaitNode{.kind = Kind::Channel, .index = TheBox}));
        QVERIFY((chain->links[2].node == WaitNode{.kind = Kind::Tasks, .tasks = {11, 12}}));
        QVERIFY((chain->links[3].node == WaitNode{.kind = Kind::Tasks, .tasks = {11, 12}}));
        QCOMPARE(chain->end, End::Busy);
        QCOMPARE(chain->until, std::optional(moment(3s)));
        QCOMPARE(
            textOf(chain),
            QStringLiteral("Maker 2 waits to send item 2 ← no room in the box (1 of 1) ← Takers 1 and 2 empty it ← "
                           "both are at work; Taker 2 will be free in 1 s"));
    }

    void oneOfSeveralAtWorkIsNamed()
    {
        const World world = worldOf({happened(1s, Sent, 2, {.item = 1}),
                                     happened(1s, WorkStarted, 11, {.object = 1, .item = 7, .payload = ns(3s)}),
                                     happened(1s, SleepStarted, 12, {.object = 0, .payload = ns(1s)}),
                                     happened(1s, SendBlocked, 3, {.item = 2})});
        QCOMPARE(
            textOf(chainOf(world, 3, 1500ms)),
            QStringLiteral("Maker 2 waits to send item 2 ← no room in the box (1 of 1) ← Takers 1 and 2 empty it ← "
                           "Taker 1 is working on item 7, and will be free in 2.5 s"));
    }

    void workThatIsLateIsOverAtOnce()
    {
        const World world = worldOf({happened(1s, WorkStarted, 2, {.object = 0, .payload = ns(1s)}),
                                     happened(1s, JoinBlocked, 3, {.object = 2}),
                                     happened(1s, JoinBlocked, 11, {.object = 2})});
        const auto chain = chainOf(world, 11, 5s);
        QVERIFY(chain);
        QCOMPARE(textOf(chain),
                 QStringLiteral("Taker 1 waits for Maker 1 to end ← Maker 1 is making, and will be free at once"));
        QCOMPARE(chain->until, std::optional(moment(5s))); // never in the past
    }

    void twoThatWaitForEachOthersLocksAreARing()
    {
        const World world = worldOf({lockEvent(1s, LockAcquired, 2, 0), lockEvent(1s, LockAcquired, 3, 1),
                                     lockEvent(2s, LockBlocked, 2, 1), lockEvent(2s, LockBlocked, 3, 0)});
        const auto chain = chainOf(world, 2, 2s);
        QVERIFY(chain);
        QCOMPARE(chain->end, End::Ring);
        QCOMPARE(chain->ring, std::size_t{0});
        QVERIFY(!chain->until);
        QCOMPARE(
            textOf(chain),
            QStringLiteral("Maker 1 waits for the right fork ← the right fork is in use ← Maker 2 has it ← it waits "
                           "for the left fork ← the left fork is in use ← Maker 1 has it ← Maker 1 again: each waits "
                           "for the next, and none can go on"));
        QCOMPARE(kindsOf(*chain),
                 (QList<int>{int(Kind::Tasks), int(Kind::Lock), int(Kind::Tasks), int(Kind::Tasks), int(Kind::Lock),
                             int(Kind::Tasks), int(Kind::Tasks)}));
    }

    void whoWaitsForARingSaysWhereItBegins()
    {
        const World world = worldOf({lockEvent(1s, LockAcquired, 2, 0), lockEvent(1s, LockAcquired, 3, 1),
                                     lockEvent(2s, LockBlocked, 2, 1), lockEvent(2s, LockBlocked, 3, 0),
                                     happened(2s, JoinBlocked, 11, {.object = 3})});
        const auto chain = chainOf(world, 11, 2s);
        QVERIFY(chain);
        QCOMPARE(chain->end, End::Ring);
        QCOMPARE(chain->ring, std::size_t{1}); // Maker 2, for whom the taker waits
        QVERIFY((chain->links[chain->ring].node == WaitNode{.kind = Kind::Tasks, .tasks = {3}}));
        QCOMPARE(chain->links.back().node, chain->links[chain->ring].node);
    }

    void aWayOutIsPreferredToARing()
    {
        // Either taker may empty the box: one waits for the maker itself, the other for time.
        const World world = worldOf({happened(1s, Sent, 2, {.item = 1}), happened(1s, SendBlocked, 2, {.item = 2}),
                                     happened(1s, JoinBlocked, 11, {.object = 2}),
                                     happened(1s, SleepStarted, 12, {.object = 0, .payload = ns(9s)})});
        const auto chain = chainOf(world, 2, 1s);
        QVERIFY(chain);
        QCOMPARE(chain->end, End::Timer);
        QCOMPARE(chain->until, std::optional(moment(10s)));
    }

    void whoHasSomethingInHandIsNearerThanWhoSleeps()
    {
        const World world = worldOf(
            {happened(1s, ItemCreated, 2, {.item = 5}), lockEvent(1s, LockAcquired, 4, 0),
             happened(1s, WorkStarted, 4, {.object = 0, .payload = ns(7s)}), lockEvent(1s, LockBlocked, 2, 0),
             happened(1s, SleepStarted, 3, {.object = 0, .payload = ns(1s)}), happened(1s, TaskDone, 4),
             spawned(1s, 5, {Makers, 2}), happened(1s, SleepStarted, 5, {.object = 0, .payload = ns(1s)}),
             happened(1s, ReceiveBlocked, 11)});
        // Who had the lock is gone with it: a hand-made impossibility, and still there is an answer.
        const auto chain = chainOf(world, 11, 1s);
        QVERIFY(chain);
        QCOMPARE(chain->end, End::Outside);
        QVERIFY((chain->links[3].node == WaitNode{.kind = Kind::Tasks, .tasks = {2}}));
    }

    void whatIsAboutToGoOnSaysSo()
    {
        const World room = worldOf({happened(1s, SendBlocked, 2, {.item = 1})});
        QCOMPARE(textOf(chainOf(room, 2, 1s)), QStringLiteral("Maker 1 waits to send item 1 ← it is about to go on"));
        const World stock = worldOf({happened(1s, Sent, 2, {.item = 1}), happened(1s, ReceiveBlocked, 11)});
        QCOMPARE(textOf(chainOf(stock, 11, 1s)), QStringLiteral("Taker 1 waits for items ← it is about to go on"));
    }

    void theNearestDeadlineThatHasNotStruckIsNamed()
    {
        const World world = worldOf({happened(0s, DeadlineSet, 11, {.object = 1, .payload = ns(9s)}),
                                     happened(0s, DeadlineSet, 11, {.object = 2, .payload = ns(4s)}),
                                     happened(0s, DeadlineSet, 11, {.object = 3, .payload = ns(2s)}),
                                     happened(2s, CancelRequested, 11, {.object = 3, .payload = 2}),
                                     happened(2s, ReceiveBlocked, 11),
                                     happened(2s, WorkStarted, 2, {.object = 0, .payload = ns(5s)})});
        QVERIFY(
            textOf(chainOf(world, 11, 3s)).startsWith(QStringLiteral("Taker 1 waits for items, for at most 1 s more")));
    }

    void withoutAnybodyAliveOnlyTheOutsideHelps()
    {
        const World world = worldOf({happened(1s, TaskCancelled, 2), happened(1s, TaskCancelled, 3),
                                     happened(1s, TaskCancelled, 4), happened(1s, ReceiveBlocked, 11)});
        const auto chain = chainOf(world, 11, 1s);
        QVERIFY(chain);
        QCOMPARE(chain->end, End::Outside);
        QCOMPARE(textOf(chain),
                 QStringLiteral("Taker 1 waits for items ← nothing in the box ← no task sends into it: only a change "
                                "from outside can help"));
        QVERIFY(!chainOf(world, 2, 1s)); // it has ended, as was intended
    }

    void whoHasJustEndedIsNotKnownToHaveUntilItsParentRuns()
    {
        World world = worldOf({});
        world.apply(spawnedBy(2, 0ns, 20, {Takers, 5}));
        world.apply(happened(0ns, SleepStarted, 2, {.object = 0, .payload = ns(3s)}));
        world.apply(happened(1s, TaskFailed, 20));
        const auto atOnce = chainOf(world, 20, 1s);
        QCOMPARE(
            textOf(atOnce),
            QStringLiteral("Taker 6 has just ended, and Maker 1 does not know yet ← Maker 1 learns of it at once"));
        QCOMPARE(atOnce->until, std::optional(moment(1s)));
        QCOMPARE(textOf(chainOf(world, 20, 2s)),
                 QStringLiteral("Taker 6 has ended, and Maker 1 has not restarted it ← Maker 1 is making, and "
                                "goes on in 1 s"));
        world.apply(happened(2s, TaskFailed, 2));
        QCOMPARE(textOf(chainOf(world, 20, 2s)).section(QStringLiteral(" ← "), 0, 0),
                 QStringLiteral("Taker 6 has ended, and so has Maker 1, which would restart it"));
    }

    void aLongLineIsWalkedToItsEnd()
    {
        World world;
        const std::uint32_t count = 500;
        for (std::uint32_t i = 0; i < count; ++i)
            world.apply(spawned(0ns, 2 + i, {i % 2 == 0 ? Makers : Takers, i / 2}));
        for (std::uint32_t i = 0; i + 1 < count; ++i)
            world.apply(happened(1s, JoinBlocked, 2 + i, {.object = 3 + i}));
        world.apply(happened(1s, WorkStarted, 1 + count, {.object = 0, .payload = ns(1s)}));
        const auto chain = chainOf(world, 2, 1s);
        QVERIFY(chain);
        QCOMPARE(chain->end, End::Busy);
        QCOMPARE(chain->links.size(), std::size_t{count}); // each once, and who is busy
    }
};

QTEST_APPLESS_MAIN(TestWaitChain)
#include "tst_wait_chain.moc"
