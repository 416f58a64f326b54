// SPDX-License-Identifier: MIT
#include "insight/recent.h"
#include "sim/pattern_run.h"
#include "text/number_text.h"
#include "theory/confidence.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// A run of the pattern, and what is said of it.
struct ReadRun : PatternRun {
    explicit ReadRun(std::initializer_list<Given::value_type> given, Duration length = 30s)
        : PatternRun("supervisor", given)
    {
        runTo(length);
    }
    Diagnosis diagnosis()
    {
        return session.pattern().diagnose(Recent(session.history(), session.now(), 10s), session.values());
    }
    QStringList checks()
    {
        QStringList list;
        for (const Advice &advice : diagnosis().advice)
            list.push_back(QString::fromUtf8(advice.check.data(), qsizetype(advice.check.size())));
        return list;
    }
    Advice advice(std::string_view check)
    {
        for (const Advice &advice : diagnosis().advice) {
            if (advice.check == check)
                return advice;
        }
        return {};
    }
    void failAt(Duration when, std::uint32_t index)
    {
        session.schedule({.at = Time{} + when, .action = ActionCall{0, index}});
    }
};

/// Without chance: nobody fails but who is made to; a job takes 100 ms.
const Given quiet = {{"failure-rate", "0%"}, {"work", "100ms"}, {"work-shape", "fixed"}, {"backoff", "1"}};

struct QuietRun : PatternRun {
    QuietRun() : PatternRun("supervisor", quiet) { }
};

std::string text(Sentence (*of)(std::size_t, std::span<const std::int64_t>), std::string_view id, const Given &given)
{
    const PatternInfo &info = *findPattern("supervisor");
    return of(info.declare()->find(id).value(), valuesOf(info, given)).text();
}

std::vector<TheoryValue> theoryOf(const Given &given, std::uint64_t seed = 1, Duration length = 60s)
{
    const PatternInfo &info = *findPattern("supervisor");
    Session session(info, {.seed = seed, .values = valuesOf(info, given), .warmup = 10s},
                    {.world = false, .history = false});
    session.runUntil(Time{} + length);
    return session.theory();
}

/// Where theory holds: restarts that are all alike, and far fewer than would make the supervisor give up.
Given renewal(const Given &given = {})
{
    Given all = {{"backoff", "1"}, {"max-restarts", "100"}, {"restart-delay", "700ms"}};
    all.insert(all.end(), given.begin(), given.end());
    return all;
}

} // namespace

/// What is said of a run: headlines, advice, hints, theory.
class TestSupervisorDiagnosis : public QObject
{
    Q_OBJECT

    static void verifyTheory(const Given &given)
    {
        std::vector<double> measured;
        double theory = 0;
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const std::vector<TheoryValue> values = theoryOf(given, seed, 1200s);
            QCOMPARE(values.size(), std::size_t{1});
            theory = values.front().value;
            measured.push_back(values.front().measured.value());
        }
        const MeanWithInterval mean = meanWithInterval(measured, 0.999).value();
        QVERIFY2(
            mean.contains(theory),
            qPrintable(QStringLiteral("%1 is not %2 ± %3").arg(theory).arg(mean.mean).arg(mean.halfWidth.value())));
        QVERIFY(mean.halfWidth.value() < 0.01); // so that it could fail
    }

