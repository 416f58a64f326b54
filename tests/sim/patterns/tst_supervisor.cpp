// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"

#include "insight/recent.h"

#include <map>
#include <set>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr std::uint32_t TheSupervisor = 1;
constexpr std::uint32_t Worker = 2;
constexpr std::size_t fail = 0;
constexpr std::size_t failAll = 1;

/// Nothing is left to chance: a job takes 100 ms and never kills, a worker is up after 10 ms, a restart waits 20 ms.
Given fixed(std::initializer_list<Given::value_type> given)
{
    Given all = {{"workers", "1"},    {"work", "100ms"},         {"work-shape", "fixed"}, {"failure-rate", "0%"},
                 {"startup", "10ms"}, {"restart-delay", "20ms"}, {"backoff", "1"}};
    all.insert(all.end(), given);
    return all;
}

struct FixedRun : PatternRun {
    explicit FixedRun(std::initializer_list<Given::value_type> given) : PatternRun("supervisor", fixed(given)) { }
    void failAt(Duration when, std::uint32_t index)
    {
        session.schedule({.at = Time{} + when, .action = ActionCall{fail, index}});
    }
};

double measure(Session &session, std::string_view id)
{
    for (const Measure &one : session.pattern().measures()) {
        if (one.id == id)
            return one.value(session.measured()).value_or(-1);
    }
    qFatal("no such measure");
}

} // namespace

/// The pattern, to the nanosecond.
class TestSupervisor : public QObject
{
    Q_OBJECT

    static inline const std::initializer_list<EventKind> fates = {
        EventKind::WorkerUp,      EventKind::WorkerHung,   EventKind::HeartbeatMissed,
        EventKind::TaskFailed,    EventKind::ItemRequeued, EventKind::ItemDone,
        EventKind::ItemDoneAgain, EventKind::ItemLost,     EventKind::RestartScheduled};

private Q_SLOTS:
    void aWorkerComesUpAndDoesOneJobAfterTheOther()
    {
        FixedRun run({});
        run.runTo(310ms);
        QCOMPARE(run.story({EventKind::TaskSpawned, EventKind::WorkerUp, EventKind::ItemDone}),
                 (QStringList{"0 task-spawned", "0 task-spawned by Root", "0 task-spawned by Supervisor",
                              "0 task-spawned by Worker 1", "10 worker-up by Worker 1", "110 item-done 1 by Worker 1",
                              "210 item-done 2 by Worker 1", "310 item-done 3 by Worker 1"}));
    }

    void theJobOfADeadWorkerIsRequeuedAndDoneByTheNextOne()
    {
        FixedRun run({});
        run.failAt(150ms, 0);
        run.runTo(380ms);
        QCOMPARE(
            run.story(fates),
            (QStringList{"10 worker-up by Worker 1", "110 item-done 1 by Worker 1", "150 task-failed by Worker 1",
                         "150 item-requeued 2 by Worker 1", "150 restart-scheduled by Supervisor",
                         "180 worker-up by Worker 1", "280 item-done 2 by Worker 1", "380 item-done 3 by Worker 1"}));
        QCOMPARE(run.session.metrics().latency().quantile(1.0).value(), std::int64_t(170'000'000)); // item 2 from 110
        QCOMPARE(run.task(Worker, 0).restarts, 1u);
    }

    void orItIsLost()
    {
        FixedRun run({{"in-flight", "lost"}});
        run.failAt(150ms, 0);
        run.runTo(280ms);
        QCOMPARE(run.story(fates).mid(3),
                 (QStringList{"150 item-lost 2 by Worker 1", "150 restart-scheduled by Supervisor",
                              "180 worker-up by Worker 1", "280 item-done 3 by Worker 1"}));
        QCOMPARE(run.session.world().items().lost, std::uint64_t{1});
    }

    void requeuedJobsGoFirstToWhoeverIsFreeFirst()
    {
        FixedRun run({{"workers", "2"}, {"restart-delay", "1s"}});
        run.failAt(50ms, 0);
        run.runTo(210ms);
        QCOMPARE(run.story({EventKind::ItemRequeued, EventKind::ItemDone}),
                 (QStringList{"50 item-requeued 1 by Worker 1", "110 item-done 2 by Worker 2",
                              "210 item-done 1 by Worker 2"}));
    }

