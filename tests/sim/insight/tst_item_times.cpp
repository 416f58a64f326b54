// SPDX-License-Identifier: MIT
#include "insight/item_times.h"
#include "insight/latency_cuts.h"
#include "sim/pattern_run.h"
#include "text/duration_text.h"

#include <QRegularExpression>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// "Consumer: working on it 300 ms, …"
QString textOf(const std::vector<TimePart> &parts, const Topology &topology)
{
    QStringList list;
    for (const TimePart &part : parts)
        list.push_back(
            QString::fromStdString(phaseText(part.phase, topology).text() + " " + canonicalDuration(part.length())));
    return list.join(QStringLiteral(", "));
}

/// Where the time of one item of a run went.
QString spent(std::string_view pattern, const Given &given, ItemId item, Duration run = 60s)
{
    PatternRun one(pattern, given);
    one.runTo(run);
    const Topology &topology = one.session.pattern().topology();
    const auto record = whereTimeWent(one.session.trace(), topology, item, Time{} + run);
    return record ? textOf(record->parts, topology) : QStringLiteral("no such item");
}

ItemRecord recordOf(ItemId item, std::initializer_list<std::pair<ItemPhase::Kind, Duration>> parts)
{
    ItemRecord record{.item = item, .end = EventKind::ItemDone};
    for (const auto &[kind, length] : parts) {
        record.parts.push_back({{.kind = kind}, record.ended, record.ended + length});
        record.ended += length;
    }
    return record;
}

} // namespace

