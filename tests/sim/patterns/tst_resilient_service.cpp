// SPDX-License-Identifier: MIT
#include "insight/recent.h"
#include "sim/pattern_run.h"

#include <cmath>
#include <map>
#include <set>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// Nothing but the arrivals is left to chance: a backend takes 80 ms, rendering 20 ms, replying 10 ms, nobody fails.
Given fixed(std::initializer_list<Given::value_type> given)
{
    Given all = {{"backend-work-shape", "fixed"}, {"backend-failure-rate", "0%"}, {"crash-rate", "0%"}};
    all.insert(all.end(), given.begin(), given.end());
    return all;
}

struct FixedRun : PatternRun {
    explicit FixedRun(std::initializer_list<Given::value_type> given, std::uint64_t seed = 1, Duration warmup = {})
        : PatternRun("resilient-service", fixed(given), seed, {}, warmup)
    {
    }
    /// Of an event of this kind.
    std::vector<Event> all(EventKind kind)
    {
        std::vector<Event> found;
        for (Sequence i = 0; i < session.trace().count(); ++i) {
            if (session.trace().at(i).kind == kind)
                found.push_back(session.trace().at(i));
        }
        return found;
    }
    std::size_t count(EventKind kind) { return all(kind).size(); }
    std::optional<double> measure(std::string_view id)
    {
        for (const Measure &one : session.pattern().measures()) {
            if (one.id == id)
                return one.value(session.measured());
        }
        qFatal("no such measure");
    }
    std::vector<Advice> advice()
    {
        return session.pattern().diagnose(Recent(session.history(), session.now(), 10s), session.values()).advice;
    }
    QStringList checks()
    {
        QStringList list;
        for (const Advice &advice : this->advice())
            list.push_back(QString::fromUtf8(advice.check.data(), qsizetype(advice.check.size())));
        return list;
    }
};

} // namespace