    void aFailingJobKillsItsWorkerAtTheEndOfItsWork()
    {
        FixedRun run({{"failure-rate", "100%"}});
        run.runTo(250ms);
        QCOMPARE(run.story(fates),
                 (QStringList{"10 worker-up by Worker 1", "110 task-failed by Worker 1",
                              "110 item-requeued 1 by Worker 1", "110 restart-scheduled by Supervisor",
                              "140 worker-up by Worker 1", "240 task-failed by Worker 1",
                              "240 item-requeued 1 by Worker 1", "240 restart-scheduled by Supervisor"}));
    }

    void aHungWorkerIsReplacedWhenItsHeartbeatIsMissedAndItsJobMayBeDoneTwice()
    {
        FixedRun run(
            {{"failure-rate", "100%"}, {"failure-kind", "hang"}, {"heartbeat", "200ms"}, {"hang-time", "400ms"}});
        run.schedule(120ms, "failure-rate", "0%");
        run.runTo(540ms);
        // The one that wakes up stands in nobody's place any more.
        QCOMPARE(run.story(fates),
                 (QStringList{"10 worker-up by Worker 1", "110 worker-hung by Worker 1",
                              "310 heartbeat-missed by Supervisor", "310 item-requeued 1 by Supervisor",
                              "310 restart-scheduled by Supervisor", "340 worker-up by Worker 1",
                              "440 item-done 1 by Worker 1", "510 item-done-again 1", "540 item-done 2 by Worker 1"}));
        QCOMPARE(measure(run.session, "done_twice"), 1.0);
        QCOMPARE(run.session.world().items().done, std::uint64_t{2});
    }

    void ifTheHungOneIsFirstTheOtherDoesItAgain()
    {
        FixedRun run(
            {{"failure-rate", "100%"}, {"failure-kind", "hang"}, {"heartbeat", "200ms"}, {"hang-time", "250ms"}});
        run.schedule(120ms, "failure-rate", "0%");
        run.runTo(440ms);
        QCOMPARE(run.story({EventKind::ItemDone, EventKind::ItemDoneAgain}),
                 (QStringList{"360 item-done 1", "440 item-done-again 1 by Worker 1"}));
        QCOMPARE(measure(run.session, "done_twice"), 1.0);
    }

    void aLostJobThatAHungOneFinishesAfterAllCountsForNothing()
    {
        FixedRun run({{"failure-rate", "100%"},
                      {"failure-kind", "hang"},
                      {"heartbeat", "200ms"},
                      {"hang-time", "400ms"},
                      {"in-flight", "lost"}});
        run.schedule(120ms, "failure-rate", "0%");
        run.runTo(530ms);
        QCOMPARE(run.story({EventKind::ItemLost, EventKind::ItemDone, EventKind::ItemDoneAgain}),
                 (QStringList{"310 item-lost 1 by Supervisor", "440 item-done 2 by Worker 1"}));
        QCOMPARE(measure(run.session, "done_twice"), 0.0);
    }

    void aHungWorkerThatWakesUpInTimeFinishesItsJobAndGoesOn()
    {
        FixedRun run(
            {{"failure-rate", "100%"}, {"failure-kind", "hang"}, {"heartbeat", "200ms"}, {"hang-time", "50ms"}});
        run.schedule(120ms, "failure-rate", "0%");
        run.runTo(260ms);
        QCOMPARE(run.story(fates),
                 (QStringList{"10 worker-up by Worker 1", "110 worker-hung by Worker 1", "160 worker-up by Worker 1",
                              "160 item-done 1 by Worker 1", "260 item-done 2 by Worker 1"}));
        QVERIFY(!run.task(Worker, 0).hung);
        QCOMPARE(measure(run.session, "availability"), 200.0 / 260);
    }

