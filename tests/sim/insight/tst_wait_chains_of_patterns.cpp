// SPDX-License-Identifier: MIT
#include "insight/wait_chain.h"
#include "pattern/place_names.h"
#include "sim/pattern_run.h"

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

namespace {

struct Case {
    const char *pattern;
    Given given;
    Duration at;
    const char *task;
    const char *says;
    WaitChain::End end;
    Duration until{-1}; ///< rounded to microseconds; below zero: not known
};

const std::vector<Case> &cases()
{
    using enum WaitChain::End;
    static const std::vector<Case> all = {
        // Room in a channel
        {"backpressure",
         {},
         12s,
         "Producer 2",
         "Producer 2 waits to send item 90 ← no room in the channel (10 of 10) ← Consumers 1 and 2 empty it ← both are "
         "at "
         "work; Consumer 2 will be free in 87 ms",
         Busy,
         12'087'045us},
        {"pipeline",
         {{"capacity", "1"}, {"interval", "50ms"}, {"work-2", "1s"}},
         9s,
         "Source",
         "Source waits to send item 13 ← no room in channel 1 (1 of 1) ← Stage 1 worker 1 empties it ← it waits to "
         "send "
         "item 11 ← no room in channel 2 (1 of 1) ← Stage 2 worker 1 empties it ← it is working on item 9, and will be "
         "free in 250 ms",
         Busy,
         9250ms},
        {"less-shared-state",
         {{"tasks", "12"}, {"update", "60ms"}, {"variant", "owner"}, {"capacity", "2"}},
         5s,
         "Task 1",
         "Task 1 waits to send item 111 ← no room in the channel (2 of 2) ← Owner empties it ← it is updating the "
         "state "
         "for item 104, and will be free in 140 ms",
         Busy,
         5'140'229us},
        {"backpressure",
         {{"consumers", "0"}, {"capacity", "2"}},
         4s,
         "Producer 3",
         "Producer 3 waits to send item 3 ← no room in the channel (2 of 2) ← no task takes from it: only a change "
         "from outside can help",
         Outside},
        {"rate-limiter",
         {{"burst", "100"}},
         100ms,
         "Refill",
         "Refill is pausing until a token is taken ← no room in the bucket (100 of 100) ← Clients 1, 2 and 3 empty it "
         "← "
         "Client 1: 205 ms until the next request",
         Timer,
         305'235us},
        // Something in a channel
        {"pipeline",
         {{"interval", "50ms"}},
         6s,
         "Sink",
         "Sink waits for items ← nothing in the last channel ← it is filled by Stage 3 worker 1 ← it waits for items ← "
         "nothing in channel 3 ← it is filled by Stage 2 worker 1 ← it is working on item 17, and will be free in 200 "
         "ms",
         Busy,
         6200ms},
        {"rate-limiter",
         {{"clients", "12"}, {"when-empty", "queue"}},
         2s,
         "Worker 1",
         "Worker 1 waits for requests ← nothing in the intake ← it is filled by Dispatcher ← it waits for tokens ← "
         "nothing "
         "in the bucket ← it is filled by Refill ← 96.4 ms until the next token",
         Timer,
         2'096'354us},
        {"rate-limiter",
         {{"clients", "20"}},
         5s,
         "Worker 1",
         "Worker 1 waits for requests ← nothing in the intake ← it is filled by Clients 1 to 20 ← Client 1 waits for "
         "tokens "
         "← nothing in the bucket ← it is filled by Refill ← 51 ms until the next token",
         Timer,
         5'051'036us},
        {"resilient-service",
         {},
         1s,
         "Worker 2",
         "Worker 2 waits for items ← nothing in the intake ← it is filled by Clients ← 153 ms until the next request",
         Timer,
         1'153'016us},
        {"resilient-service",
         {},
         1s,
         "Replier",
         "Replier waits for items ← nothing in the pages ← it is filled by Renderer ← it waits for items ← nothing in "
         "the "
         "answers ← it is filled by Workers 1 to 4 ← Worker 1 waits for Call 2 to end ← Call 2 is answering for item "
         "7, "
         "and will be free in 132 ms",
         Busy,
         1'131'744us},
        // The end of other tasks
        {"fan-out-fan-in",
         {},
         500ms,
         "Coordinator",
         "Coordinator waits for Subtask 1 to end ← Subtask 1 is working on item 1, and will be free in 298 ms",
         Busy,
         798'192us},
        {"fan-out-fan-in",
         {{"gather", "as-completed"}, {"limit", "2"}},
         1s,
         "Coordinator",
         "Coordinator waits for 2 tasks that it has started ← Subtasks 3 and 5 have not ended ← both are at work; "
         "Subtask 5 "
         "will be free in 74.8 ms, and Subtask 3, the last of them, in 665 ms",
         Busy,
         1'074'768us},
        {"task-spawning",
         {{"handles", "scope"}},
         250ms,
         "Parent 1",
         "Parent 1 waits for 8 tasks that it has started ← Tasks 1 to 8 have not ended ← 2 of 8 are at work, and will "
         "be "
         "free in 110 ms",
         Busy,
         360ms},
        {"task-spawning",
         {{"threads", "1"}, {"tasks", "16"}, {"interval", "500ms"}},
         20s,
         "Parent 1",
         "Parent 1 waits for Task 1 to end, and 15 more that it has started are under way ← 15 of them are ready and "
         "wait for the only thread ← Task 1 has it ← it is computing, and will be free in 100 ms",
         Busy,
         20'100ms},
        {"task-spawning",
         {{"threads", "2"}, {"tasks", "16"}, {"handles", "scope"}},
         250ms,
         "Parent 1",
         "Parent 1 waits for 16 tasks that it has started ← Tasks 1 to 16 have not ended ← 10 of them are ready and "
         "wait for one of 2 threads ← Tasks 5 and 6 hold them ← both are at work, and will be free in 110 ms",
         Busy,
         360ms},
        {"task-spawning",
         {},
         250ms,
         "Parent 1",
         "Parent 1 waits for Task 1 to end ← Task 1 is waiting for I/O, and goes on in 270 ms",
         Timer,
         520ms},
        {"resilient-service",
         {},
         1s,
         "Worker 3",
         "Worker 3 waits for 3 tasks that it has started ← Calls 7, 8 and 9 have not ended ← all 3 are at work; Call 9 "
         "will be free in 32.1 ms, and Call 8, the last of them, in 116 ms",
         Busy,
         1'032'137us},
        {"timeout-cancellation",
         {},
         2500ms,
         "Client 1",
         "Client 1 waits for Operation 1 to end, for at most 500 ms more ← Operation 1 is working on item 1, and will "
         "be free in 161 ms",
         Busy,
         2'660'641us},
        {"structured-concurrency",
         {},
         500ms,
         "Client",
         "Client waits for Request 1 to end, for at most 100 ms more ← Request 1 waits for Part 1 to end ← Part 1 is "
         "ready and waits for a thread ← both threads are taken ← Parts 2 and 3 hold them ← both are at work; Part 2 "
         "will be free in 60.4 ms",
         Busy,
         560'392us},
        {"explicit-errors",
         {{"failure-rate", "50%"}, {"variant", "handled"}, {"pause", "50ms"}},
         300ms,
         "Caller 2",
         "Caller 2 waits for Call 3 to end ← Call 3 is computing item 4, and will be free in 7.92 ms",
         Busy,
         307'923us},
        // Order
        {"pipeline",
         {{"order", "keep"}, {"workers-2", "3"}, {"work-shape", "exponential"}},
         4s,
         "Stage 2 worker 1",
         "Stage 2 worker 1 waits for its turn to pass on item 13 ← Stage 2 worker 3 has item 12, which goes first ← it "
         "is "
         "working on item 12, and will be free in 153 ms",
         Busy,
         4'153'463us},
        // A lock
        {"less-shared-state",
         {{"tasks", "12"}, {"update", "60ms"}},
         20s,
         "Task 1",
         "Task 1 waits for the shared state, with 5 tasks ahead of it ← the shared state is in use ← Task 11 has it ← "
         "it is updating the state "
         "for "
         "item 339, and will be free in 19.6 ms",
         Busy,
         20'019'599us},
        {"less-shared-state",
         {{"tasks", "3"}, {"threads", "1"}, {"update", "60ms"}},
         1900ms,
         "Task 3",
         "Task 3 waits for the shared state ← the shared state is in use ← Task 2 has it ← it is ready and waits for a "
         "thread ← the only thread is taken ← Task 1 has it ← it is working, and will be free in 180 ms",
         Busy,
         2'080'179us},
        // A thread
        {"task-spawning",
         {},
         250ms,
         "Task 8",
         "Task 8 is ready and waits for a thread, with 1 task ahead of it ← both threads are taken ← Tasks 5 and 6 "
         "hold "
         "them ← both are at work, and will be free in 110 ms",
         Busy,
         360ms},
        {"no-blocking",
         {},
         500ms,
         "Task 2",
         "Task 2 is ready and waits for a thread, with 5 tasks ahead of it ← both threads are taken ← Callers 1 and 2 "
         "hold "
         "them ← Caller 1 is waiting for an answer, and goes on in 500 ms",
         Timer,
         1s},
        {"small-functions",
         {{"threads", "1"}, {"jobs", "1"}},
         300ms,
         "Task 1",
         "Task 1 is ready and waits for a thread ← the only thread is taken ← Job 1 has it ← it is computing, and will "
         "be "
         "free in 700 ms",
         Busy,
         1s},
        // Time
        {"fan-out-fan-in",
         {},
         1s,
         "Coordinator",
         "Coordinator is pausing until the next job, and goes on in 936 ms",
         Timer,
         1'935'688us},
        {"timeout-cancellation",
         {},
         2500ms,
         "Client 2",
         "Client 2 is thinking, and goes on in 931 ms",
         Timer,
         3'431'051us},
        {"explicit-errors",
         {{"failure-rate", "50%"}, {"variant", "handled"}, {"pause", "50ms"}},
         600ms,
         "Caller 3",
         "Caller 3 is waiting before a retry, and goes on in 6.1 ms",
         Timer,
         606'096us},
        {"small-functions",
         {{"threads", "1"}, {"jobs", "1"}},
         300ms,
         "Task 2",
         "Task 2 is pausing, and goes on in 179 ms",
         Timer,
         479'201us},
        {"rate-limiter", {}, 1s, "Refill", "Refill: 141 ms until the next token", Timer, 1'141'327us},
        // Who hangs or is down
        {"supervisor",
         {{"failure-rate", "30%"}, {"failure-kind", "hang"}, {"hang-time", "6s"}},
         3s,
         "Worker 2",
         "Worker 2 hangs silently ← it wakes up in 4.58 s",
         Timer,
         7'584'286us},
        {"supervisor",
         {{"failure-rate", "30%"}, {"failure-kind", "hang"}},
         3s,
         "Worker 2",
         "Worker 2 hangs silently ← Supervisor is watching its workers, and goes on in 582 ms",
         Timer,
         3'582'073us},
        {"supervisor",
         {{"failure-rate", "40%"}},
         7500ms,
         "Worker 3",
         "Worker 3 is down, and another takes its place in 334 ms",
         Timer,
         7'834'244us},
        {"supervisor",
         {{"failure-rate", "40%"}},
         5s,
         "Root",
         "Root waits for Supervisor to end ← Supervisor is giving up, and goes on in 863 ms",
         Timer,
         5'862'560us},
        {"supervisor",
         {{"failure-rate", "60%"}, {"max-restarts", "2"}, {"root-delay", "5s"}},
         2s,
         "Worker 1",
         "Worker 1 has ended, and so has Supervisor, which would restart it ← Supervisor has ended, and Root has not "
         "restarted it ← Root is waiting to restart the supervisor, and goes on in 4.23 s",
         Timer,
         6'232'070us},
        {"supervisor",
         {{"failure-rate", "40%"}, {"startup-failure-rate", "30%"}, {"backoff", "1"}},
         12s,
         "Supervisor",
         "Supervisor has ended, and Root has not restarted it ← Root is waiting to restart the supervisor, and "
         "goes on "
         "in 677 ms",
         Timer,
         12'677'062us},
        {"supervisor",
         {{"failure-rate", "40%"}, {"startup-failure-rate", "30%"}, {"backoff", "1"}},
         11s,
         "Worker 2",
         "Worker 2 has ended, and Supervisor has not restarted it ← Supervisor is giving up, and goes on "
         "in 828 ms",
         Timer,
         11'827'571us},
        {"supervisor",
         {{"failure-rate", "50%"}, {"restart", "temporary"}},
         4s,
         "Worker 1",
         "Worker 1 has ended, and Supervisor has not restarted it ← Supervisor is watching its workers ← "
         "nothing under way will end this: only a change from outside can help",
         Outside},
        {"backpressure",
         {{"when-full", "unbounded"}, {"interval", "100ms"}},
         6s,
         "Consumer 2",
         "Consumer 2 went down with its process ← it restarts in 403 ms",
         Timer,
         6'402'862us},
    };
    return all;
}

const TaskView *taskNamed(const Session &session, const QString &name)
{
    for (const TaskView &task : session.world().tasks()) {
        if (QString::fromStdString(session.taskName(task.place)) == name)
            return &task;
    }
    return nullptr;
}

} // namespace

/// What the chain says of every kind of wait, in every pattern that has it.
class TestWaitChainsOfPatterns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWaitIsExplainedDownToWhoIsBusy_data()
    {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const Case &one : cases()) {
            QTest::addRow("%s, %s, %d", one.pattern, one.task, number) << number;
            ++number;
        }
    }
    void aWaitIsExplainedDownToWhoIsBusy()
    {
        QFETCH(int, number);
        const Case &one = cases()[std::size_t(number)];
        PatternRun run(one.pattern, one.given);
        run.runTo(one.at);
        const TaskView *const task = taskNamed(run.session, QString::fromUtf8(one.task));
        QVERIFY(task);
        const auto chain = whyItWaits(run.session.world(), run.session.pattern().topology(), task->id, Time{} + one.at);
        QVERIFY(chain);
        QCOMPARE(QString::fromStdString(chain->sentence().text()), QString::fromUtf8(one.says));
        QCOMPARE(chain->end, one.end);
        QCOMPARE(chain->until.has_value(), one.until >= Duration::zero());
        if (chain->until)
            QCOMPARE(std::chrono::round<std::chrono::microseconds>(chain->until->time_since_epoch()).count(),
                     std::chrono::duration_cast<std::chrono::microseconds>(one.until).count());
    }

    void everyPatternIsAmongThem()
    {
        for (const PatternInfo *pattern : patterns())
            QVERIFY2(std::any_of(cases().begin(), cases().end(),
                                 [&](const Case &one) { return pattern->id == one.pattern; }),
                     pattern->id.data());
    }

    void whoRunsDoesNotWait()
    {
        PatternRun run("backpressure", {});
        run.runTo(12s);
        const Topology &topology = run.session.pattern().topology();
        for (const char *name : {"Consumer 1", "Consumer 2", "Producer 1"})
            QVERIFY2(!whyItWaits(run.session.world(), topology, taskNamed(run.session, name)->id, moment()), name);
        QVERIFY(!whyItWaits(run.session.world(), topology, 12345, moment()));
    }

private:
    static Time moment() { return Time{} + 12s; }
};

QTEST_APPLESS_MAIN(TestWaitChainsOfPatterns)
#include "tst_wait_chains_of_patterns.moc"
