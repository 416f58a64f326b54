// SPDX-License-Identifier: MIT
#include "fan_out_run.h"
#include "insight/recent.h"
#include "patterns/fan_out_fan_in/pattern_metrics.h"
#include "sim/hand_made.h"
#include "text/number_text.h"

#include <cmath>

using namespace coroscope;
using namespace coroscope::test;
using fan_out_fan_in::JobMetrics;
using enum EventKind;

namespace {

/// A patternMetrics of a run made by hand: a job of parts, whose items are numbered from @p first.
class HandMadeJobs
{
public:
    explicit HandMadeJobs(Duration warmup = {}) : patternMetrics(Time{} + warmup) { m_reducer.add(patternMetrics); }

    void begin(Duration at, std::int64_t parts)
    {
        tell(happened(at, JobStarted, 2, {.payload = parts}));
        for (std::int64_t i = 0; i < parts; ++i)
            tell(happened(at, ItemCreated, 2, {.item = ++m_items}));
    }
    void work(ItemId item, Duration length) { tell(happened({}, WorkEnded, 3, {.item = item, .payload = ns(length)})); }
    void tell(const Event &event) { m_reducer.consume({&event, 1}, 0); }

    JobMetrics patternMetrics;

private:
    Reducer m_reducer;
    ItemId m_items = 0;
};

} // namespace

/// Measures, theory, headlines and advice.
class TestFanOutFanInNumbers : public QObject
{
    Q_OBJECT

    static std::optional<double> measure(PatternRun &run, std::string_view id) { return measure(run.session, id); }
    static std::optional<double> measure(Session &session, std::string_view id)
    {
        for (const Measure &measure : session.pattern().measures()) {
            if (measure.id == id)
                return measure.value(session.measured());
        }
        qFatal("no such measure");
    }
    static Diagnosis diagnosis(const Session &session)
    {
        return session.pattern().diagnose(Recent(session.history(), session.now(), 10s), session.values());
    }
    /// What is advised after a while.
    static QStringList checks(std::initializer_list<std::pair<std::string_view, std::string_view>> given)
    {
        FanOutRun run(given);
        run.runTo(30s);
        QStringList list;
        for (const Advice &advice : diagnosis(run.session).advice)
            list.push_back(QString::fromLatin1(advice.check.data(), qsizetype(advice.check.size())));
        return list;
    }
    static Advice adviceNamed(const Session &session, std::string_view check)
    {
        for (const Advice &advice : diagnosis(session).advice) {
            if (advice.check == check)
                return advice;
        }
        return {"none", words("none"), words("none")};
    }
    /// The same were these the values, and all had begun with them.
    static Advice adviceNamed(const Session &session, std::string_view check, const Given &given)
    {
        std::vector<std::int64_t> values = session.values();
        const std::unique_ptr<ParameterTable> table = session.pattern().declare();
        for (const auto &[id, text] : given) {
            const std::size_t position = table->find(id).value();
            values[position] = parsed(table->all()[position]->spec(), text).value.value();
        }
        const Recent recent(session.history(), session.now(), 10s);
        for (const Advice &advice : session.pattern().diagnose(recent, values).advice) {
            if (advice.check == check)
                return advice;
        }
        return {"none", words("none"), words("none")};
    }
    static std::string textOf(Sentence (*ask)(std::size_t, std::span<const std::int64_t>), std::string_view id,
                              std::initializer_list<std::pair<std::string_view, std::string_view>> given)
    {
        const PatternInfo &pattern = *findPattern("fan-out-fan-in");
        return ask(pattern.declare()->find(id).value(), valuesOf(pattern, given)).text();
    }

private Q_SLOTS:
    void speedupAndStragglersAreThoseOfTheWorkInAJob()
    {
        HandMadeJobs jobs;
        QCOMPARE(jobs.patternMetrics.latencyMean(), std::nullopt);
        QCOMPARE(jobs.patternMetrics.speedup(), std::nullopt);
        QCOMPARE(jobs.patternMetrics.stragglerRatio(), std::nullopt);
        jobs.begin(0s, 3);
        for (const auto &[item, length] : {std::pair{1, 1s}, std::pair{2, 2s}, std::pair{3, 3s}}) {
            jobs.work(ItemId(item), length);
            jobs.tell(happened(length, ItemDone, 2, {.item = ItemId(item)}));
        }
        jobs.tell(happened(4s, JobDone, 2, {.payload = ns(4s)}));
        QCOMPARE(jobs.patternMetrics.latencyMean(), 4.0);
        QCOMPARE(jobs.patternMetrics.speedup(), 6.0 / 4.0);
        QCOMPARE(jobs.patternMetrics.stragglerRatio(), 3.0 / 2.0);
        jobs.begin(5s, 1);
        jobs.work(4, 2s);
        jobs.tell(happened(7s, ItemDone, 2, {.item = 4}));
        jobs.tell(happened(7s, JobDone, 2, {.payload = ns(2s)}));
        QCOMPARE(jobs.patternMetrics.latencyMean(), 3.0);
        QCOMPARE(jobs.patternMetrics.speedup(), 8.0 / 6.0);
        QCOMPARE(jobs.patternMetrics.stragglerRatio(), (1.5 + 1.0) / 2);
        QCOMPARE(jobs.patternMetrics.wastedWork(), Duration{});
        QCOMPARE(jobs.patternMetrics.done(), 2u);
    }