    void hangTimeTurnedWakesThoseWhoHangAlready()
    {
        FixedRun run({{"failure-rate", "100%"}, {"failure-kind", "hang"}, {"heartbeat", "60s"}});
        run.runTo(1s);
        run.set("hang-time", "3s");
        run.set("failure-rate", "0%");
        run.runTo(2s);
        run.set("hang-time", "2s");
        run.runTo(3s);
        QCOMPARE(run.story({EventKind::ItemDone}).front(), QStringLiteral("2110 item-done 1 by Worker 1"));
        run.set("failure-rate", "100%");
        run.runTo(4s);
        run.set("hang-time", "0s");
        run.runTo(30s);
        QVERIFY(run.task(Worker, 0).hung);
        run.set("hang-time", "1ms"); // that has passed
        run.runTo(30s);
        QVERIFY(!run.task(Worker, 0).hung);
    }

    void aHungOneThatWasReplacedIsOutOfThePictureUntilTheEnd()
    {
        FixedRun run({{"failure-rate", "50%"},
                      {"workers", "3"},
                      {"failure-kind", "hang"},
                      {"heartbeat", "100ms"},
                      {"max-restarts", "100"}});
        run.runTo(20s);
        const World &world = run.session.world();
        QCOMPARE(world.tasks().size(), std::size_t{5});
        QVERIFY(world.alive() <= 5);
        QVERIFY(world.taskAt({Worker, 0})->restarts > 5);
        for (const Metrics::TaskMetrics &task : run.session.metrics().tasks()) {
            QVERIFY(task.times.alive() <= Duration(20s));
            QCOMPARE(task.restarts, world.taskAt(task.place)->restarts);
        }
    }

    void aStartUpThatFailsCountsAndTheSupervisorGivesUpAndTheRootRestartsIt()
    {
        FixedRun run({{"startup-failure-rate", "100%"}, {"max-restarts", "1"}, {"root-delay", "500ms"}});
        run.runTo(600ms);
        QCOMPARE(
            run.story({EventKind::TaskSpawned, EventKind::TaskFailed, EventKind::Escalated}).mid(3),
            (QStringList{"0 task-spawned by Worker 1", "10 task-failed by Worker 1", "30 task-spawned by Worker 1",
                         "40 task-failed by Worker 1", "40 escalated by Supervisor", "40 task-failed by Supervisor",
                         "540 task-spawned by Supervisor", "540 task-spawned by Worker 1",
                         "550 task-failed by Worker 1", "570 task-spawned by Worker 1", "580 task-failed by Worker 1",
                         "580 escalated by Supervisor", "580 task-failed by Supervisor"}));
        QCOMPARE(measure(run.session, "escalations"), 2.0);
        QCOMPARE(measure(run.session, "availability"), 0.0);
        QCOMPARE(measure(run.session, "recovery_mean_s"), -1.0); // nobody came up again
        QCOMPARE(run.task(TheSupervisor, 0).restarts, 1u);
    }

    void theRootsDelayUnderWayFollowsWhatIsTurned()
    {
        FixedRun run({{"max-restarts", "0"}, {"root-delay", "10s"}});
        run.failAt(50ms, 0);
        run.runTo(1s);
        run.set("root-delay", "2s");
        run.runTo(3s);
        QCOMPARE(run.story({EventKind::WorkerUp}),
                 (QStringList{"10 worker-up by Worker 1", "2060 worker-up by Worker 1"}));
        QCOMPARE(measure(run.session, "recovery_mean_s"), 2.01); // from its death on
    }

    void aSupervisorThatFailsAtOnceLetsTimeGoOnAllTheSame()
    {
        FixedRun run({{"startup-failure-rate", "100%"},
                      {"max-restarts", "0"},
                      {"root-delay", "0s"},
                      {"restart-delay", "0s"},
                      {"startup", "0s"}});
        run.runTo(100ms);
        QCOMPARE(run.session.outcome(), Outcome::Completed);
        QCOMPARE(measure(run.session, "escalations"), 101.0);
    }