/// The pattern with everything fixed but the arrivals.
class TestResilientService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestThatMeetsNobodyTakesAsLongAsAllItsStepsTogether()
    {
        FixedRun run({{"arrival-rate", "0.5/s"}});
        run.runTo(30s);
        const Metrics &metrics = run.session.metrics();
        QVERIFY(metrics.items().done > 5);
        QCOMPARE(metrics.latency().quantile(0.01).value(), std::int64_t(110'000'000)); // 80 + 20 + 10 ms
        QCOMPARE(run.measure("within_slo").value(), 1.0);
        QCOMPARE(run.measure("attempts_per_call").value(), 1.0);
    }

    void requestsArriveAsOftenAsTheRateSays()
    {
        FixedRun run({{"arrival-rate", "100/s"}, {"workers", "32"}});
        run.runTo(100s);
        const auto created = static_cast<double>(run.session.metrics().items().created);
        QVERIFY2(std::abs(created - 10'000) < 4 * 100,
                 qPrintable(QString::number(created))); // four standard deviations
    }

    void aTurnedRateActsOnTheRequestThatIsAwaited()
    {
        FixedRun run({{"arrival-rate", "0.1/s"}});
        run.schedule(1ms, "arrival-rate", "1000/s");
        run.runTo(1s);
        QVERIFY(run.session.metrics().items().created > 800);
    }

    void aFullIntakeRefusesAndNobodyElseLosesARequest()
    {
        FixedRun run(
            {{"arrival-rate", "200/s"}, {"workers", "1"}, {"intake", "2"}, {"backend-work", "1s"}, {"timeout", "10s"}});
        run.runTo(10s);
        const ItemCounts &items = run.session.world().items();
        QVERIFY(items.dropped > 1900 - 100);
        QCOMPARE(run.measure("refused").value(), static_cast<double>(items.dropped));
        QCOMPARE(run.session.metrics().channel(0).fillMaximum, std::uint64_t(2));
        QCOMPARE(items.failed + items.lost + items.cancelled, std::uint64_t(0));
        QCOMPARE(items.created, items.done + items.dropped + items.inFlight());
    }

    void aCallThatTimesOutIsMadeAgainUntilNoRetryIsLeft()
    {
        FixedRun run({{"arrival-rate", "0.5/s"}, {"timeout", "50ms"}, {"retries", "2"}, {"backends", "1"}});
        run.runTo(60s);
        const std::vector<Event> failed = run.all(EventKind::ItemFailed);
        QVERIFY(failed.size() > 10);
        QCOMPARE(run.session.metrics().items().done, std::uint64_t(0));
        QCOMPARE(run.measure("within_slo").value(), 0.0);
        QCOMPARE(run.measure("attempts_per_call").value(), 3.0);
        QCOMPARE(run.measure("backend_timeouts").value(), 3.0 * static_cast<double>(failed.size()));
        for (const Event &event : run.all(EventKind::AttemptTimedOut))
            QCOMPARE(event.payload, std::int64_t(50'000'000));
    }

    void anErrorOfABackendIsTriedAgainToo()
    {
        FixedRun run(
            {{"arrival-rate", "0.5/s"}, {"backend-failure-rate", "100%"}, {"retries", "1"}, {"backends", "1"}});
        run.runTo(60s);
        QVERIFY(run.count(EventKind::ItemFailed) > 10);
        QCOMPARE(run.count(EventKind::AttemptFailed), 2 * run.count(EventKind::ItemFailed));
        QCOMPARE(run.measure("backend_timeouts").value(), 0.0);
    }

    void theFirstBackendThatDoesNotAnswerEndsTheOtherCalls()
    {
        FixedRun run({{"arrival-rate", "0.5/s"},
                      {"backend-failure-rate", "50%"},
                      {"backend-work-shape", "uniform"},
                      {"retries", "0"},
                      {"backends", "16"}});
        run.runTo(60s);
        QVERIFY(run.count(EventKind::ItemFailed) > 10);
        QVERIFY(run.session.metrics().group(3).cancelled > 10);
    }

    void aDeadlyRequestIsLostWithItsWorkerAndAnotherTakesItsPlace()
    {
        FixedRun run({{"arrival-rate", "0.5/s"}, {"crash-rate", "100%"}, {"workers", "2"}});
        run.runTo(60s);
        const std::vector<Event> lost = run.all(EventKind::ItemLost);
        QVERIFY(lost.size() > 10);
        QCOMPARE(run.session.metrics().items().done, std::uint64_t(0));
        QCOMPARE(run.session.metrics().group(2).failed, lost.size());
        std::uint64_t restarts = 0;
        for (const Metrics::TaskMetrics &task : run.session.metrics().tasks())
            restarts += task.place.group == 2 ? task.restarts : 0;
        QCOMPARE(run.measure("restarts_per_min").value(), static_cast<double>(restarts));
        QVERIFY(run.count(EventKind::Restarted) + 2 >= lost.size());
    }

    void aSupervisorThatGivesUpStartsAnewAfterASecond()
    {
        FixedRun run({{"arrival-rate", "100/s"}, {"crash-rate", "100%"}, {"workers", "32"}});
        run.runTo(10s);
        const std::vector<Event> escalated = run.all(EventKind::Escalated);
        QVERIFY(!escalated.empty());
        bool startedAnew = false;
        for (const Event &event : run.all(EventKind::WorkerUp))
            startedAnew |= event.time == escalated.front().time + 1s;
        QVERIFY(startedAnew);
        QCOMPARE(run.count(EventKind::ItemCancelled), std::size_t(0)); // a worker that must stop may finish, or crash
        QCOMPARE(run.count(EventKind::ItemLost), run.session.metrics().group(2).failed);
        QVERIFY(run.checks().contains("restart-storm"));
    }

    void workersAreBusyWhileTheyHaveARequestInHand()
    {
        // 32 workers for 20 requests per second, 80 ms each.
        FixedRun run({{"arrival-rate", "20/s"}, {"workers", "32"}, {"render", "0s"}, {"reply", "0s"}}, 1, 10s);
        run.runTo(500s);
        const double busy = run.session.metrics().throughput().value() * 0.08 / 32;
        const double measured = run.measure("worker_utilisation").value();
        QVERIFY2(std::abs(measured - busy) < 1e-4, qPrintable(QString::number(measured - busy)));
    }

    void numbersOfTheWarmUpDoNotCountInRatesAndShares()
    {
        FixedRun run({{"arrival-rate", "5/s"}, {"crash-rate", "20%"}}, 1, 20s);
        run.schedule(15s, "crash-rate", "0%");
        run.runTo(40s);
        QVERIFY(run.count(EventKind::Restarted) > 0);
        QVERIFY(run.all(EventKind::Restarted).back().time <= Time{} + 20s);
        QCOMPARE(run.measure("restarts_per_min").value(), 0.0);
    }

    void turnedWorkersLeaveAfterTheirRequestAndNothingIsLost()
    {
        FixedRun run({{"arrival-rate", "60/s"}, {"workers", "8"}});
        run.schedule(2s, "workers", "1");
        run.runTo(4s);
        QCOMPARE(run.session.metrics().group(2).cancelled + run.session.metrics().group(2).done, std::uint64_t(7));
        const ItemCounts &items = run.session.world().items();
        QCOMPARE(items.cancelled + items.lost + items.failed, std::uint64_t(0));
    }

    void turnedBackendsAndRetriesHoldForWhatComesNext()
    {
        FixedRun run({{"arrival-rate", "5/s"}, {"retries", "0"}});
        run.schedule(10s, "backends", "5");
        run.schedule(20s, "backend-failure-rate", "100%");
        run.schedule(20s, "retries", "3");
        run.runTo(40s);
        std::map<ItemId, std::pair<Time, int>> calls; // of a request: the first, and how many
        std::uint32_t most = 0;
        for (const Event &event : run.all(EventKind::AttemptStarted)) {
            most = std::max(most, event.object);
            calls.try_emplace(event.item, event.time, 0);
            calls[event.item].second += event.object == 0 ? 1 : 0;
        }
        for (const auto &[item, of] : calls)
            QCOMPARE(of.second, of.first < Time{} + 10s ? 3 : 5);
        QCOMPARE(most, std::uint32_t(3));
    }

    void aTurnedTimeoutActsOnTheCallsUnderWay()
    {
        FixedRun run({{"arrival-rate", "50/s"}, {"backend-work", "10s"}, {"timeout", "60s"}, {"retries", "1"}});
        run.schedule(2s, "timeout", "10ms");
        run.runTo(3s);
        std::size_t atTheTurn = 0;
        for (const Event &event : run.all(EventKind::AttemptTimedOut))
            atTheTurn += event.time == Time{} + 2s ? 1U : 0U;
        QCOMPARE(atTheTurn, std::size_t(12)); // 4 workers, 3 calls each
    }

    void theShareWithinTheServiceLevelIsOfAllThatEnded()
    {
        FixedRun run({{"arrival-rate", "60/s"}, {"backend-work-shape", "exponential"}, {"slo-time", "200ms"}});
        QVERIFY(!run.measure("within_slo").has_value()); // nothing has ended
        run.runTo(60s);
        const std::size_t unanswered = run.all(EventKind::ItemDropped).size() + run.all(EventKind::ItemFailed).size();
        QVERIFY(unanswered > 0);
        std::size_t inTime = 0;
        const std::vector<Event> done = run.all(EventKind::ItemDone);
        for (const Event &event : done)
            inTime += event.payload <= 200'000'000 ? 1U : 0U;
        QVERIFY(inTime > 0 && inTime < done.size());
        QCOMPARE(run.measure("within_slo").value(),
                 static_cast<double>(inTime) / static_cast<double>(done.size() + unanswered));
    }

    void callsHavePlacesOfTheirOwn()
    {
        FixedRun run(
            {{"arrival-rate", "100/s"}, {"workers", "8"}, {"render", "0s"}, {"backend-work-shape", "uniform"}});
        run.schedule(2s, "backends", "5");
        run.schedule(4s, "backends", "1");
        run.runTo(6s);
        std::map<TaskId, std::uint32_t> places;
        std::set<std::uint32_t> taken;
        for (Sequence i = 0; i < run.session.trace().count(); ++i) {
            const Event &event = run.session.trace().at(i);
            if (event.kind == EventKind::TaskSpawned && Place::unpacked(event.payload).group == 3) {
                const std::uint32_t index = Place::unpacked(event.payload).index;
                QVERIFY(index < 8 * 5 + 8);
                QVERIFY(taken.insert(index).second);
                places[event.task] = index;
            } else if (event.kind == EventKind::TaskDone || event.kind == EventKind::TaskFailed
                       || event.kind == EventKind::TaskCancelled) {
                if (const auto it = places.find(event.task); it != places.end())
                    taken.erase(it->second);
            }
        }
        QVERIFY(places.size() > 1000);
    }

    void adviceNamesWhatIsWrongAndNothingWhereAllIsWell()
    {
        FixedRun calm({{"arrival-rate", "2/s"}});
        calm.runTo(20s);
        QCOMPARE(calm.checks(), QStringList());
        FixedRun slow({{"arrival-rate", "1/s"}, {"timeout", "50ms"}});
        slow.runTo(20s);
        QVERIFY(slow.checks().contains("retries-multiply"));
        FixedRun slowWithoutRetries({{"arrival-rate", "1/s"}, {"timeout", "50ms"}, {"retries", "0"}});
        slowWithoutRetries.runTo(20s);
        QCOMPARE(slowWithoutRetries.checks(), QStringList({"backends-slow", "promise-broken"}));
        // Which timeout would do, or that none can.
        const auto advised = [](FixedRun &run) {
            for (const Advice &advice : run.advice()) {
                if (advice.check == "retries-multiply")
                    return advice.remedy.text();
            }
            return std::string("not said");
        };
        QCOMPARE(advised(slow), std::string("Try “Timeout” = 320 ms."));
        FixedRun vain({{"arrival-rate", "1/s"}, {"backend-work", "1s"}, {"timeout", "300ms"}});
        vain.runTo(20s);
        QCOMPARE(
            advised(vain),
            std::string(
                "At most 0 % of requests can have all their answers within 500 ms, because “Backend latency” is 1 s."));
        FixedRun few({{"arrival-rate", "100/s"}, {"workers", "1"}, {"slo-time", "60s"}});
        few.runTo(20s);
        QCOMPARE(few.checks(), QStringList({"bottleneck", "promise-broken"}));
        FixedRun late({{"arrival-rate", "2/s"}, {"slo-time", "100ms"}});
        late.runTo(20s);
        QCOMPARE(late.checks(), QStringList("promise-broken"));
    }

    void whatIsCancelledInTheInstantInWhichItsOwnTimeIsUpHasTimedOut()
    {
        FixedRun run({{"backend-work", "10s"}, {"timeout", "100ms"}, {"retries", "0"}, {"arrival-rate", "1/s"}});
        run.runTo(60s);
        const std::size_t started = run.count(EventKind::AttemptStarted);
        const std::size_t timedOut = run.count(EventKind::AttemptTimedOut);
        QVERIFY(started > 100);
        QVERIFY2(timedOut + 3 >= started, qPrintable(QStringLiteral("%1 of %2").arg(timedOut).arg(started)));
    }

    void theHintForWorkersIsWhatTheyDoAlsoWhereTheirTimeIsCut()
    {
        const PatternInfo &info = *findPattern("resilient-service");
        const auto hint = [&info](const Given &given) {
            const std::string text = info.hint(info.declare()->find("workers").value(), valuesOf(info, given)).text();
            return text.starts_with("about ") ? std::stod(text.substr(6)) : -1.0;
        };
        const Given cut = {{"backend-work", "1s"},         {"timeout", "100ms"}, {"retries", "0"},
                           {"backend-failure-rate", "0%"}, {"crash-rate", "0%"}, {"arrival-rate", "1000/s"}};
        PatternRun run("resilient-service", cut);
        run.runTo(60s);
        const ItemCounts &items = run.session.world().items();
        const double ended = static_cast<double>(items.done + items.failed) / 60;
        QVERIFY2(std::abs(ended / hint(cut) - 1) < 0.1,
                 qPrintable(QStringLiteral("%1, hint %2").arg(ended).arg(hint(cut))));
        Given retried = cut;
        retried.push_back({"retries", "2"});
        QCOMPARE(hint(retried), -1.0); // nobody knows
    }
};

QTEST_APPLESS_MAIN(TestResilientService)
#include "tst_resilient_service.moc"
