// SPDX-License-Identifier: MIT
#include "patterns/practices/less_shared_state/less_shared_state.h"
#include "sim/patterns/practice_run.h"

using namespace coroscope;
using namespace coroscope::test;
using namespace coroscope::practices::sharing;

/// Waiting for a lock, and waiting for the owner of the state.
class TestPracticeLessSharedState : public QObject
{
    Q_OBJECT

    /// Two tasks that work for 100 ms between updates of 50.
    static Given small(const Given &more)
    {
        Given given = {
            {"tasks", "2"}, {"work", "100ms"}, {"work-shape", "fixed"}, {"update", "50ms"}, {"update-shape", "fixed"}};
        given.insert(given.end(), more.begin(), more.end());
        return given;
    }

private Q_SLOTS:
    void onOneSeedTasksWaitForALockAndUpdatesForAnOwner()
    {
        PracticeRun lock("less-shared-state", {});
        PracticeRun owner("less-shared-state", {{"variant", "owner"}});
        lock.runTo(60s);
        owner.runTo(60s);
        QVERIFY(lock.measure("lock_wait_mean_s").value() > 0.005);
        QVERIFY(lock.measure("lock_wait_p99_s").value() > lock.measure("lock_wait_mean_s").value());
        QVERIFY(!lock.measure("channel_wait_mean_s"));
        QVERIFY(lock.measure("waiting_share").value() > 0.08);
        QVERIFY(!owner.measure("lock_wait_mean_s"));
        QVERIFY(owner.measure("channel_wait_mean_s").value() > 0.005);
        QVERIFY(owner.measure("channel_wait_p99_s").value() > owner.measure("channel_wait_mean_s").value());
        QVERIFY2(owner.measure("waiting_share").value() < 0.02,
                 qPrintable(QString::number(*owner.measure("waiting_share"))));
        QVERIFY(owner.measure("updates_per_s").value() > lock.measure("updates_per_s").value());
    }

    void aTaskWaitsForTheLockToTheNanosecond()
    {
        PracticeRun run("less-shared-state", small({}));
        run.runTo(200ms);
        QCOMPARE(run.story({EventKind::LockBlocked, EventKind::LockAcquired, EventKind::ItemDone}),
                 (QStringList{"100 lock-acquired by Task 1", "100 lock-blocked by Task 2", "150 item-done 1 by Task 1",
                              "150 lock-acquired by Task 2", "200 item-done 2 by Task 2"}));
        QCOMPARE(run.measure("lock_wait_mean_s").value(), 0.025);
        QCOMPARE(run.measure("lock_wait_p99_s").value(), 0.05);
        QCOMPARE(run.measure("waiting_share").value(), 0.05 / 0.4);
        QCOMPARE(run.measure("updates_per_s").value(), 10.0);
        PracticeRun later("less-shared-state", small({}), 1, {}, 120ms);
        later.runTo(200ms);
        QCOMPARE(later.measure("lock_wait_mean_s").value(), 0.05);
    }

    void anUpdateWaitsForTheOwnerAndItsTaskDoesNot()
    {
        PracticeRun run("less-shared-state", small({{"variant", "owner"}}));
        run.runTo(190ms);
        QCOMPARE(run.story({EventKind::Sent, EventKind::Received, EventKind::ItemDone}),
                 (QStringList{"100 sent 1 by Task 1", "100 received 1 by Owner", "100 sent 2 by Task 2",
                              "150 item-done 1 by Owner", "150 received 2 by Owner"}));
        QCOMPARE(run.measure("channel_wait_mean_s").value(), 0.025);
        QCOMPARE(run.measure("channel_wait_p99_s").value(), 0.05);
        QCOMPARE(run.measure("waiting_share").value(), 0.0);
    }

    void withoutRoomInTheChannelTheTaskWaitsAfterAll()
    {
        PracticeRun run("less-shared-state", small({{"variant", "owner"}, {"capacity", "0"}}));
        run.runTo(190ms);
        QCOMPARE(run.measure("channel_wait_mean_s").value(), 0.025);
        QCOMPARE(run.measure("waiting_share").value(), 0.05 / 0.38);
    }