/// What items spend their time on, in each pattern.
class TestItemTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inBlockedHandsInTheChannelAndAtWork()
    {
        QCOMPARE(spent("backpressure", {{"interval-shape", "fixed"}, {"interval", "100ms"}, {"capacity", "1"}}, 9),
                 QStringLiteral(
                     "blocked on send, before the channel 200ms, in the channel 300ms, Consumer: working on it 300ms"));
    }
    void theItemsOfABurstWaitTogether()
    {
        // Three made at once by one producer, and one consumer: the last waits while the others are sent, too.
        const Given given = {{"producers", "1"}, {"consumers", "1"},          {"burst", "3"},
                             {"capacity", "1"},  {"interval-shape", "fixed"}, {"interval", "1s"}};
        QCOMPARE(spent("backpressure", given, 1), QStringLiteral("Consumer: working on it 300ms"));
        QCOMPARE(spent("backpressure", given, 2),
                 QStringLiteral("in the channel 300ms, Consumer: working on it 300ms"));
        QCOMPARE(spent("backpressure", given, 3),
                 QStringLiteral(
                     "blocked on send, before the channel 300ms, in the channel 300ms, Consumer: working on it 300ms"));
    }
    void anAttemptAfterTheFirstIsAFurtherOne()
    {
        QCOMPARE(spent("pipeline", {{"failure-rate", "20%"}, {"on-failure", "retry"}}, 1),
                 QStringLiteral("Stage 1 worker: working on it 200ms, Stage 2 worker: working on it 350ms, "
                                "Stage 3 worker: working on it 150ms, "
                                "Stage 3 worker: working on it, in a further attempt 150ms"));
        QCOMPARE(spent("explicit-errors", {{"failure-rate", "50%"}, {"variant", "handled"}, {"work", "40ms"}}, 1),
                 QStringLiteral("Call: computing it 40ms, Caller: waiting before a retry 92104047ns, "
                                "Call: computing it, in a further attempt 40ms"));
    }
    void whatIsFinishedWaitsToBeGathered()
    {
        const Given given = {{"work-shape", "fixed"}, {"limit", "2"}, {"subtasks", "3"}};
        QCOMPARE(spent("fan-out-fan-in", given, 1), QStringLiteral("Subtask: working on it 600ms"));
        QVERIFY(spent("fan-out-fan-in", {}, 2).contains(QStringLiteral(", finished, not yet collected ")));
    }
    void aThreadALockATokenAndATurnAreWaitedFor()
    {
        QCOMPARE(
            spent("task-spawning", {{"steps", "1"}, {"tasks", "3"}}, 3),
            QStringLiteral("Task: waiting for a thread 120ms, Task: computing 120ms, Task: waiting for I/O 400ms"));
        QVERIFY(spent("less-shared-state", {}, 2).startsWith(QStringLiteral("Task: waiting for the shared state ")));
        QVERIFY(
            spent("rate-limiter", {{"clients", "12"}}, 40).startsWith(QStringLiteral("Client: waiting for tokens ")));
        PatternRun ordered("pipeline", {{"order", "keep"}, {"workers-2", "3"}, {"work-shape", "exponential"}});
        ordered.runTo(20s);
        const Topology &topology = ordered.session.pattern().topology();
        QVERIFY(textOf(whereTimeWent(ordered.session.trace(), topology, 13, Time{} + 20s)->parts, topology)
                    .contains(QStringLiteral("Stage 2 worker: waiting for its turn, behind older items ")));
    }
    void whileAClientWaitsItIsWhatItsOperationsDo()
    {
        QCOMPARE(spent("timeout-cancellation", {{"retries", "3"}, {"timeout", "1s"}}, 3)
                     .replace(QRegularExpression(QStringLiteral("\\d+ns")), QStringLiteral("…")),
                 QStringLiteral("Operation: working on it 1s, Client: backing off …, "
                                "Operation: working on it, in a further attempt …"));
        QVERIFY(spent("timeout-cancellation", {{"hedge-after", "500ms"}}, 3)
                    .startsWith(QStringLiteral("Operation: working on it 500ms, "
                                               "Operation: working on it, in a further attempt ")));
    }
    void ofCallsSideBySideTheLastCounts()
    {
        const Given given = {{"backend-work-shape", "fixed"},
                             {"backend-work", "80ms"},
                             {"crash-rate", "0%"},
                             {"backend-failure-rate", "0%"}};
        QCOMPARE(spent("resilient-service", given, 1),
                 QStringLiteral("Call: answering for it 80ms, Renderer: rendering it 20ms, Replier: sending it 10ms"));
    }
    void aJobWhoseWorkerDiedWaitsForAnother()
    {
        // Another that is free takes it at once.
        QCOMPARE(spent("supervisor", {{"failure-rate", "30%"}, {"work-shape", "fixed"}}, 1, 20s),
                 QStringLiteral("Worker: working on it 500ms, Worker: working on it, in a further attempt 1s"));
        PatternRun run("supervisor", {{"failure-rate", "30%"}, {"workers", "1"}, {"work-shape", "fixed"}});
        run.runTo(20s);
        bool any = false;
        const Topology &topology = run.session.pattern().topology();
        for (ItemId item = 1; item < 10; ++item) {
            const auto record = whereTimeWent(run.session.trace(), topology, item, Time{} + 20s);
            any = any || (record && textOf(record->parts, topology).contains(QStringLiteral("its task died 300ms")));
        }
        QVERIFY(any); // 200 ms until the restart, and 100 ms to come up
    }
    void whoeverHangsHoldsIt()
    {
        PatternRun run("supervisor", {{"failure-rate", "50%"}, {"workers", "1"}, {"failure-kind", "hang"}});
        run.runTo(20s);
        bool any = false;
        const Topology &topology = run.session.pattern().topology();
        for (ItemId item = 1; item < 10; ++item) {
            const auto record = whereTimeWent(run.session.trace(), topology, item, Time{} + 20s);
            any = any || (record && textOf(record->parts, topology).contains(QStringLiteral("Worker: hanging 2s")));
        }
        QVERIFY(any);
    }
    void anItemThatIsUnderWayIsToldUpToNow()
    {
        PatternRun run("backpressure", {{"consumers", "0"}});
        run.runTo(10s);
        const Topology &topology = run.session.pattern().topology();
        const auto record = whereTimeWent(run.session.trace(), topology, 1, Time{} + 10s);
        QVERIFY(record && !record->end);
        QCOMPARE(record->ended, Time{} + 10s);
        QCOMPARE(record->parts.size(), std::size_t{1});
        QCOMPARE(record->parts.front().phase.kind, ItemPhase::Kind::InChannel);
        QVERIFY(!whereTimeWent(run.session.trace(), topology, 1000, Time{} + 10s));
    }

    void theMeanIsRoundedSoThatItAddsUp()
    {
        using enum ItemPhase::Kind;
        LatencyCuts cuts;
        QVERIFY(!cuts.mean() && !cuts.p99() && !cuts.p99Item());
        cuts.add(recordOf(1, {{Sending, 1ns}, {InChannel, 1ns}, {Working, 1ns}}));
        cuts.add(recordOf(2, {{InChannel, 1ns}, {Working, 1ns}}));
        cuts.add(recordOf(3, {{Working, 3ns}}));
        const LatencyCut mean = cuts.mean().value(); // 8/3 ns: of 1/3, 2/3 and 5/3
        QCOMPARE(mean.latency, Duration(3ns));
        QCOMPARE(mean.parts.size(), std::size_t{3});
        QVERIFY((mean.parts[0] == LatencyCut::Part{{.kind = Sending}, 0ns}));
        QVERIFY((mean.parts[1] == LatencyCut::Part{{.kind = InChannel}, 1ns}));
        QVERIFY((mean.parts[2] == LatencyCut::Part{{.kind = Working}, 2ns}));
        QCOMPARE(cuts.p99Item(), std::optional<ItemId>(1)); // as slow as the third, and before it
        QCOMPARE(cuts.p99()->parts.size(), std::size_t{3});
    }
    void whatComesTwiceIsOnePart()
    {
        using enum ItemPhase::Kind;
        const LatencyCut cut = cutOf(recordOf(1, {{Working, 2s}, {Sleeping, 1s}, {Working, 3s}}));
        QCOMPARE(cut.latency, Duration(6s));
        QVERIFY((cut.parts == std::vector<LatencyCut::Part>{{{.kind = Working}, 5s}, {{.kind = Sleeping}, 1s}}));
    }
    void theOrderIsThatOfTheItemsThatComeToBoth()
    {
        using enum ItemPhase::Kind;
        LatencyCuts cuts;
        for (ItemId item = 1; item <= 9; ++item)
            cuts.add(recordOf(item, {{Working, 1ms}}));
        cuts.add(recordOf(10, {{InChannel, 5s}, {Working, 1ms}})); // and so late on average
        QCOMPARE(cuts.mean()->parts.front().phase.kind, InChannel);
    }
    void theSlowestAreKept()
    {
        using enum ItemPhase::Kind;
        LatencyCuts cuts;
        for (ItemId item = 1; item <= 300'000; ++item)
            cuts.add(recordOf(item, {{Working, Duration(std::int64_t(item * 7919 % 300'007))}}));
        const LatencyCut p99 = cuts.p99().value();
        QCOMPARE(p99.parts.front().time, p99.latency);
        QCOMPARE(cuts.count(), std::uint64_t{300'000});
    }
};

QTEST_APPLESS_MAIN(TestItemTimes)
#include "tst_item_times.moc"