private Q_SLOTS:
    void availabilityIsWhatRenewalTheorySays()
    {
        // Up for 0.5 s ÷ 10 % = 5 s, down for 0.7 s + 0.1 s.
        QCOMPARE(theoryOf(renewal()).front().value, 5 / 5.8);
        QCOMPARE(theoryOf(renewal()).front().id, std::string_view("availability"));
        verifyTheory(renewal());
    }

    void howeverTheWorkIsSpreadAndTheDelayIsJittered()
    {
        QCOMPARE(theoryOf(renewal({{"jitter", "100%"}})).front().value, 5 / 5.45);
        verifyTheory(renewal({{"jitter", "100%"}, {"work-shape", "lognormal"}}));
        verifyTheory(renewal({{"work-shape", "fixed"}, {"restart", "transient"}}));
    }

    void aHangIsDownForTheHeartbeatAsWell()
    {
        QCOMPARE(theoryOf(renewal({{"failure-kind", "hang"}})).front().value, 5 / 7.8);
        verifyTheory(renewal({{"failure-kind", "hang"}}));
    }

    void theoryIsSilentWhereItsConditionsDoNotHold()
    {
        QVERIFY(!theoryOf(renewal()).empty());
        QVERIFY(theoryOf(renewal({{"failure-rate", "0%"}})).empty());
        QVERIFY(theoryOf(renewal({{"strategy", "one-for-all"}})).empty());
        QVERIFY(theoryOf(renewal({{"strategy", "rest-for-one"}})).empty());
        QVERIFY(theoryOf(renewal({{"restart", "temporary"}})).empty());
        QVERIFY(theoryOf(renewal({{"backoff", "2"}})).empty());
        QVERIFY(theoryOf(renewal({{"startup-failure-rate", "10%"}})).empty());
        QVERIFY(theoryOf(renewal({{"max-restarts", "15"}})).empty()); // 7 are to be expected, more may well come
        QVERIFY(theoryOf(renewal({{"failure-kind", "hang"}, {"hang-time", "1s"}})).empty());
        QVERIFY(!theoryOf(renewal({{"backoff", "2"}, {"reset-after", "0s"}})).empty()); // each row has one failure
    }

    void theHeadlinesAreOfTheLastTenSeconds()
    {
        QuietRun run;
        run.session.schedule({.at = Time{} + 12s, .action = ActionCall{0, 1}});
        run.runTo(20s);
        const Diagnosis diagnosis = run.session.pattern().diagnose(
            Recent(run.session.history(), run.session.now(), 10s), run.session.values());
        QCOMPARE(diagnosis.headlines.size(), std::size_t{5});
        QStringList lines;
        for (const Headline &headline : diagnosis.headlines)
            lines << QString::fromStdString(headline.label.text() + ": " + headline.value.text() + ", "
                                            + headline.note.text());
        QCOMPARE(lines,
                 (QStringList{"Availability: 99 %, 4.0 of 4 workers up", // one of four was down for 0.3 s
                              "Throughput: 39.7 /s, now: 40.0 /s if nobody failed", "Restarts: 6 /min, no escalation",
                              "MTTR: 300 ms, mean time, failed → replaced", "Lost: 0, 1 requeued"}));
        QVERIFY(diagnosis.advice.empty());
    }

    void availabilityIsTheMeasureAlsoWhereWorkersWereTurned()
    {
        for (const std::uint64_t seed : {1U, 2U, 3U}) {
            PatternRun run("supervisor", {{"failure-rate", "30%"}}, seed);
            run.schedule(2s, "workers", "1");
            run.schedule(4s, "workers", "6");
            run.schedule(17s, "workers", "2");
            run.runTo(20s);
            const Recent whole(run.session.history(), run.session.now(), Recent::wholeRun);
            const Diagnosis diagnosis = run.session.pattern().diagnose(whole, run.session.values());
            const Measure &availability = run.session.pattern().measures()[0];
            QCOMPARE(availability.id, std::string_view("availability"));
            QCOMPARE(diagnosis.headlines[0].value.text(), percent(availability.value(run.session.measured()).value()));
        }
    }

    void theDefaultsAndACalmRunNeedNoAdvice()
    {
        QCOMPARE(ReadRun({{"failure-rate", "3%"}}).checks(), QStringList());
        QCOMPARE(ReadRun({{"failure-rate", "0%"}, {"restart", "temporary"}}).checks(), QStringList());
        QCOMPARE(ReadRun({{"restart", "temporary"}, {"startup", "2s"}}, 1s).checks(), QStringList()); // coming up still
    }

    void whoGivesUpAgainAndAgainIsAdvisedToBearMore()
    {
        ReadRun run({{"max-restarts", "3"}});
        QVERIFY(run.checks().contains("escalating"));
        QVERIFY(run.advice("escalating").sentence.text().find("more than 3 failures within 10 s.")
                != std::string::npos);
        // 4 workers ÷ 5.3 s × 10 s = 7.5 are to be expected, and 3 standard deviations more hardly ever come.
        QCOMPARE(run.advice("escalating").remedy.text(), std::string("Try “Max restarts” = 16."));
        QVERIFY(!ReadRun({{"max-restarts", "16"}}).checks().contains("escalating"));
    }

    void whereToBearMoreWouldHideTheMatterTheCauseIsNamed()
    {
        ReadRun often({{"failure-rate", "40%"}}); // 42 failures in ten seconds would have to be borne
        QVERIFY(often.advice("escalating").sentence.text().find("more than 10 failures within 10 s.")
                != std::string::npos);
        // Their delays double: with as many as that in a row nobody would be up any more.
        QCOMPARE(often.advice("escalating").remedy.text(), std::string("The cause remains: “Failure rate” is 40 %."));
        QVERIFY(often.advice("escalating").settings.empty());
        ReadRun alike({{"failure-rate", "40%"}, {"backoff", "1"}});
        QCOMPARE(alike.advice("escalating").remedy.text(),
                 std::string("Try “Max restarts” = 40. The cause remains: “Failure rate” is 40 %."));
        ReadRun both({{"failure-rate", "40%"}, {"startup-failure-rate", "30%"}});
        QCOMPARE(both.advice("escalating").remedy.text(),
                 std::string("The causes remain: “Failure rate” is 40 %, and “Startup failure rate” is 30 %."));
    }

    void aRestartStormIsCalledOne()
    {
        ReadRun storm({{"failure-rate", "40%"}, {"startup-failure-rate", "60%"}, {"backoff", "1"}});
        QVERIFY(storm.checks().contains("restart-storm"));
        QCOMPARE(storm.advice("restart-storm").remedy.text(),
                 std::string("60 % of startups fail: restarting does not fix that."));
        ReadRun steady({{"failure-rate", "100%"}, {"work", "100ms"}, {"backoff", "1"}, {"max-restarts", "100"}});
        QCOMPARE(steady.advice("restart-storm").remedy.text(),
                 std::string("Try “Backoff” = 2: a worker that keeps failing is then restarted less and less often."));
        QVERIFY(!ReadRun({{"failure-rate", "20%"}, {"max-restarts", "100"}}).checks().contains("restart-storm"));
    }

    void workersThatAreDeadForGoodAreCounted()
    {
        PatternRun run("supervisor", {{"failure-rate", "0%"}, {"restart", "temporary"}});
        run.session.schedule({.at = Time{} + 5s, .action = ActionCall{0, 0}});
        run.session.schedule({.at = Time{} + 5s, .action = ActionCall{0, 2}});
        run.runTo(60s); // long ago, too
        const Diagnosis diagnosis = run.session.pattern().diagnose(
            Recent(run.session.history(), run.session.now(), 10s), run.session.values());
        QCOMPARE(diagnosis.advice.size(), std::size_t{1});
        QCOMPARE(diagnosis.advice.front().check, std::string_view("dead-for-good"));
        QCOMPARE(diagnosis.advice.front().sentence.text(),
                 std::string("2 of 4 workers are dead, and nobody restarts them."));
    }

    void abandonedWorkersThatNeverEndPileUp()
    {
        ReadRun never({{"failure-kind", "hang"}});
        QVERIFY(never.checks().contains("abandoned-piling-up"));
        QVERIFY(!ReadRun({{"failure-kind", "hang"}, {"hang-time", "5s"}}).checks().contains("abandoned-piling-up"));
        QVERIFY(!ReadRun({}).checks().contains("abandoned-piling-up"));
    }

    void jobsThatAreDoneTwiceAreSeen()
    {
        ReadRun twice({{"failure-kind", "hang"}, {"hang-time", "5s"}});
        QVERIFY(twice.checks().contains("done-twice"));
        QVERIFY(twice.advice("done-twice")
                    .remedy.text()
                    .find("The price: a worker that hangs stays down for 5 s and is not replaced.")
                != std::string::npos);
        // The remedy helps.
        QVERIFY(!ReadRun({{"failure-kind", "hang"}, {"hang-time", "5s"}, {"heartbeat", "6s"}})
                     .checks()
                     .contains("done-twice"));
    }

    void aHeartbeatThatIsWaitedForTooLongIsNamed()
    {
        ReadRun patient({{"failure-kind", "hang"}, {"backoff", "1"}, {"heartbeat", "4s"}});
        QVERIFY(patient.checks().contains("slow-detection"));
        QCOMPARE(patient.advice("slow-detection").sentence.text(),
                 std::string("Failure detection is slow: of the 4.3 s until a hung worker is replaced, 4 s pass before "
                             "anybody notices."));
        QVERIFY(!ReadRun({{"failure-kind", "hang"}, {"backoff", "1"}, {"heartbeat", "200ms"}})
                     .checks()
                     .contains("slow-detection"));
    }

    void lostJobsAreCounted()
    {
        QVERIFY(ReadRun({{"in-flight", "lost"}}).checks().contains("jobs-lost"));
        QVERIFY(!ReadRun({}).checks().contains("jobs-lost"));
    }

    void workersRestartedForNothingAreCounted()
    {
        PatternRun run("supervisor", {{"failure-rate", "0%"}, {"strategy", "one-for-all"}});
        run.session.schedule({.at = Time{} + 5s, .action = ActionCall{0, 1}});
        run.runTo(10s);
        const Diagnosis diagnosis = run.session.pattern().diagnose(
            Recent(run.session.history(), run.session.now(), 10s), run.session.values());
        QCOMPARE(diagnosis.advice.size(), std::size_t{1});
        QCOMPARE(
            diagnosis.advice.front().sentence.text(),
            std::string("1 failure led to 4 restarts in the last 10 s: most of the restarted workers were healthy."));
        QVERIFY(!ReadRun({}).checks().contains("healthy-ones-restarted"));
        QVERIFY(!ReadRun({{"strategy", "one-for-all"}, {"workers", "1"}}).checks().contains("healthy-ones-restarted"));
    }

    void hintsSayWhatTheNumbersMean()
    {
        const auto hint = findPattern("supervisor")->hint;
        QCOMPARE(text(hint, "work", {}), std::string("2.0 /s each, 8.0 /s together"));
        QCOMPARE(text(hint, "failure-rate", {}), std::string("mean time to failure: about 5 s of work"));
        QCOMPARE(text(hint, "failure-rate", {{"failure-rate", "0%"}}), std::string());
        QCOMPARE(text(hint, "max-restarts", {}), std::string("expect about 5.0 failures within 10 s"));
        QCOMPARE(text(hint, "max-restarts", {{"restart-delay", "30s"}, {"max-delay", "30s"}}),
                 std::string("expect about 1.1 failures within 10 s"));
        QCOMPARE(text(hint, "restart-delay", {{"restart-delay", "30s"}}),
                 std::string("capped at the max restart delay, 5 s"));
        QCOMPARE(text(hint, "restart-delay", {}), std::string());
        QCOMPARE(text(hint, "backoff", {}), std::string("200 ms, 400 ms, 800 ms, 1.6 s …"));
        QVERIFY(findPattern("supervisor")
                    ->load(valuesOf(*findPattern("supervisor"), {}))
                    .text()
                    .starts_with("Workers can do 8.0 /s; one of them fails about every 2.0"));
    }

    void asManyFailuresAreExpectedAsThereAre()
    {
        const auto perPeriod = [](const Given &given) {
            Given all = {{"max-restarts", "100"}};
            all.insert(all.end(), given.begin(), given.end());
            PatternRun run("supervisor", all, 1, {.world = false, .history = false});
            run.runTo(3600s);
            for (const Measure &measure : run.session.pattern().measures()) {
                if (measure.id == "restarts_per_min")
                    return measure.value(run.session.measured()).value() / 6;
            }
            return 0.0;
        };
        const auto expected = [](const Given &given) {
            const std::string hint = text(findPattern("supervisor")->hint, "max-restarts", given);
            return hint.starts_with("expect about ") ? std::stod(hint.substr(13)) : -1.0;
        };
        for (const Given &given : {Given{}, Given{{"restart-delay", "30s"}, {"max-delay", "60s"}},
                                   Given{{"failure-kind", "hang"}, {"jitter", "100%"}}, Given{{"backoff", "1"}},
                                   Given{{"startup-failure-rate", "40%"}, {"reset-after", "2s"}}}) {
            const double ratio = perPeriod(given) / expected(given);
            QVERIFY2(ratio > 0.9 && ratio < 1.1, qPrintable(QString::number(ratio)));
        }
    }

    void whatHasNoEffectSaysWhy()
    {
        const auto irrelevance = findPattern("supervisor")->irrelevance;
        const std::unique_ptr<ParameterTable> table = findPattern("supervisor")->declare();
        for (const Parameter *parameter : table->all()) {
            const bool ofHangs = parameter->spec().id == "heartbeat" || parameter->spec().id == "hang-time";
            QCOMPARE(text(irrelevance, parameter->spec().id, {}).empty(), !ofHangs);
        }
        QCOMPARE(text(irrelevance, "heartbeat", {{"failure-kind", "hang"}}), std::string());
        QVERIFY(!text(irrelevance, "backoff", {{"restart-delay", "0s"}}).empty());
        QVERIFY(!text(irrelevance, "strategy", {{"restart", "temporary"}}).empty());
        QVERIFY(!text(irrelevance, "reset-after", {{"backoff", "1"}}).empty());
        QVERIFY(!text(irrelevance, "failure-kind", {{"failure-rate", "0%"}}).empty());
    }

    void theSetUpsAreCalmShowTheProblemAndBreak()
    {
        const PatternInfo &info = *findPattern("supervisor");
        const auto measured = [&](const Setup &setup, std::string_view id) {
            Session session(info, {.values = valuesOf(info, setup.values)});
            session.runUntil(Time{} + 60s);
            for (const Measure &measure : info.measures()) {
                if (measure.id == id)
                    return measure.value(session.measured()).value_or(0);
            }
            return -1.0;
        };
        // At the defaults one job in ten kills its worker, and the delays grow with each failure in a row.
        QVERIFY(measured(info.setups()[0], "availability") > 0.75);
        QCOMPARE(measured(info.setups()[0], "escalations"), 0.0);
        QVERIFY(measured(info.setups()[1], "done_twice") > 5);
        QVERIFY(measured(info.setups()[2], "escalations") > 3);
    }

    void nothingIsExpectedOfWorkersThatAreReplacedForAnotherOrNotAtAll()
    {
        const auto hint = findPattern("supervisor")->hint;
        QCOMPARE(text(hint, "max-restarts", {{"strategy", "rest-for-one"}}), std::string());
        QCOMPARE(text(hint, "max-restarts", {{"restart", "temporary"}}), std::string());
    }

    void whereAllAreDeadForGoodThatIsWhyNobodyCanGoOn()
    {
        ReadRun run({{"restart", "temporary"}, {"failure-rate", "50%"}}, 60s);
        QVERIFY(run.session.world().stuckSince());
        QVERIFY2(run.diagnosis().advice.front().sentence.text().starts_with(
                     "All workers are dead, and temporary workers are never restarted: nobody can go on"),
                 run.diagnosis().advice.front().sentence.text().c_str());
    }
};

QTEST_APPLESS_MAIN(TestSupervisorDiagnosis)
#include "tst_supervisor_diagnosis.moc"