    void whatIsTurnedActsAtOnceOrOnTheNextUpdate()
    {
        const auto after = [](std::string_view id, std::string_view text, Duration end, const Given &more = {}) {
            auto run = std::make_unique<PracticeRun>("less-shared-state", small(more));
            run->schedule(110ms, id, text);
            run->runTo(end);
            return run;
        };
        QCOMPARE(after("update", "20ms", 120ms)->session.world().items().done, std::uint64_t{1});
        QCOMPARE(after("work", "20ms", 170ms)->session.world().items().created, std::uint64_t{3});
        QCOMPARE(after("tasks", "4", 210ms)->session.world().items().created, std::uint64_t{4});
        const auto owned = after("variant", "owner", 260ms);
        QVERIFY(owned->story({EventKind::Received}).contains("250 received 3 by Owner"));
        const auto fewer = after("tasks", "1", 1s); // Task 2 stands in line for the lock
        QCOMPARE(fewer->session.world().items().cancelled, std::uint64_t{0});
        QCOMPARE(fewer->task(Tasks, 1).state, TaskState::Cancelled);
        const Given noRoom = {{"variant", "owner"}, {"capacity", "0"}};
        const auto roomier = after("capacity", "8", 120ms, noRoom);
        QVERIFY(roomier->story({EventKind::Sent}).contains("110 sent 2 by Task 2"));
        const auto oneThread = after("threads", "2", 120ms, {{"threads", "1"}});
        QCOMPARE(oneThread->session.world().items().created, std::uint64_t{1});
        QCOMPARE(oneThread->session.world().threads().holders.size(), std::size_t{2});
    }

    void aLockThatIsFoughtForIsNamed()
    {
        PracticeRun crowd("less-shared-state", {{"tasks", "32"}, {"threads", "33"}});
        crowd.runTo(20s);
        const QString advice = crowd.found("lock-contended");
        QVERIFY2(advice.contains("because they ask for 2.91 times as many updates as can be made one at a time. Try "
                                 "“Update duration” = 3 ms."),
                 qPrintable(advice));
        PracticeRun few("less-shared-state", {{"tasks", "2"}});
        few.runTo(20s);
        QVERIFY(few.diagnosis().advice.empty());
        PracticeRun owner("less-shared-state", {{"variant", "owner"}});
        owner.runTo(20s);
        QVERIFY(owner.diagnosis().advice.empty());
        PracticeRun overrun("less-shared-state", {{"variant", "owner"}, {"tasks", "32"}, {"threads", "33"}});
        overrun.runTo(20s);
        QVERIFY(overrun.found("bottleneck").startsWith("The owner is the bottleneck: "));
        QCOMPARE(overrun.found("lock-contended"), QString());
    }

    void threadsThatAreTooFewAreBlamedAndNotTheLock()
    {
        for (const char *variant : {"lock", "owner"}) {
            PracticeRun one("less-shared-state", {{"threads", "1"}, {"variant", variant}});
            one.runTo(20s);
            QVERIFY2(one.found("threads-busy")
                         .startsWith("The threads are the bottleneck: they were busy 100 % of the last "),
                     qPrintable(one.found("threads-busy")));
            QVERIFY(one.found("threads-busy").contains("Try “Threads” = "));
            QCOMPARE(one.found("lock-contended"), QString());
            QVERIFY(one.headlines()[0].contains("at most 9.1 /s")); // 110 ms of a thread for each update
        }
    }

    void headlinesSayWhereTheWaitingIs()
    {
        PracticeRun lock("less-shared-state", small({}));
        lock.runTo(20s);
        QVERIFY(lock.headlines()[1].endsWith("(for the lock)"));
        QVERIFY(lock.headlines()[2].startsWith("Mean lock wait: "));
        PracticeRun owner("less-shared-state", small({{"variant", "owner"}}));
        owner.runTo(20s);
        QVERIFY(owner.headlines()[1].endsWith("(for room in the channel)"));
        QVERIFY(owner.headlines()[2].startsWith("In the channel: "));
    }

    void whatCanBeUpdatedAtMostDependsOnHowManyAsk()
    {
        const PatternInfo &info = *findPattern("less-shared-state");
        const auto hint = [&info](const Given &given) {
            return QString::fromStdString(
                info.hint(info.declare()->find("update").value(), valuesOf(info, given)).text());
        };
        QVERIFY2(hint({{"tasks", "1"}}).startsWith("in the long run at most 9.1 /s"),
                 qPrintable(hint({{"tasks", "1"}})));
        QVERIFY(hint({{"tasks", "1"}, {"variant", "owner"}}).startsWith("in the long run at most 10.0 /s"));
        QVERIFY(hint({}).startsWith("in the long run at most 72.7 /s"));
    }
};

QTEST_APPLESS_MAIN(TestPracticeLessSharedState)
#include "tst_practice_less_shared_state.moc"