    void theStrategySaysWhoIsReplaced_data()
    {
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<QList<bool>>("replaced");
        QTest::newRow("one for one") << "one-for-one" << QList<bool>{false, true, false};
        QTest::newRow("one for all") << "one-for-all" << QList<bool>{true, true, true};
        QTest::newRow("rest for one") << "rest-for-one" << QList<bool>{false, true, true};
    }
    void theStrategySaysWhoIsReplaced()
    {
        QFETCH(QString, strategy);
        QFETCH(QList<bool>, replaced);
        const std::string value = strategy.toStdString();
        FixedRun run({{"workers", "3"}, {"strategy", value}});
        run.runTo(50ms);
        QList<TaskId> before;
        for (std::uint32_t index = 0; index < 3; ++index)
            before.push_back(run.task(Worker, index).id);
        run.failAt(50ms, 1);
        run.runTo(1s);
        for (std::uint32_t index = 0; index < 3; ++index)
            QCOMPARE(run.task(Worker, index).id != before[index], replaced[index]);
        // Asked to stop at 50 ms, the others finish their job at 110 ms: nothing is done by halves.
        QCOMPARE(run.session.world().items().lost, std::uint64_t{0});
        QCOMPARE(run.story({EventKind::ItemRequeued}).size(), 1);
    }