    void failedAttemptsAndCancelledSubtasksAreWasted()
    {
        HandMadeJobs jobs;
        jobs.begin(0s, 3);
        jobs.work(1, 1s);
        jobs.tell(happened(1s, AttemptFailed, 3, {.item = 1}));
        QCOMPARE(jobs.patternMetrics.wastedWork(), Duration(1s)); // known at once
        jobs.work(1, 2s);
        jobs.tell(happened(3s, ItemDone, 2, {.item = 1}));
        jobs.work(2, 1s);
        jobs.tell(happened(1s, ItemDone, 2, {.item = 2}));
        jobs.work(3, 4s);
        jobs.tell(happened(4s, ItemCancelled, 5, {.item = 3}));
        QCOMPARE(jobs.patternMetrics.wastedWork(), Duration(5s));
        jobs.tell(happened(4s, JobDone, 2, {.payload = ns(4s)}));
        QCOMPARE(jobs.patternMetrics.wastedWork(), Duration(5s));
        QCOMPARE(jobs.patternMetrics.speedup(), 1.0);              // 3 s with the retry, and 1 s, in 4 s
        QCOMPARE(jobs.patternMetrics.stragglerRatio(), 3.0 / 2.0); // the cancelled one is no straggler
    }

    void allWorkInAFailedJobIsWasted()
    {
        HandMadeJobs jobs;
        jobs.begin(0s, 2);
        jobs.work(1, 1s);
        jobs.tell(happened(1s, ItemDone, 2, {.item = 1}));
        QCOMPARE(jobs.patternMetrics.wastedWork(), Duration{});
        jobs.work(2, 2s);
        jobs.tell(happened(2s, AttemptFailed, 4, {.item = 2}));
        jobs.tell(happened(2s, ItemFailed, 4, {.item = 2}));
        jobs.tell(happened(2s, JobFailed, 2, {.payload = ns(2s)}));
        QCOMPARE(jobs.patternMetrics.wastedWork(), Duration(3s));
        QCOMPARE(jobs.patternMetrics.failed(), 1u);
        QCOMPARE(jobs.patternMetrics.latencyMean(), std::nullopt); // of jobs that were done
        QCOMPARE(jobs.patternMetrics.speedup(), std::nullopt);
    }

