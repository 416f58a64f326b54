// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr std::uint32_t client = 0;

/// What happens where one parameter is turned: one client, whose operation takes 5 s.
QStringList story(const Given &given, Duration when, std::string_view id, std::string_view text, Duration end,
                  std::initializer_list<EventKind> kinds)
{
    Given all{{"clients", "1"}, {"work", "5s"}, {"work-shape", "fixed"}};
    all.insert(all.end(), given.begin(), given.end());
    PatternRun run("timeout-cancellation", all);
    run.runTo(when);
    run.set(id, text);
    run.runTo(end);
    return run.story(kinds);
}

} // namespace

/// Every parameter acts on what is under way.
class TestTimeoutCancellationTurns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTimeoutMovesForAttemptsUnderWay()
    {
        const auto kinds = {EventKind::AttemptTimedOut, EventKind::ItemDone};
        QCOMPARE(story({}, 1s, "timeout", "6s", 5s, kinds), QStringList{"5000 item-done 1 by Client 1"});
        QCOMPARE(story({}, 1s, "timeout", "2s", 3s, kinds), QStringList{"2000 attempt-timed-out 1 by Client 1"});
        QCOMPARE(story({}, 1s, "timeout", "10ms", 1500ms, kinds), QStringList{"1000 attempt-timed-out 1 by Client 1"});
    }

    void theDeadlineMovesComesAndGoesForRequestsUnderWay()
    {
        const Given patient = {{"timeout", "1m"}};
        const Given hurried = {{"timeout", "1m"}, {"deadline", "2s"}};
        const auto kinds = {EventKind::ItemFailed, EventKind::ItemDone};
        QCOMPARE(story(patient, 1s, "deadline", "1500ms", 2s, kinds), QStringList{"1500 item-failed 1 by Client 1"});
        QCOMPARE(story(patient, 1s, "deadline", "1ms", 1500ms, kinds), QStringList{"1000 item-failed 1 by Client 1"});
        QCOMPARE(story(hurried, 1s, "deadline", "4s", 5s, kinds), QStringList{"4000 item-failed 1 by Client 1"});
        QCOMPARE(story(hurried, 1s, "deadline", "0", 5s, kinds), QStringList{"5000 item-done 1 by Client 1"});
    }

    void theHedgeComesSoonerLaterOrNotAtAll()
    {
        const Given hedged = {{"hedge-after", "2s"}};
        const auto kinds = {EventKind::AttemptStarted};
        const QString first = "0 attempt-started 1 by Operation 1";
        QCOMPARE(story({}, 1s, "hedge-after", "1500ms", 2900ms, kinds),
                 (QStringList{first, "1500 attempt-started 1 by Operation 2"}));
        QCOMPARE(story(hedged, 1s, "hedge-after", "2500ms", 2900ms, kinds),
                 (QStringList{first, "2500 attempt-started 1 by Operation 2"}));
        QCOMPARE(story(hedged, 1s, "hedge-after", "200ms", 2900ms, kinds),
                 (QStringList{first, "1000 attempt-started 1 by Operation 2"}));
        QCOMPARE(story(hedged, 1s, "hedge-after", "0", 2900ms, kinds), QStringList{first});
    }

    void theWorkUnderWayTakesItsNewLength()
    {
        const auto kinds = {EventKind::ItemDone};
        QCOMPARE(story({}, 1s, "work", "2s", 2500ms, kinds), QStringList{"2000 item-done 1 by Client 1"});
        QCOMPARE(story({}, 1s, "work", "10ms", 1500ms, kinds), QStringList{"1000 item-done 1 by Client 1"});
    }

    void theNextCheckpointMovesForThoseWhoAreToStop()
    {
        const Given slow = {{"work", "20s"}, {"check-every", "10s"}};
        const auto kinds = {EventKind::AttemptStopped};
        QCOMPARE(story(slow, 4s, "check-every", "5s", 6s, kinds).first(), "5050 attempt-stopped 1 by Operation 1");
        QCOMPARE(story(slow, 4s, "check-every", "1ms", 6s, kinds).first(), "4050 attempt-stopped 1 by Operation 1");
    }

    void aCleanUpUnderWayTakesItsNewLength()
    {
        const auto kinds = {EventKind::AttemptStopped};
        QCOMPARE(story({{"cleanup", "10s"}}, 4s, "cleanup", "2s", 6s, kinds),
                 QStringList{"5100 attempt-stopped 1 by Operation 1"});
        QCOMPARE(story({{"cleanup", "10s"}}, 4s, "cleanup", "0", 6s, kinds),
                 QStringList{"4000 attempt-stopped 1 by Operation 1"});
    }

    void aClientThatThinksIsDoneSoonerOrLater()
    {
        const Given pensive = {{"work", "2s"}, {"think", "10s"}};
        const auto kinds = {EventKind::ItemCreated};
        const QString first = "0 item-created 1 by Client 1";
        QCOMPARE(story(pensive, 3s, "think", "4s", 7s, kinds), (QStringList{first, "6000 item-created 2 by Client 1"}));
        QCOMPARE(story(pensive, 3s, "think", "1ms", 3s, kinds),
                 (QStringList{first, "3000 item-created 2 by Client 1"}));
    }

    void whatBecomesOfAnAttemptIsDecidedWhenItsTimeIsUp()
    {
        const auto kinds = {EventKind::TaskAbandoned, EventKind::AttemptStopped};
        QCOMPARE(story({}, 1s, "on-timeout", "abandon", 3500ms, kinds), QStringList{"3000 task-abandoned by Client 1"});
        // One that has been told to stop stops; one that has been abandoned is not called back.
        QCOMPARE(story({}, 3050ms, "on-timeout", "abandon", 3500ms, kinds),
                 QStringList{"3150 attempt-stopped 1 by Operation 1"});
        QCOMPARE(story({{"on-timeout", "abandon"}}, 3050ms, "on-timeout", "cancel", 6s, kinds),
                 QStringList{"3000 task-abandoned by Client 1"});
    }

    void retriesAreCountedWhenAnAttemptIsOver()
    {
        const Given stubborn = {{"timeout", "1s"}, {"retries", "10"}, {"retry-delay", "0"}};
        const auto kinds = {EventKind::ItemFailed};
        QCOMPARE(story(stubborn, 1500ms, "retries", "0", 2500ms, kinds), QStringList{"2000 item-failed 1 by Client 1"});
        QCOMPARE(story(stubborn, 1500ms, "retries", "3", 5s, kinds), QStringList{"4000 item-failed 1 by Client 1"});
    }

    void aWaitBeforeARetryKeepsItsShareOfTheLongest()
    {
        PatternRun run("timeout-cancellation",
                       {{"clients", "1"},
                        {"work", "5s"},
                        {"work-shape", "fixed"},
                        {"timeout", "1s"},
                        {"retries", "1"},
                        {"retry-delay", "40s"}});
        run.runTo(1001ms);
        const Duration planned = run.task(client, 0).length; // of at most 30 s
        QVERIFY(planned > 2s && planned < 30s);
        run.set("retry-delay", "15s");
        QCOMPARE(run.task(client, 0).length, planned / 2);
        run.set("max-delay", "7500ms");
        QVERIFY(std::abs((run.task(client, 0).length - planned / 4).count()) <= 1);
        run.set("max-delay", "0");
        run.runTo(1001ms);
        QCOMPARE(run.story({EventKind::AttemptStarted}).last(), "1001 attempt-started 1 by Operation 2");
    }

    void shapesActOnWhatIsDrawnFromThenOn()
    {
        for (const char *const shape : {"work-shape", "think-shape"}) {
            PatternRun run("timeout-cancellation", {{"clients", "1"}, {"work", "1s"}, {"work-shape", "fixed"}});
            run.runTo(20s);
            QCOMPARE(run.session.world().items().created, std::uint64_t{11}); // each 2 s, the one at 20 s included
            run.set(shape, "exponential");
            run.runTo(200s);
            QVERIFY(run.session.world().items().created != 101);
        }
    }

    void aClientThatIsLetGoWaitsForItsAnswerFirst()
    {
        PatternRun run("timeout-cancellation", {{"clients", "2"}, {"work", "2s"}, {"work-shape", "fixed"}});
        run.runTo(1s);
        run.set("clients", "1");
        run.runTo(1900ms);
        QCOMPARE(run.task(client, 1).state, TaskState::Waiting);
        run.runTo(2s);
        QCOMPARE(run.task(client, 1).state, TaskState::Cancelled);
        QCOMPARE(run.session.world().items().done, std::uint64_t{2});
        QCOMPARE(run.session.world().items().cancelled, std::uint64_t{0});
        run.set("clients", "2");
        run.runTo(2s);
        QCOMPARE(run.task(client, 1).state, TaskState::Waiting); // asks at once
        QCOMPARE(run.session.world().items().created, std::uint64_t{3});
    }

    void aClientThatThinksLeavesAtOnce()
    {
        PatternRun run("timeout-cancellation", {{"clients", "2"}, {"work", "2s"}, {"work-shape", "fixed"}});
        run.runTo(2500ms);
        run.set("clients", "1");
        run.runTo(2500ms);
        QCOMPARE(run.task(client, 1).state, TaskState::Cancelled);
        run.set("clients", "200");
        run.runTo(2500ms);
        QCOMPARE(run.session.world().items().created, std::uint64_t{2 + 199});
    }
};

QTEST_APPLESS_MAIN(TestTimeoutCancellationTurns)
#include "tst_timeout_cancellation_turns.moc"