    void whoIsCutOffWhileStoppingGivesItsJobBack()
    {
        FixedRun run({{"workers", "2"}, {"work", "10s"}, {"strategy", "one-for-all"}, {"shutdown", "300ms"}});
        run.failAt(50ms, 0);
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::TaskFailed, EventKind::TaskCancelled, EventKind::ItemRequeued}),
                 (QStringList{"50 task-failed by Worker 1", "50 item-requeued 1 by Worker 1",
                              "350 task-cancelled by Worker 2", "350 item-requeued 2 by Worker 2"}));
        QCOMPARE(run.session.world().items().created, std::uint64_t{2});
    }

    void theSupervisorSaysWhetherItWatchesStopsOrGivesUp()
    {
        const auto busyWith = [](std::initializer_list<Given::value_type> given) {
            FixedRun run(given);
            run.failAt(50ms, 0);
            const auto phrase = [&run](Duration when) {
                run.runTo(when);
                return QString::fromStdString(
                    std::string(run.session.pattern().topology().activities[run.task(TheSupervisor, 0).object].phrase));
            };
            QStringList all{phrase(49ms)};
            return all << phrase(60ms) << phrase(250ms);
        };
        const Given::value_type three{"workers", "3"};
        QCOMPARE(busyWith({three, {"strategy", "one-for-all"}}),
                 (QStringList{"watching its workers", "stopping workers", "watching its workers"}));
        QCOMPARE(busyWith({three, {"max-restarts", "0"}, {"work", "1s"}}),
                 (QStringList{"watching its workers", "giving up", "giving up"}));
    }

    void aHungOneThatIsStoppedIsAbandonedAfterTheLimit()
    {
        FixedRun run({{"workers", "2"},
                      {"failure-rate", "100%"},
                      {"failure-kind", "hang"},
                      {"heartbeat", "60s"},
                      {"strategy", "one-for-all"},
                      {"shutdown", "300ms"}});
        run.failAt(200ms, 0);
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::TaskAbandoned, EventKind::ItemRequeued, EventKind::RestartScheduled}),
                 (QStringList{"200 item-requeued 1 by Worker 1", "500 task-abandoned by Supervisor",
                              "500 item-requeued 2 by Supervisor", "500 restart-scheduled by Supervisor",
                              "500 restart-scheduled by Supervisor"}));
    }

    void temporaryWorkersDieOutUntilNobodyCanGoOn()
    {
        FixedRun run({{"workers", "2"}, {"restart", "temporary"}});
        run.failAt(50ms, 0);
        run.failAt(2s, 1);
        run.runTo(10s);
        QCOMPARE(run.session.outcome(), Outcome::Stalled);
        QCOMPARE(measure(run.session, "restarts_per_min"), 0.0);
        run.set("restart", "permanent");
        run.runTo(11s);
        QCOMPARE(run.session.outcome(), Outcome::Completed);
        QCOMPARE(run.story({EventKind::WorkerUp}).mid(2),
                 (QStringList{"10010 worker-up by Worker 1", "10010 worker-up by Worker 2"}));
    }

    void failAllFailsAllThatAreThere()
    {
        FixedRun run({{"workers", "3"}});
        run.runTo(50ms);
        run.session.act({.action = failAll});
        run.session.act({.action = fail, .index = 7}); // nobody
        run.runTo(1s);
        QCOMPARE(
            run.story({EventKind::TaskFailed}),
            (QStringList{"50 task-failed by Worker 1", "50 task-failed by Worker 2", "50 task-failed by Worker 3"}));
        QCOMPARE(run.story({EventKind::WorkerUp}).mid(3),
                 (QStringList{"80 worker-up by Worker 1", "80 worker-up by Worker 2", "80 worker-up by Worker 3"}));
    }

    void whoIsTurnedUpAgainIsNoRestartWhateverHasBecomeOfTheOneBefore()
    {
        FixedRun run({{"workers", "3"}});
        run.failAt(100ms, 1);
        run.schedule(105ms, "workers", "1"); // the second is dead, the third is busy
        run.schedule(450ms, "workers", "3");
        run.runTo(600ms);
        QCOMPARE(run.story({EventKind::TaskDismissed}), (QStringList{"105 task-dismissed", "105 task-dismissed"}));
        QCOMPARE(measure(run.session, "restarts_per_min"), 0.0);
        const Recent recent(run.session.history(), run.session.now(), Recent::wholeRun);
        QCOMPARE(recent.restarts(Worker), std::int64_t(0));
        for (std::uint32_t index = 0; index < 3; ++index) {
            QCOMPARE(run.task(Worker, index).restarts, 0u);
            QCOMPARE(run.session.world().taskAt({Worker, index})->restarts, 0u);
        }
    }

    void surplusWorkersFinishWhatTheyHoldAndFurtherOnesJoinAtOnce()
    {
        FixedRun run({{"workers", "3"}});
        run.schedule(150ms, "workers", "1");
        run.schedule(450ms, "workers", "2");
        run.runTo(600ms);
        QCOMPARE(run.story({EventKind::TaskDone, EventKind::WorkerUp}).mid(3),
                 (QStringList{"210 task-done by Worker 2", "210 task-done by Worker 3", "460 worker-up by Worker 2"}));
        QCOMPARE(measure(run.session, "restarts_per_min"), 0.0); // nobody has been replaced
        // Wanted: 3 for 150 ms, 1 for 300 ms, 2 for 150 ms. Up: from 10 ms on, the second again from 460 ms on.
        QCOMPARE(measure(run.session, "availability"), (3 * 140.0 + 300 + 150 + 140) / (3 * 150 + 300 + 2 * 150));
    }

    void workUnderWayFollowsWhatIsTurned()
    {
        FixedRun run({{"work", "10s"}});
        run.runTo(1s);
        run.set("work", "2s");
        run.runTo(2010ms);
        QCOMPARE(run.story({EventKind::ItemDone}), QStringList{"2010 item-done 1 by Worker 1"});
        FixedRun starting({{"startup", "10s"}});
        starting.runTo(1s);
        starting.set("startup", "3s");
        starting.runTo(3s);
        QCOMPARE(starting.story({EventKind::WorkerUp}), QStringList{"3000 worker-up by Worker 1"});
    }

    void everyParameterTurnedWhileItRunsChangesWhatHappens_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("value");
        QTest::newRow("workers") << "workers"
                                 << "6";
        QTest::newRow("work") << "work"
                              << "700ms";
        QTest::newRow("work-shape") << "work-shape"
                                    << "fixed";
        QTest::newRow("failure-rate") << "failure-rate"
                                      << "60%";
        QTest::newRow("strategy") << "strategy"
                                  << "one-for-one";
        QTest::newRow("restart") << "restart"
                                 << "temporary";
        QTest::newRow("max-restarts") << "max-restarts"
                                      << "1";
        QTest::newRow("period") << "period"
                                << "1m";
        QTest::newRow("restart-delay") << "restart-delay"
                                       << "150ms";
        QTest::newRow("backoff") << "backoff"
                                 << "5";
        QTest::newRow("reset-after") << "reset-after"
                                     << "10m";
        QTest::newRow("max-delay") << "max-delay"
                                   << "100ms";
        QTest::newRow("jitter") << "jitter"
                                << "80%";
        QTest::newRow("startup") << "startup"
                                 << "300ms";
        QTest::newRow("startup-failure-rate") << "startup-failure-rate"
                                              << "70%";
        QTest::newRow("failure-kind") << "failure-kind"
                                      << "crash";
        QTest::newRow("heartbeat") << "heartbeat"
                                   << "300ms";
        QTest::newRow("hang-time") << "hang-time"
                                   << "3s";
        QTest::newRow("shutdown") << "shutdown"
                                  << "0s";
        QTest::newRow("in-flight") << "in-flight"
                                   << "lost";
        QTest::newRow("root-delay") << "root-delay"
                                    << "3s";
    }
    void everyParameterTurnedWhileItRunsChangesWhatHappens()
    {
        QFETCH(QString, id);
        QFETCH(QString, value);
        const auto doneWith = [&](bool turned) {
            PatternRun run("supervisor",
                           {{"failure-rate", "15%"},
                            {"strategy", "rest-for-one"},
                            {"failure-kind", "hang"},
                            {"heartbeat", "1s"},
                            {"reset-after", "3s"},
                            {"hang-time", "0s"},
                            {"max-restarts", "4"}});
            run.runTo(5s);
            if (turned)
                run.set(id.toStdString(), value.toStdString());
            run.runTo(60s);
            return run.story({EventKind::ItemDone, EventKind::ItemLost, EventKind::ItemDoneAgain});
        };
        QVERIFY(doneWith(true) != doneWith(false));
        const std::unique_ptr<ParameterTable> all = findPattern("supervisor")->declare();
        QCOMPARE(all->all().size(), std::size_t{21});
    }

    void measuresAgreeWithWhatWasWorkedOutByHand()
    {
        FixedRun run({});
        run.failAt(150ms, 0);
        run.runTo(1s);
        // Up from 10 to 150 ms, and from 180 ms on.
        QCOMPARE(measure(run.session, "availability"), 0.96);
        QCOMPARE(measure(run.session, "recovery_mean_s"), 0.03);
        QCOMPARE(measure(run.session, "restarts_per_min"), 60.0);
        QCOMPARE(measure(run.session, "done_twice"), 0.0);
        QCOMPARE(measure(run.session, "escalations"), 0.0);
    }

    void aWarmUpLeavesRatesSharesAndCountsOut()
    {
        const PatternInfo &info = *findPattern("supervisor");
        const std::vector<std::int64_t> values = valuesOf(info, {{"workers", "1"}, {"max-restarts", "0"}});
        Session session(info, {.values = values, .warmup = 5s});
        session.schedule({.at = Time{} + 1s, .action = ActionCall{fail, 0}});
        session.runUntil(Time{} + 3s);
        QCOMPARE(measure(session, "availability"), -1.0); // not defined yet
        QCOMPARE(measure(session, "restarts_per_min"), -1.0);
        session.set(info.declare()->find("failure-rate").value(), 0);
        session.runUntil(Time{} + 15s);
        QCOMPARE(measure(session, "availability"), 1.0);
        QCOMPARE(measure(session, "restarts_per_min"), 0.0);
        QCOMPARE(measure(session, "recovery_mean_s"), -1.0);
        QCOMPARE(measure(session, "escalations"), 0.0);
    }

    void whatAHungWorkerHasDoneAfterAllIsNotDoneByAThird()
    {
        FixedRun run({{"failure-rate", "100%"},
                      {"failure-kind", "hang"},
                      {"work", "700ms"},
                      {"hang-time", "3s"},
                      {"heartbeat", "1s"},
                      {"max-restarts", "100"}});
        run.runTo(20s);
        std::map<ItemId, int> startedAfterDone;
        std::set<ItemId> done;
        for (Sequence i = 0; i < run.session.trace().count(); ++i) {
            const Event &event = run.session.trace().at(i);
            if (event.kind == EventKind::ItemDone)
                done.insert(event.item);
            if (event.kind == EventKind::WorkStarted && event.item != 0 && done.contains(event.item))
                ++startedAfterDone[event.item];
            QVERIFY(event.kind != EventKind::ItemRequeued || !done.contains(event.item));
        }
        QVERIFY(!done.empty());
        QVERIFY(startedAfterDone.empty());
    }
};

QTEST_APPLESS_MAIN(TestSupervisor)
#include "tst_supervisor.moc"