    void aRunIsMeasuredAsWorkedOutByHand()
    {
        FanOutRun run({{"subtasks", "4"}, {"limit", "2"}, {"work", "500ms"}, {"work-shape", "fixed"}});
        run.runTo(10s); // 1 s of work, 1 s of rest
        QCOMPARE(measure(run, "job_latency_mean_s"), 1.0);
        QCOMPARE(measure(run, "speedup"), 2.0);
        QCOMPARE(measure(run, "straggler_ratio"), 1.0);
        QCOMPARE(measure(run, "wasted_work_s"), 0.0);
        QCOMPARE(measure(run, "jobs_done"), 5.0);
        QCOMPARE(measure(run, "jobs_failed"), 0.0);

        FanOutRun failing({{"subtasks", "3"}, {"work-shape", "fixed"}, {"failure-rate", "100%"}});
        failing.runTo(10s); // 0.6 s of work by three, 1 s of rest
        QCOMPARE(measure(failing, "jobs_failed"), 6.0);
        QCOMPARE(measure(failing, "wasted_work_s").value(), 6 * 3 * 0.6);
        QCOMPARE(measure(failing, "job_latency_mean_s"), std::nullopt);
    }

    void meansAndCountsLeaveOutTheWarmUp()
    {
        const PatternInfo &pattern = *findPattern("fan-out-fan-in");
        Session session(
            pattern,
            {.values = valuesOf(pattern, {{"subtasks", "1"}, {"work", "1s"}, {"work-shape", "fixed"}}), .warmup = 4s});
        const std::size_t work = session.parameters().find("work").value();
        session.schedule({Time{} + 3s, work, ns(3s)}); // jobs: 0 to 1 s, 2 to 3 s, 4 to 7 s
        session.runUntil(Time{} + 10s);
        QCOMPARE(measure(session, "jobs_done"), 1.0);
        QCOMPARE(measure(session, "job_latency_mean_s"), 3.0);
    }

