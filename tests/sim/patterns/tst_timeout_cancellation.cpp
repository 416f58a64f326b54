// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"

#include <map>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr std::uint32_t client = 0;
constexpr std::uint32_t operation = 1;
constexpr std::uint32_t working = 1;
constexpr std::uint32_t backingOff = 3;

/// One client whose operation always takes as long as it says.
struct OneClient : PatternRun {
    explicit OneClient(std::initializer_list<Given::value_type> given) : PatternRun("timeout-cancellation", with(given))
    {
    }
    static Given with(std::initializer_list<Given::value_type> given)
    {
        Given all{{"clients", "1"}, {"work-shape", "fixed"}};
        all.insert(all.end(), given);
        return all;
    }
    void cancelRequestOf(std::uint32_t index) { session.act({.action = 0, .index = index}); }
    QList<Duration> payloads(EventKind kind, std::uint32_t object)
    {
        QList<Duration> list;
        for (Sequence i = 0; i < session.trace().count(); ++i) {
            const Event &event = session.trace().at(i);
            if (event.kind == kind && event.object == object)
                list.push_back(Duration{event.payload});
        }
        return list;
    }
};

} // namespace

/// The pattern, to the nanosecond: what happens to attempts and requests.
class TestTimeoutCancellation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerInTimeIsUsedAndTheClientThinksBeforeItAsksAgain()
    {
        OneClient run({{"work", "2s"}});
        run.runTo(5s);
        QCOMPARE(run.story({EventKind::ItemCreated, EventKind::AttemptStarted, EventKind::ItemDone}),
                 (QStringList{"0 item-created 1 by Client 1", "0 attempt-started 1 by Operation 1",
                              "2000 item-done 1 by Client 1", "3000 item-created 2 by Client 1",
                              "3000 attempt-started 2 by Operation 1", "5000 item-done 2 by Client 1"}));
        QCOMPARE(run.session.metrics().latency().quantile(1.0).value(), std::int64_t(2'000'000'000));
    }

    void anAnswerThatIsReadyAtTheVeryInstantIsInTime()
    {
        OneClient run({{"work", "3s"}, {"timeout", "3s"}, {"deadline", "3s"}});
        run.runTo(3s);
        QCOMPARE(run.session.world().items().done, std::uint64_t{1});
    }

    void anAttemptOutOfTimeIsCancelledAtItsNextCheckpointAndCleansUp()
    {
        OneClient run({{"work", "5s"}, {"timeout", "3s"}, {"check-every", "700ms"}, {"cleanup", "50ms"}});
        run.runTo(4s);
        QCOMPARE(run.story({EventKind::AttemptTimedOut, EventKind::ItemFailed, EventKind::WorkStarted,
                            EventKind::AttemptStopped, EventKind::TaskCancelled, EventKind::ItemCreated}),
                 (QStringList{"0 item-created 1 by Client 1", "0 work-started 1 by Operation 1",
                              "3000 attempt-timed-out 1 by Client 1", "3000 item-failed 1 by Client 1",
                              "3500 work-started 1 by Operation 1", "3550 attempt-stopped 1 by Operation 1",
                              "3550 task-cancelled by Operation 1", "4000 item-created 2 by Client 1",
                              "4000 work-started 2 by Operation 1"}));
    }

    void aCheckpointAtTheVeryInstantOfTheTimeoutHasPassed()
    {
        OneClient run({{"work", "5s"}, {"timeout", "3s"}, {"check-every", "100ms"}, {"cleanup", "0"}});
        run.runTo(4s);
        QCOMPARE(run.story({EventKind::AttemptStopped}), QStringList{"3100 attempt-stopped 1 by Operation 1"});
    }

    void theClientDoesNotWaitForTheCleanUp()
    {
        OneClient run({{"work", "5s"}, {"think", "200ms"}, {"cleanup", "5s"}});
        run.runTo(3300ms);
        QCOMPARE(run.task(operation, 0).state, TaskState::Running);
        QCOMPARE(run.task(operation, 0).item, ItemId{1});
        QCOMPARE(run.task(operation, 1).item, ItemId{2}); // the next attempt, beside it
        run.runTo(8150ms);
        QCOMPARE(run.task(operation, 0).item, ItemId{0});
    }

    void workThatEndsBeforeTheNextCheckpointIsNotCleanedUpButItsAnswerComesTooLate()
    {
        OneClient run({{"work", "3050ms"}, {"timeout", "3s"}});
        run.runTo(3500ms);
        QCOMPARE(
            run.story({EventKind::ItemDone, EventKind::ItemFailed, EventKind::AttemptStopped, EventKind::TaskDone}),
            (QStringList{"3000 item-failed 1 by Client 1", "3050 attempt-stopped 1 by Operation 1",
                         "3050 task-done by Operation 1"}));
    }

    void anAbandonedAttemptGoesOnUnseenToItsEnd()
    {
        OneClient run({{"work", "5s"}, {"on-timeout", "abandon"}});
        run.runTo(4500ms);
        QVERIFY(run.task(operation, 0).orphaned);
        QCOMPARE(run.task(operation, 0).state, TaskState::Running);
        QVERIFY(!run.task(operation, 1).orphaned);
        run.runTo(5s);
        QCOMPARE(run.story({EventKind::AttemptTimedOut, EventKind::TaskAbandoned, EventKind::ItemFailed,
                            EventKind::ItemDone, EventKind::AttemptStopped, EventKind::TaskDone}),
                 (QStringList{"3000 attempt-timed-out 1 by Client 1", "3000 task-abandoned by Client 1",
                              "3000 item-failed 1 by Client 1", "5000 task-done by Operation 1"}));
    }

    void attemptsFollowUntilNoRetryIsLeft()
    {
        OneClient run({{"work", "5s"}, {"timeout", "1s"}, {"retries", "2"}, {"retry-delay", "0"}});
        run.runTo(3s);
        QCOMPARE(run.story({EventKind::AttemptStarted, EventKind::AttemptTimedOut, EventKind::ItemFailed}),
                 (QStringList{"0 attempt-started 1 by Operation 1", "1000 attempt-timed-out 1 by Client 1",
                              "1000 attempt-started 1 by Operation 2", "2000 attempt-timed-out 1 by Client 1",
                              "2000 attempt-started 1 by Operation 1", "3000 attempt-timed-out 1 by Client 1",
                              "3000 item-failed 1 by Client 1"}));
        QList<std::uint32_t> numbers;
        for (std::uint32_t attempt = 0; attempt < 4; ++attempt)
            numbers.push_back(std::uint32_t(run.payloads(EventKind::AttemptStarted, attempt).size()));
        QCOMPARE(numbers, (QList<std::uint32_t>{1, 1, 1, 0})); // they count from 0
    }

    void theDelayBeforeARetryIsAnythingUpToTheDoubledFirstOneOrTheLongest()
    {
        OneClient run({{"work", "5s"},
                       {"timeout", "1ms"},
                       {"think", "0"},
                       {"retries", "4"},
                       {"retry-delay", "100ms"},
                       {"max-delay", "300ms"}});
        run.runTo(400s);
        const QList<Duration> delays = run.payloads(EventKind::SleepStarted, backingOff);
        QVERIFY(delays.size() > 1000);
        const std::array<Duration, 4> most{100ms, 200ms, 300ms, 300ms};
        std::array<Duration, 4> longest{};
        std::array<Duration, 4> sum{};
        std::size_t retry = 0;
        for (const Duration delay : delays) {
            longest[retry] = std::max(longest[retry], delay);
            sum[retry] += delay;
            retry = (retry + 1) % 4;
        }
        for (std::size_t i = 0; i < 4; ++i) {
            QVERIFY(longest[i] <= most[i] && longest[i] > most[i] * 9 / 10);
            const double mean = inSeconds(sum[i]) / (double(delays.size()) / 4);
            QVERIFY2(std::abs(mean / inSeconds(most[i]) - 0.5) < 0.1, qPrintable(QString::number(mean)));
        }
    }

    void aHedgeStartsBesideAndTheFirstAnswerCancelsTheOther()
    {
        OneClient run({{"work", "2s"}, {"hedge-after", "500ms"}});
        run.runTo(2500ms);
        QCOMPARE(run.story({EventKind::AttemptStarted, EventKind::ItemDone, EventKind::AttemptTimedOut,
                            EventKind::AttemptStopped}),
                 (QStringList{"0 attempt-started 1 by Operation 1", "500 attempt-started 1 by Operation 2",
                              "2000 item-done 1 by Client 1", "2150 attempt-stopped 1 by Operation 2"}));
    }

    void theLoserIsAbandonedWhereNobodyCancels()
    {
        OneClient run({{"work", "2s"}, {"hedge-after", "500ms"}, {"on-timeout", "abandon"}});
        run.runTo(2600ms);
        QCOMPARE(run.story({EventKind::ItemDone, EventKind::TaskAbandoned, EventKind::TaskDone}),
                 (QStringList{"2000 task-done by Operation 1", "2000 task-abandoned by Client 1",
                              "2000 item-done 1 by Client 1", "2500 task-done by Operation 2"}));
    }

    void withAHedgeTheAnswerComesWhenTheFasterOneHasIt()
    {
        PatternRun run("timeout-cancellation", {{"hedge-after", "500ms"}, {"timeout", "1m"}});
        run.runTo(100s);
        std::map<ItemId, QList<Time>> ends;
        int byHedge = 0;
        for (Sequence i = 0; i < run.session.trace().count(); ++i) {
            const Event &event = run.session.trace().at(i);
            if (event.kind == EventKind::WorkStarted && event.object == working)
                ends[event.item].push_back(event.time + Duration{event.payload});
            if (event.kind != EventKind::ItemDone)
                continue;
            const QList<Time> &both = ends[event.item];
            QVERIFY(both.size() <= 2);
            QCOMPARE(event.time, *std::min_element(both.begin(), both.end()));
            byHedge += event.time != both.front() ? 1 : 0;
        }
        QVERIFY(byHedge > 10);
    }

    void anAttemptAndItsHedgeHaveOneTimeTogether()
    {
        OneClient run({{"work", "5s"}, {"timeout", "1s"}, {"hedge-after", "400ms"}});
        run.runTo(1s);
        QCOMPARE(run.payloads(EventKind::AttemptTimedOut, 0), QList<Duration>{1s});
        QCOMPARE(run.payloads(EventKind::AttemptTimedOut, 1), QList<Duration>{600ms});
    }

    void aHedgeThatWouldComeWhenTheTimeIsUpDoesNotStart()
    {
        OneClient run({{"work", "5s"}, {"timeout", "1s"}, {"hedge-after", "1s"}});
        run.runTo(1500ms);
        QCOMPARE(run.session.metrics().group(operation).spawned, std::uint64_t{1});
    }

    void theDeadlineEndsTheWholeRequestWhateverRetriesAreLeft()
    {
        OneClient run({{"work", "5s"}, {"timeout", "2s"}, {"retries", "10"}, {"retry-delay", "0"}, {"deadline", "3s"}});
        run.runTo(3900ms);
        QCOMPARE(run.story({EventKind::AttemptStarted, EventKind::AttemptTimedOut, EventKind::ItemFailed,
                            EventKind::AttemptStopped}),
                 (QStringList{"0 attempt-started 1 by Operation 1", "2000 attempt-timed-out 1 by Client 1",
                              "2000 attempt-started 1 by Operation 2", "2150 attempt-stopped 1 by Operation 1",
                              "3000 item-failed 1 by Client 1", "3150 attempt-stopped 1 by Operation 2"}));
    }

    void theDeadlineEndsAWaitBeforeARetryToo()
    {
        OneClient run(
            {{"work", "5s"}, {"timeout", "1s"}, {"retries", "1"}, {"retry-delay", "1m"}, {"deadline", "1001ms"}});
        run.runTo(1900ms);
        QCOMPARE(run.story({EventKind::AttemptStarted, EventKind::ItemFailed}),
                 (QStringList{"0 attempt-started 1 by Operation 1", "1001 item-failed 1 by Client 1"}));
    }

    void aCancelledRequestIsDroppedAndTheClientGoesOnThinking()
    {
        OneClient run({{"work", "2s"}, {"hedge-after", "300ms"}});
        run.runTo(550ms);
        run.cancelRequestOf(0);
        run.runTo(1550ms);
        QCOMPARE(run.story({EventKind::ActionTaken, EventKind::ItemCancelled, EventKind::AttemptStopped,
                            EventKind::AttemptTimedOut, EventKind::ItemCreated}),
                 (QStringList{"0 item-created 1 by Client 1", "550 action-taken", "550 item-cancelled 1 by Client 1",
                              "650 attempt-stopped 1 by Operation 1", "650 attempt-stopped 1 by Operation 2",
                              "1550 item-created 2 by Client 1"}));
        QCOMPARE(run.task(client, 0).restarts, 0u);
    }

    void aCancelledRequestAbandonsItsAttemptsWhereNobodyCancelsThem()
    {
        OneClient run({{"work", "2s"}, {"on-timeout", "abandon"}});
        run.runTo(500ms);
        run.cancelRequestOf(0);
        run.runTo(2s);
        QCOMPARE(run.story({EventKind::TaskAbandoned, EventKind::ItemCancelled, EventKind::TaskDone}),
                 (QStringList{"500 task-abandoned by Client 1", "500 item-cancelled 1 by Client 1",
                              "2000 task-done by Operation 1"}));
    }

    void aRequestCanBeCancelledWhileItWaitsForARetry()
    {
        OneClient run({{"work", "5s"}, {"timeout", "1s"}, {"retries", "1"}, {"retry-delay", "1m"}});
        run.runTo(1001ms);
        run.cancelRequestOf(0);
        run.runTo(2001ms);
        QCOMPARE(run.story({EventKind::ItemCancelled, EventKind::ItemCreated}),
                 (QStringList{"0 item-created 1 by Client 1", "1001 item-cancelled 1 by Client 1",
                              "2001 item-created 2 by Client 1"}));
    }

    void cancellingWhereThereIsNoRequestDoesNothing()
    {
        OneClient run({{"work", "1s"}});
        run.runTo(1500ms); // thinking
        run.cancelRequestOf(0);
        run.cancelRequestOf(7);
        run.cancelRequestOf(100'000);
        run.runTo(3s);
        QCOMPARE(run.session.world().items().cancelled, std::uint64_t{0});
        QCOMPARE(run.session.world().items().done, std::uint64_t{2});
    }

    void onlyDeadlinesThatStillStandAreShown()
    {
        OneClient run({{"work", "5s"}, {"timeout", "1s"}, {"deadline", "1m"}, {"retries", "3"}, {"retry-delay", "0"}});
        run.runTo(3500ms);
        const std::vector<DeadlineView> &deadlines = run.task(client, 0).deadlines;
        QCOMPARE(deadlines.size(), std::size_t{2});
        QCOMPARE(deadlines[0].at, Time{} + 1min);
        QCOMPARE(deadlines[1].at, Time{} + 4s); // of the fourth attempt
        run.runTo(4500ms);
        QVERIFY(run.task(client, 0).deadlines.empty());
    }

    void operationsStandInTheLowestFreePlace()
    {
        PatternRun run("timeout-cancellation", {{"clients", "20"}, {"think", "0"}});
        run.runTo(100s);
        std::uint32_t highest = 0;
        for (const TaskView &task : run.session.world().tasks())
            highest = std::max(highest, task.place.group == operation ? task.place.index : 0);
        QVERIFY2(highest >= 19 && highest < 40, qPrintable(QString::number(highest)));
    }
};

QTEST_APPLESS_MAIN(TestTimeoutCancellation)
#include "tst_timeout_cancellation.moc"
