// SPDX-License-Identifier: MIT
#include "insight/recent.h"
#include "sim/pattern_run.h"

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

namespace {

const PatternInfo &info()
{
    return *findPattern("timeout-cancellation");
}

Diagnosis diagnosisAfter(Duration end, const Given &given)
{
    PatternRun run("timeout-cancellation", given);
    run.runTo(end);
    return info().diagnose(Recent(run.session.history(), run.session.now(), 10s), run.session.values());
}

QStringList checks(const Diagnosis &diagnosis)
{
    QStringList list;
    for (const Advice &advice : diagnosis.advice)
        list.push_back(QString::fromStdString(std::string(advice.check)));
    return list;
}

QString said(Sentence (*ask)(std::size_t, std::span<const std::int64_t>), std::string_view id, const Given &given)
{
    return QString::fromStdString(ask(info().declare()->find(id).value(), valuesOf(info(), given)).text());
}

/// "Answered: 0.50 /s (clients wait 50 % of the time)"
QString said(const Headline &headline)
{
    return QString::fromStdString(headline.label.text() + ": " + headline.value.text() + " (" + headline.note.text()
                                  + ")");
}

} // namespace

Q_DECLARE_METATYPE(Given)

/// What the pattern says of itself, in numbers and words.
class TestTimeoutCancellationDiagnosis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void adviceAppearsWhereItBelongsAndNowhereElse_data()
    {
        QTest::addColumn<Given>("values");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("defaults") << Given{} << QStringList{};
        QTest::newRow("in good time") << Given{{"timeout", "10s"}} << QStringList{};
        QTest::newRow("everything is abandoned, and piles up")
            << Given{{"clients", "10"}, {"work", "5s"}, {"timeout", "500ms"}, {"on-timeout", "abandon"}}
            << QStringList{"abandoned-piling-up"};
        QTest::newRow("what is abandoned is soon over") << Given{{"clients", "10"},
                                                                 {"work", "1s"},
                                                                 {"work-shape", "fixed"},
                                                                 {"timeout", "900ms"},
                                                                 {"on-timeout", "abandon"}}
                                                        << QStringList{"timeout-too-short"};
        QTest::newRow("a storm of retries")
            << Given{{"work", "5s"}, {"timeout", "500ms"}, {"retries", "5"}} << QStringList{"retries-multiply-load"};
        QTest::newRow("retries that are hardly needed") << Given{{"timeout", "10s"}, {"retries", "5"}} << QStringList{};
        QTest::newRow("a hedge for nearly everybody")
            << Given{{"hedge-after", "100ms"}} << QStringList{"hedging-doubles-load"};
        QTest::newRow("hedges, where few are tried again")
            << Given{{"hedge-after", "100ms"}, {"retries", "2"}} << QStringList{"hedging-doubles-load"};
        QTest::newRow("a hedge for a few") << Given{{"hedge-after", "5s"}, {"timeout", "10s"}} << QStringList{};
        QTest::newRow("a deadline shorter than an attempt")
            << Given{{"deadline", "1s"}, {"retries", "3"}} << QStringList{"deadline-too-short"};
        QTest::newRow("a deadline with room for retries")
            << Given{{"deadline", "20s"}, {"retries", "3"}} << QStringList{};
        QTest::newRow("too short a time") << Given{{"timeout", "500ms"}} << QStringList{"timeout-too-short"};
        QTest::newRow("checks too rarely")
            << Given{{"work", "30s"}, {"check-every", "10s"}} << QStringList{"timeout-too-short", "slow-to-stop"};
        QTest::newRow("checks often enough")
            << Given{{"work", "30s"}, {"check-every", "1s"}} << QStringList{"timeout-too-short"};
    }
    void adviceAppearsWhereItBelongsAndNowhereElse()
    {
        QFETCH(Given, values);
        QFETCH(QStringList, expected);
        QCOMPARE(checks(diagnosisAfter(60s, values)), expected);
    }

    void everySetUpSaysSomethingOfWhatItShows()
    {
        QCOMPARE(checks(diagnosisAfter(60s,
                                       {{"clients", "10"},
                                        {"work", "5s"},
                                        {"timeout", "500ms"},
                                        {"on-timeout", "abandon"},
                                        {"retries", "5"},
                                        {"retry-delay", "100ms"}})),
                 (QStringList{"retries-multiply-load", "abandoned-piling-up"})); // the timeout is what is wrong
    }

    void adviceNamesTheNumbersThatBackIt()
    {
        const Given fixed = {
            {"clients", "1"}, {"work", "5s"}, {"work-shape", "fixed"}, {"timeout", "1s"}, {"think", "1s"}};
        const Diagnosis diagnosis = diagnosisAfter(10500ms, fixed); // each 2 s an attempt: in (0.5 s, 10.5 s] five
        QCOMPARE(diagnosis.advice.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(diagnosis.advice[0].sentence.text()),
                 QStringLiteral("5 attempts of 5 timed out in the last 10 s: the operation takes 5 s on average, and "
                                "the timeout is 1 s."));
        QCOMPARE(QString::fromStdString(diagnosis.advice[0].remedy.text()), QStringLiteral("Try “Timeout” = 15 s."));
    }

    void theHeadlinesAreOfTheLastTenSeconds()
    {
        const Given fixed = {{"clients", "1"}, {"work", "1s"}, {"work-shape", "fixed"}, {"think", "1s"}};
        QStringList headlines;
        for (const Headline &one : diagnosisAfter(20500ms, fixed).headlines)
            headlines.push_back(said(one));
        QCOMPARE(headlines,
                 (QStringList{"Answered: 0.50 /s (clients wait 50 % of the time)",
                              "Latency p99: 1 s (asked → answered)", "Timed out: 0 attempts (of 5 ended)",
                              "Given up: 0 requests (of 5 ended, 0 %)", "Mean time to stop: – (cancelled → ended)"}));
        const Given slow = {{"clients", "1"},  {"work", "4s"},  {"work-shape", "fixed"},
                            {"timeout", "3s"}, {"think", "1s"}, {"on-timeout", "abandon"}};
        headlines.clear();
        for (const Headline &one : diagnosisAfter(20s, slow).headlines)
            headlines.push_back(said(one));
        QCOMPARE(headlines,
                 (QStringList{"Answered: 0.0 /s (no answer in the last 10 s)", "Latency p99: – (asked → answered)",
                              "Timed out: 3 attempts (of 3 ended)", "Given up: 3 requests (of 3 ended, 100 %)",
                              "Mean running: 1.0 (3 abandoned)"}));
    }

    /// Of those that began in the window none has been decided yet, and all that were decided in it began before.
    void timedOutIsOfTheAttemptsThatWereDecidedInTheWindow()
    {
        const Given all = {
            {"clients", "50"}, {"timeout", "11s"}, {"work", "1m"}, {"work-shape", "fixed"}, {"think", "30s"}};
        const Headline headline = diagnosisAfter(12s, all).headlines[2];
        QCOMPARE(QString::fromStdString(headline.value.text() + " " + headline.note.text()), "50 attempts of 50 ended");
        const Headline early = diagnosisAfter(10s, all).headlines[2];
        QCOMPARE(QString::fromStdString(early.value.text() + " " + early.note.text()), "– no attempt ended");
    }

    void hintsSayWhatTheGivenMean()
    {
        QCOMPARE(said(info().hint, "timeout", {{"timeout", "2s"}}), "37 % time out");
        QCOMPARE(said(info().hint, "timeout", {{"work-shape", "fixed"}, {"timeout", "2s"}}), "0 % time out");
        QCOMPARE(said(info().hint, "timeout", {{"work-shape", "fixed"}, {"timeout", "1999ms"}}), "100 % time out");
        QCOMPARE(said(info().hint, "timeout", {{"work-shape", "uniform"}, {"timeout", "2500ms"}}), "25 % time out");
        QCOMPARE(said(info().hint, "timeout", {{"work-shape", "lognormal"}, {"timeout", "2s"}}), "31 % time out");
        QCOMPARE(said(info().hint, "retries", {{"retries", "2"}}), "up to 3 attempts");
        QCOMPARE(said(info().hint, "retries", {}), "");
        QCOMPARE(said(info().hint, "check-every", {}), "stops within 150 ms");
    }

    void aParameterWithoutEffectSaysWhy()
    {
        const auto why = info().irrelevance;
        QCOMPARE(said(why, "cleanup", {}), "");
        QCOMPARE(said(why, "cleanup", {{"on-timeout", "abandon"}}), "Operations are never cancelled.");
        QCOMPARE(said(why, "check-every", {{"on-timeout", "abandon"}}), "Operations are never cancelled.");
        QCOMPARE(said(why, "retry-delay", {}), "There are no retries.");
        QCOMPARE(said(why, "max-delay", {{"retries", "1"}}), "");
        QCOMPARE(said(why, "max-delay", {{"retries", "1"}, {"retry-delay", "0"}}), "Retries are immediate.");
        QCOMPARE(said(why, "timeout", {}), "");
        QCOMPARE(said(why, "timeout", {{"deadline", "2s"}}), "The deadline strikes before that.");
        QCOMPARE(said(why, "retries", {{"deadline", "2s"}}), "The deadline strikes before there could be a retry.");
        QCOMPARE(said(why, "hedge-after", {{"hedge-after", "3s"}}), "The attempt times out before that.");
        QCOMPARE(said(why, "hedge-after", {{"hedge-after", "2s"}}), "");
        QCOMPARE(said(why, "think-shape", {{"think", "0"}}), "Clients do not pause.");
    }

    void theLoadSetsTheTimeAgainstTheWork()
    {
        QCOMPARE(QString::fromStdString(info().load(valuesOf(info(), {})).text()),
                 "The timeout is 1.50 times the mean operation duration: 22 % time out");
    }

    void theHintForTheTimeoutKnowsOfTheHedge()
    {
        // e^(−0.5) for the attempt and e^(−0.25) for its hedge, of two seconds on average.
        QCOMPARE(said(info().hint, "timeout", {{"timeout", "1s"}, {"hedge-after", "500ms"}}), "47 % time out");
        QCOMPARE(said(info().hint, "timeout", {{"timeout", "1s"}}), "61 % time out");
    }
};

QTEST_APPLESS_MAIN(TestTimeoutCancellationDiagnosis)
#include "tst_timeout_cancellation_diagnosis.moc"
