// SPDX-License-Identifier: MIT
#include "fan_out_run.h"
#include "sim/probed_kernel.h"

#include <algorithm>
#include <set>

using namespace coroscope;
using namespace coroscope::test;

/// What the failure of a subtask does to its job.
class TestFanOutFanInFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failFastTheFirstFailureCancelsTheSiblings()
    {
        FanOutRun run({{"subtasks", "3"}, {"failure-rate", "100%"}, {"gather", "as-completed"}});
        run.runTo(1min);
        int ended = 0;
        for (const FanOutRun::Job &job : run.jobs()) {
            if (!job.length)
                continue;
            ++ended;
            const Duration first = std::min({job.planned[0], job.planned[1], job.planned[2]});
            QVERIFY(!job.done);
            QCOMPARE(*job.length, first);
            QCOMPARE(job.failed, std::vector<Duration>{first});
            QCOMPARE(job.cancelled, (std::vector<Duration>{first, first}));
            QVERIFY(job.unseen.empty());
        }
        QVERIFY(ended > 20);
    }

    void inOrderAFailureIsSeenWhenItsTurnComesAndEarlierOnesOfOthersNever()
    {
        FanOutRun run({{"subtasks", "4"}, {"failure-rate", "100%"}});
        run.runTo(1min);
        std::size_t unseen = 0;
        for (const FanOutRun::Job &job : run.jobs()) {
            if (!job.length)
                continue;
            QCOMPARE(*job.length, job.planned[0]);
            std::set<std::size_t> before;
            for (std::size_t i = 1; i < 4; ++i) {
                if (job.planned[i] < job.planned[0])
                    before.insert(i);
            }
            QVERIFY(std::set<std::size_t>(job.unseen.begin(), job.unseen.end()) == before);
            QCOMPARE(job.failed.size(), before.size() + 1);
            QCOMPARE(job.cancelled.size(), 3 - before.size());
            unseen += before.size();
        }
        QVERIFY(unseen > 0);
    }

    void resultsOfAFailedJobThatNobodyGatheredAreCancelled()
    {
        FanOutRun run({{"subtasks", "6"}, {"failure-rate", "30%"}});
        run.runTo(5min);
        bool some = false;
        for (const FanOutRun::Job &job : run.jobs()) {
            if (!job.length)
                continue;
            QCOMPARE(job.gathered.size() + job.failed.size() + job.cancelled.size(), std::size_t{6});
            QCOMPARE(job.done, job.failed.empty());
            some = some || (!job.done && !job.gathered.empty());
        }
        QVERIFY(some);
    }

    void collectedErrorsCancelNobodyAndTheJobMakesDoWithWhatThereIs()
    {
        FanOutRun run({{"subtasks", "3"}, {"failure-rate", "50%"}, {"on-failure", "collect"}});
        run.runTo(5min);
        std::set<std::size_t> results;
        for (const FanOutRun::Job &job : run.jobs()) {
            if (!job.length)
                continue;
            QCOMPARE(job.gathered.size() + job.failed.size(), std::size_t{3});
            QCOMPARE(*job.length, *std::max_element(job.planned.begin(), job.planned.end()));
            QCOMPARE(job.done, !job.gathered.empty()); // but not with nothing
            QVERIFY(job.unseen.empty());
            results.insert(job.gathered.size());
        }
        QCOMPARE(results, (std::set<std::size_t>{0, 1, 2, 3}));
    }

    void whereErrorsAreCollectedAQuorumStillNeedsResults()
    {
        FanOutRun run({{"subtasks", "5"},
                       {"failure-rate", "50%"},
                       {"on-failure", "collect"},
                       {"quorum", "3"},
                       {"gather", "as-completed"}});
        run.runTo(5min);
        int done = 0;
        int failed = 0;
        for (const FanOutRun::Job &job : run.jobs()) {
            if (!job.length)
                continue;
            QCOMPARE(job.done, job.gathered.size() == 3);
            if (job.done)
                QCOMPARE(*job.length, job.gathered.back());
            else
                QCOMPARE(job.failed.size() + job.gathered.size(), std::size_t{5});
            ++(job.done ? done : failed);
        }
        QVERIFY(done > 10 && failed > 10);
    }

    void aFailedSubtaskIsTriedAgainAtOnceAsOftenAsAllowed()
    {
        FanOutRun run({{"subtasks", "2"},
                       {"work", "100ms"},
                       {"work-shape", "fixed"},
                       {"failure-rate", "100%"},
                       {"on-failure", "retry"},
                       {"retries", "2"}});
        run.runTo(1s);
        QCOMPARE(run.story({EventKind::WorkStarted, EventKind::AttemptFailed, EventKind::ItemFailed,
                            EventKind::ItemCancelled, EventKind::JobFailed}),
                 (QStringList{"0 work-started 1 by Subtask 1", "0 work-started 2 by Subtask 2",
                              "100 attempt-failed 1 by Subtask 1", "100 work-started 1 by Subtask 1",
                              "100 attempt-failed 2 by Subtask 2", "100 work-started 2 by Subtask 2",
                              "200 attempt-failed 1 by Subtask 1", "200 work-started 1 by Subtask 1",
                              "200 attempt-failed 2 by Subtask 2", "200 work-started 2 by Subtask 2",
                              "300 attempt-failed 1 by Subtask 1", "300 item-failed 1 by Subtask 1",
                              "300 item-cancelled 2 by Subtask 2", "300 job-failed by Coordinator"}));
        QCOMPARE(run.jobs().at(0).attempts, (std::vector<std::uint32_t>{0, 0, 1, 1, 2}));
    }

    void withoutRetriesLeftItIsAsFailFast()
    {
        FanOutRun none({{"failure-rate", "40%"}, {"on-failure", "retry"}, {"retries", "0"}});
        FanOutRun failFast({{"failure-rate", "40%"}});
        none.runTo(1min);
        failFast.runTo(1min);
        QCOMPARE(none.session.fingerprint().text(), failFast.session.fingerprint().text());
    }

    void retriesGetAJobThroughThatWouldFail()
    {
        FanOutRun run({{"failure-rate", "20%"}, {"on-failure", "retry"}, {"retries", "10"}});
        run.runTo(2min);
        QVERIFY(run.session.world().items().done > 100);
        QCOMPARE(run.session.world().items().failed, std::uint64_t{0});
    }

    void theShareOfFailuresIsTheRate()
    {
        FanOutRun run({{"failure-rate", "20%"}, {"on-failure", "collect"}, {"subtasks", "50"}});
        run.runTo(5min);
        const ItemCounts items = run.session.world().items();
        const double ended = double(items.done + items.failed);
        QVERIFY(ended > 3000);
        QVERIFY(std::abs(double(items.failed) / ended - 0.2) < 0.03); // four standard errors
    }

    void theFailureRateLeavesAllTimesAsTheyWere()
    {
        FanOutRun none({{"on-failure", "collect"}});
        FanOutRun half({{"on-failure", "collect"}, {"failure-rate", "50%"}});
        none.runTo(30s);
        half.runTo(30s);
        QCOMPARE(half.story({EventKind::WorkStarted, EventKind::WorkEnded}),
                 none.story({EventKind::WorkStarted, EventKind::WorkEnded}));
    }

    void whatIsDoneOnAFailureIsTurnedAtOnce()
    {
        FanOutRun run({{"subtasks", "2"},
                       {"work", "1s"},
                       {"work-shape", "fixed"},
                       {"interval", "1s"},
                       {"failure-rate", "100%"},
                       {"on-failure", "retry"},
                       {"retries", "10"}});
        run.runTo(2500ms);
        run.set("retries", "2"); // two retries have begun, and this is the second
        run.runTo(3s);
        QCOMPARE(run.jobs().at(0).length.value(), Duration(3s));
        QVERIFY(!run.jobs().at(0).done);
        run.runTo(4500ms);
        run.set("failure-rate", "0%"); // the second job began at 4 s
        run.runTo(5s);
        QVERIFY(run.jobs().at(1).done);
        run.runTo(6500ms);
        run.set("failure-rate", "100%");
        run.set("on-failure", "collect");
        run.runTo(7s);
        QCOMPARE(run.jobs().at(2).failed, (std::vector<Duration>{1s, 1s}));
        run.runTo(8500ms);
        run.set("on-failure", "fail-fast");
        run.runTo(9s);
        QCOMPARE(run.jobs().at(3).failed, std::vector<Duration>{1s});
        QCOMPARE(run.jobs().at(3).cancelled, std::vector<Duration>{1s});
    }

    void aSubtaskThatIsStoppedByItselfFailsTheJobAndNothingIsStuck()
    {
        for (const std::string_view gather : {"in-order", "as-completed"}) {
            for (const std::string_view limit : {"1", "3"}) {
                FanOutRun run({{"gather", gather}, {"limit", limit}, {"work-shape", "fixed"}});
                Trace trace;
                ProbedKernel kernel(1, Schedule::Fifo, &trace);
                const std::unique_ptr<Pattern> pattern = run.session.pattern().create(kernel);
                const std::vector<std::int64_t> values = run.session.values();
                for (std::size_t i = 0; i < values.size(); ++i)
                    pattern->parameters().all()[i]->set(values[i]);
                kernel.start([&] { return pattern->main(); });
                kernel.cancelAtAwait(2, Fault::Waiting); // the first subtask, at work
                kernel.runUntil(Time{} + 10s);
                World world;
                for (Sequence i = 0; i < trace.count(); ++i)
                    world.apply(trace.at(i));
                QVERIFY(world.items().done >= 10);
                QVERIFY(world.items().cancelled >= 1);
                QCOMPARE(world.items().lost, std::uint64_t{0});
                kernel.shutDown();
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestFanOutFanInFailures)
#include "tst_fan_out_fan_in_failures.moc"