    void theoryAgreesWithinFourStandardErrors_data()
    {
        QTest::addColumn<QString>("gather");
        QTest::addColumn<int>("quorum");
        QTest::addColumn<double>("mean");     // of the k-th of n, in units of the work
        QTest::addColumn<double>("variance"); // likewise
        // A step from the i-th to the next of n is exponential with mean 1/(n − i), and they are independent.
        QTest::newRow("all of 5") << "in-order" << 0 << 1 + 1. / 2 + 1. / 3 + 1. / 4 + 1. / 5
                                  << 1 + 1. / 4 + 1. / 9 + 1. / 16 + 1. / 25;
        QTest::newRow("all of 5, as completed")
            << "as-completed" << 0 << 137. / 60 << 1 + 1. / 4 + 1. / 9 + 1. / 16 + 1. / 25;
        QTest::newRow("the fastest 3 of 5")
            << "as-completed" << 3 << 1. / 5 + 1. / 4 + 1. / 3 << 1. / 25 + 1. / 16 + 1. / 9;
        QTest::newRow("the first 3 of 5") << "in-order" << 3 << 1 + 1. / 2 + 1. / 3 << 1 + 1. / 4 + 1. / 9;
    }
    void theoryAgreesWithinFourStandardErrors()
    {
        QFETCH(QString, gather);
        QFETCH(int, quorum);
        QFETCH(double, mean);
        QFETCH(double, variance);
        const std::string needed = std::to_string(quorum);
        const std::string order = gather.toStdString();
        FanOutRun run({{"gather", order}, {"quorum", needed}}, 3, {.world = false, .history = false});
        run.runTo(10'000s);
        const std::vector<TheoryValue> theory = run.session.theory();
        QCOMPARE(theory.size(), std::size_t{1});
        QCOMPARE(theory[0].id, std::string_view("job_latency_mean_s"));
        QVERIFY(std::abs(theory[0].value - 0.6 * mean) < 1e-12);
        QCOMPARE(theory[0].measured, measure(run, "job_latency_mean_s"));
        const double error = 0.6 * std::sqrt(variance / measure(run, "jobs_done").value());
        QVERIFY(error < 0.02);
        QVERIFY2(std::abs(theory[0].value - *theory[0].measured) < 4 * error,
                 qPrintable(QString::number(*theory[0].measured)));
    }

    void whereItsConditionsDoNotHoldThereIsNoTheory()
    {
        const auto says = [](std::initializer_list<std::pair<std::string_view, std::string_view>> given) {
            FanOutRun run(given);
            run.runTo(20s);
            return !run.session.theory().empty();
        };
        QVERIFY(says({}));
        QVERIFY(says({{"limit", "5"}}));
        QVERIFY(!says({{"limit", "4"}}));
        QVERIFY(!says({{"work-shape", "uniform"}}));
        QVERIFY(!says({{"failure-rate", "1%"}}));
        FanOutRun turned({});
        turned.runTo(10s);
        turned.set("subtasks", "6");
        turned.runTo(20s);
        QVERIFY(turned.session.theory().empty());
    }

    void headlinesSayWhatTheLastSecondsWereLike()
    {
        FanOutRun run({{"subtasks", "4"}, {"limit", "2"}, {"work", "500ms"}, {"work-shape", "fixed"}});
        const auto values = [&] {
            QStringList list;
            for (const Headline &headline : diagnosis(run.session).headlines)
                list.push_back(QString::fromStdString(headline.value.text()));
            return list;
        };
        run.runTo(0s);
        QCOMPARE(values(), (QStringList{"0.0 /s", "–", "–", "–", "0"}));
        run.runTo(20s);
        QCOMPARE(values(), (QStringList{"0.50 /s", "1 s", "2.0", "2.0 ×", "0"}));
        run.set("failure-rate", "100%");
        run.set("limit", "500");
        run.runTo(22s);
        const Diagnosis now = diagnosis(run.session); // those that ended at 20.5 and 22 s have failed
        QCOMPARE(now.headlines[0].note.text(), std::string("2 of 6 failed"));
        QCOMPARE(now.headlines[4].value.text(), std::string("8"));
        QCOMPARE(now.headlines[4].note.text(), std::string("2 failed · 6 cancelled"));
    }

    void whatAQuorumCanDoWithoutIsNotLost()
    {
        FanOutRun run({{"subtasks", "4"}, {"quorum", "2"}});
        run.runTo(20s);
        const auto cancelled = run.session.world().items().cancelled;
        QVERIFY(cancelled > 0);
        const Diagnosis now = diagnosis(run.session);
        QCOMPARE(now.headlines[4].number, std::optional(0.0));
        QVERIFY(now.headlines[4].note.text().ends_with(" not needed"));
        // What a job has cancelled that failed is.
        FanOutRun failing({{"subtasks", "4"}, {"quorum", "2"}, {"failure-rate", "100%"}});
        failing.runTo(20s);
        QVERIFY(diagnosis(failing.session).headlines[4].number > 0.0);
    }

    void headlinesAreOfWholeJobsHoweverLongTheyTake()
    {
        FanOutRun run({{"subtasks", "500"}, {"work", "10s"}});
        while (measure(run, "jobs_done") < 1.0)
            run.runTo(run.session.now().time_since_epoch() + 1s);
        const Diagnosis now = diagnosis(run.session); // of the last ten seconds, in which few subtasks were left
        QCOMPARE(now.headlines[2].value.text(), decimals(measure(run, "speedup").value(), 1));
        const double times = measure(run, "job_latency_mean_s").value() * 500
            / (measure(run, "speedup").value() * measure(run, "job_latency_mean_s").value());
        QCOMPARE(now.headlines[3].value.text(), decimals(times, 1) + " ×");
    }

    void theSlowestSubtaskIsToldOfWhereItSetsThePace()
    {
        QCOMPARE(checks({}), QStringList{"straggler"});
        QCOMPARE(checks({{"work-shape", "fixed"}}), QStringList{});
        QCOMPARE(checks({{"subtasks", "1"}}), QStringList{});
        FanOutRun run({{"subtasks", "40"}});
        run.runTo(30s);
        QCOMPARE(
            adviceNamed(run.session, "straggler").remedy.text(),
            std::string("If the job can do without the stragglers, try “Gather” = As completed and “Quorum” = 32."));
        run.set("quorum", "32");
        run.set("gather", "as-completed"); // what is advised helps
        run.runTo(60s);
        QCOMPARE(adviceNamed(run.session, "straggler").check, std::string_view("none"));
    }

    void theLimitIsToldOfWhereItSetsThePace()
    {
        QCOMPARE(checks({{"subtasks", "20"}, {"limit", "4"}, {"work-shape", "fixed"}}), QStringList{"limit"});
        QCOMPARE(checks({{"subtasks", "20"}, {"limit", "20"}, {"work-shape", "fixed"}}), QStringList{});
        FanOutRun run({{"subtasks", "20"}, {"limit", "4"}, {"work-shape", "fixed"}});
        run.runTo(30s);
        const Advice advice = adviceNamed(run.session, "limit");
        QCOMPARE(advice.sentence.text(),
                 std::string("The concurrency limit is the bottleneck: only 4 of 20 subtasks run at once, and on "
                             "average a job in the last 10 s took 3 s."));
        QCOMPARE(advice.remedy.text(), std::string("Try “Concurrency limit” = 20."));
    }

    void failingJobsAreToldOfWithWhatWouldHelp()
    {
        FanOutRun run(
            {{"subtasks", "10"}, {"work-shape", "fixed"}, {"failure-rate", "100%"}, {"gather", "as-completed"}});
        run.runTo(30s);
        Advice advice = adviceNamed(run.session, "jobs-fail");
        QCOMPARE(advice.sentence.text(), std::string("Every subtask fails: 6 of 6 jobs failed in the last 10 s."));
        // No retry ever succeeds, and there is nothing to collect.
        QCOMPARE(advice.remedy.text(), std::string("Only a lower “Failure rate” helps."));
        const auto told = [&](const Given &given) { return adviceNamed(run.session, "jobs-fail", given); };
        QCOMPARE(told({{"failure-rate", "5%"}}).sentence.text(),
                 std::string("One failed subtask fails the whole job: 6 of 6 jobs failed in the last 10 s."));
        QCOMPARE(told({{"failure-rate", "5%"}}).remedy.text(), std::string("Try “On failure” = Retry, or Collect."));
        QCOMPARE(told({{"failure-rate", "30%"}, {"on-failure", "retry"}}).remedy.text(),
                 std::string("Try “Retries” = 3, or “On failure” = Collect."));
        // With ten retries three of ten fail all the same.
        QCOMPARE(told({{"failure-rate", "90%"}, {"on-failure", "retry"}}).remedy.text(),
                 std::string("Try “On failure” = Collect."));
        QCOMPARE(told({{"failure-rate", "100%"}, {"on-failure", "retry"}, {"quorum", "9"}}).remedy.text(),
                 std::string("Only a lower “Failure rate” helps.")); // neither nine of ten
        run.set("on-failure", "collect");
        run.set("quorum", "9");
        run.set("failure-rate", "50%");
        run.runTo(90s);
        advice = adviceNamed(run.session, "jobs-fail");
        QVERIFY(QString::fromStdString(advice.sentence.text()).contains("for a quorum of 9 out of 10: "));
        QCOMPARE(advice.remedy.text(), std::string("Try “Quorum” = 0: it then takes whatever results there are."));
        run.set("quorum", "0");
        run.runTo(120s);
        QCOMPARE(adviceNamed(run.session, "jobs-fail").check, std::string_view("none"));
    }

    void failuresThatAreNoticedLateOrNeverAreToldOf()
    {
        FanOutRun run({{"subtasks", "10"}, {"failure-rate", "20%"}});
        run.runTo(30s);
        QVERIFY(adviceNamed(run.session, "noticed-late").check != "none");
        QVERIFY(adviceNamed(run.session, "unseen").check != "none");
        QCOMPARE(adviceNamed(run.session, "noticed-late").remedy.text(), std::string("Try “Gather” = As completed."));
        run.set("gather", "as-completed");
        run.runTo(60s);
        QCOMPARE(adviceNamed(run.session, "noticed-late").check, std::string_view("none"));
        QCOMPARE(adviceNamed(run.session, "unseen").check, std::string_view("none"));
    }

    void retriesThatMultiplyTheLoadAreToldOf()
    {
        FanOutRun run({{"subtasks", "20"},
                       {"failure-rate", "50%"},
                       {"on-failure", "retry"},
                       {"retries", "10"},
                       {"work-shape", "fixed"}});
        run.runTo(60s);
        const QString sentence = QString::fromStdString(adviceNamed(run.session, "retries").sentence.text());
        const double attempts = sentence.section(": ", 1).section(' ', 0, 0).toDouble();
        QVERIFY2(attempts > 1.6 && attempts < 2.4, qPrintable(sentence));
        run.set("failure-rate", "5%");
        run.runTo(90s);
        QCOMPARE(adviceNamed(run.session, "retries").check, std::string_view("none"));
    }

    void aLongRestBetweenJobsIsToldOf()
    {
        QCOMPARE(checks({{"work-shape", "fixed"}, {"interval", "5s"}}), QStringList{"resting"});
        QCOMPARE(checks({{"work-shape", "fixed"}, {"interval", "600ms"}}), QStringList{});
    }

    void whatAParameterMeansStandsBesideIt()
    {
        const auto hint = findPattern("fan-out-fan-in")->hint;
        QCOMPARE(textOf(hint, "subtasks", {}), std::string("3 s of work per job"));
        QCOMPARE(textOf(hint, "limit", {}), std::string("all 5"));
        QCOMPARE(textOf(hint, "limit", {{"limit", "2"}}), std::string("3 rounds"));
        QCOMPARE(textOf(hint, "failure-rate", {}), std::string());
        QCOMPARE(textOf(hint, "failure-rate", {{"failure-rate", "50%"}, {"subtasks", "2"}}),
                 std::string("75 % of the jobs have at least one failure"));
        QCOMPARE(textOf(hint, "failure-rate", {{"failure-rate", "10%"}, {"subtasks", "40"}, {"quorum", "1"}}),
                 std::string("10 % of the jobs have a failure before the quorum is reached"));
        QCOMPARE(textOf(hint, "retries", {{"failure-rate", "50%"}, {"on-failure", "retry"}, {"retries", "1"}}),
                 std::string("25 % fail even so"));
        QCOMPARE(textOf(hint, "quorum", {}), std::string("all 5"));
        QCOMPARE(textOf(hint, "quorum", {{"quorum", "3"}}), std::string("3 of 5"));
        QCOMPARE(textOf(hint, "interval", {}), std::string());
    }

    void whatHasNoEffectSaysWhy()
    {
        const auto why = findPattern("fan-out-fan-in")->irrelevance;
        for (const std::string_view id : {"on-failure", "retries"})
            QCOMPARE(textOf(why, id, {}), std::string("Nothing fails."));
        QCOMPARE(textOf(why, "on-failure", {{"failure-rate", "1%"}}), std::string());
        QCOMPARE(textOf(why, "retries", {{"failure-rate", "1%"}}), std::string("Failed subtasks are not retried."));
        QCOMPARE(textOf(why, "retries", {{"failure-rate", "1%"}, {"on-failure", "retry"}}), std::string());
        for (const std::string_view id : {"limit", "gather", "quorum"}) {
            QCOMPARE(textOf(why, id, {}), std::string());
            QCOMPARE(textOf(why, id, {{"subtasks", "1"}}), std::string("There is only one subtask."));
        }
        const PatternInfo &pattern = *findPattern("fan-out-fan-in");
        QCOMPARE(pattern.load(valuesOf(pattern, {{"limit", "2"}})).text(),
                 std::string("3 s of work per job, 2 at once: 1.5 s at best"));
        QCOMPARE(pattern.load(valuesOf(pattern, {{"limit", "1"}})).text(),
                 std::string("3 s of work per job, one subtask at a time"));
    }
};

QTEST_APPLESS_MAIN(TestFanOutFanInNumbers)
#include "tst_fan_out_fan_in_numbers.moc"
