// SPDX-License-Identifier: MIT
#include "sim/pattern_run.h"

#include <cmath>

using namespace coroscope;
using namespace coroscope::test;

namespace {

std::optional<double> measure(Session &session, std::string_view id)
{
    for (const Measure &measure : session.pattern().measures()) {
        if (measure.id == id)
            return measure.value(session.measured());
    }
    qFatal("no such measure");
}

/// One client, whose operation takes 5 s of which it has 3 s, and stops at 3.5 s; each 4 s another request.
struct TooSlow : PatternRun {
    explicit TooSlow(std::initializer_list<Given::value_type> given = {})
        : PatternRun("timeout-cancellation", with(given))
    {
    }
    static Given with(std::initializer_list<Given::value_type> given)
    {
        Given all{{"clients", "1"}, {"work", "5s"}, {"work-shape", "fixed"}, {"check-every", "700ms"}};
        all.insert(all.end(), given);
        return all;
    }
    double operator[](std::string_view id) { return measure(session, id).value(); }
};

const PatternInfo &info()
{
    return *findPattern("timeout-cancellation");
}

/// Runs for so long, and leaves so much of it out.
struct Measuring : Session {
    Measuring(const Given &given, Duration warmup, Duration end)
        : Session(info(), {.seed = 5, .values = valuesOf(info(), given), .warmup = warmup},
                  {.world = false, .history = false})
    {
        runUntil(Time{} + end);
    }
};

} // namespace

/// What the pattern counts, against numbers worked out by hand, and against theory.
class TestTimeoutCancellationMeasures : public QObject
{
    Q_OBJECT

    /// Whether a share of so many independent cases may come out like this; less than 1 in 10,000 is beyond it.
    static bool plausible(double share, double chance, double cases)
    {
        return std::abs(share - chance) < 3.9 * std::sqrt(chance * (1 - chance) / cases);
    }

private Q_SLOTS:
    void beforeAnythingIsDecidedCountsAreZeroAndMeansAreUndefined()
    {
        TooSlow run;
        run.runTo(1s);
        for (const std::string_view id : {"answered", "timed_out", "given_up", "wasted_work_s", "abandoned_running"})
            QCOMPARE(run[id], 0.0);
        QVERIFY(!measure(run.session, "stop_mean_s"));
        QVERIFY(!measure(run.session, "attempts_per_request"));
    }

    void cancelledAttemptsWasteWhatTheyWorkedUntilTheyStopped()
    {
        TooSlow run;
        run.runTo(11400ms); // the third is at its way to the checkpoint
        QCOMPARE(run["timed_out"], 3.0);
        QCOMPARE(run["given_up"], 3.0);
        QCOMPARE(run["wasted_work_s"], 7.0);
        run.runTo(11520ms); // and now it cleans up
        QCOMPARE(run["wasted_work_s"], 10.5);
        QCOMPARE(run["stop_mean_s"], 0.55);
        run.runTo(11900ms);
        QCOMPARE(run["wasted_work_s"], 10.5);
        QCOMPARE(run["stop_mean_s"], 0.55);
        QCOMPARE(run["attempts_per_request"], 1.0);
        QCOMPARE(run["answered"], 0.0);
        QCOMPARE(run["abandoned_running"], 0.0);
    }

    void anAnswerThatComesTooLateIsWastedToo()
    {
        TooSlow run({{"work", "3050ms"}});
        run.runTo(3900ms);
        QCOMPARE(run["wasted_work_s"], 3.05);
        QCOMPARE(run["stop_mean_s"], 0.05);
        QCOMPARE(run["answered"], 0.0);
    }

    void abandonedAttemptsWasteWhatTheyWorkAndAreCountedWhileTheyRun()
    {
        TooSlow run({{"on-timeout", "abandon"}});
        run.runTo(2900ms);
        QCOMPARE(run["wasted_work_s"], 0.0); // the answer may still come in time
        run.runTo(4500ms);
        QCOMPARE(run["wasted_work_s"], 4.5);
        QCOMPARE(run["abandoned_running"], 1.0);
        run.runTo(12s); // two that ended, and one from 8 s on
        QCOMPARE(run["wasted_work_s"], 14.0);
        QCOMPARE(run["abandoned_running"], 1.0);
        QVERIFY(!measure(run.session, "stop_mean_s"));
    }

    void theLoserOfAHedgeIsWastedAndTheWinnerIsNot()
    {
        TooSlow run({{"work", "2s"}, {"hedge-after", "500ms"}, {"check-every", "100ms"}});
        run.runTo(2900ms); // it worked from 0.5 s to the checkpoint at 2.1 s
        QCOMPARE(run["answered"], 1.0);
        QCOMPARE(run["timed_out"], 0.0);
        QCOMPARE(run["wasted_work_s"], 1.6);
        QCOMPARE(run["stop_mean_s"], 0.15);
        QCOMPARE(run["attempts_per_request"], 2.0);
    }

    void ofTwoAnswersOfOneInstantOneIsWasted()
    {
        TooSlow run({{"hedge-after", "1s"}});
        run.runTo(2s);
        run.set("work", "500ms"); // both are over now
        run.runTo(2500ms);
        QCOMPARE(run["answered"], 1.0);
        QCOMPARE(run["wasted_work_s"], 1.0);
    }

    void aCancelledRequestWastesItsAttemptsAndIsNeitherAnsweredNorGivenUp()
    {
        TooSlow run({{"check-every", "100ms"}});
        run.runTo(450ms);
        run.session.act({.action = 0, .index = 0});
        run.runTo(1400ms);
        QCOMPARE(run["wasted_work_s"], 0.5);
        QCOMPARE(run["given_up"], 0.0);
        QCOMPARE(run["timed_out"], 0.0);
        QVERIFY(!measure(run.session, "attempts_per_request"));
        QCOMPARE(run.session.metrics().items().cancelled, std::uint64_t{1});
    }

    void attemptsPerRequestCountRetriesAndTheDeadlineGivesUp()
    {
        TooSlow run({{"timeout", "1s"}, {"retries", "2"}, {"retry-delay", "0"}});
        run.runTo(3900ms);
        QCOMPARE(run["attempts_per_request"], 3.0);
        QCOMPARE(run["timed_out"], 3.0);
        QCOMPARE(run["given_up"], 1.0);
        TooSlow hurried({{"timeout", "2s"}, {"retries", "2"}, {"retry-delay", "0"}, {"deadline", "3s"}});
        hurried.runTo(3900ms);
        QCOMPARE(hurried["attempts_per_request"], 2.0);
        QCOMPARE(hurried["timed_out"], 1.0); // the second had time left; the request had not
        QCOMPARE(hurried["given_up"], 1.0);
    }

    void countsAndMeansAreOfWhatFollowsTheWarmUp()
    {
        const Given &given = {{"clients", "1"},         {"work", "5s"},   {"work-shape", "fixed"},
                              {"check-every", "700ms"}, {"retries", "1"}, {"retry-delay", "0"}};
        Session session(info(), {.values = valuesOf(info(), given), .warmup = 6s});
        const std::size_t retries = session.parameters().find("retries").value();
        const std::size_t cleanup = session.parameters().find("cleanup").value();
        session.schedule({Time{} + 6500ms, retries, 0}); // the first request has two attempts, the others one
        session.schedule({Time{} + 7s, cleanup, 150'000'000});
        session.runUntil(Time{} + 14s); // given up at 6, 10 and 14 s; stopped at 3.55, 6.65 … and 10.65 s
        QCOMPARE(measure(session, "timed_out").value(), 2.0);
        QCOMPARE(measure(session, "given_up").value(), 2.0);
        QCOMPARE(measure(session, "attempts_per_request").value(), 1.0);
        QVERIFY(std::abs(measure(session, "stop_mean_s").value() - (0.55 + 0.65) / 2) < 1e-9);
        QVERIFY(std::abs(measure(session, "wasted_work_s").value() - 2 * 3.5) < 1e-9); // known at 6.5 and 10.5 s
    }

    void timeoutsRetriesAndGivingUpAreAsTheorySays()
    {
        for (const std::string_view onTimeout : {"cancel", "abandon"}) {
            Measuring session({{"clients", "40"},
                               {"think", "100ms"},
                               {"work", "1s"},
                               {"timeout", "1s"},
                               {"retries", "2"},
                               {"retry-delay", "10ms"},
                               {"on-timeout", onTimeout}},
                              10s, 600s);
            const std::vector<TheoryValue> theory = session.theory();
            QCOMPARE(theory.size(), std::size_t{3});
            const double q = std::exp(-1.0);
            const double requests = measure(session, "answered").value();
            QVERIFY(requests > 10'000);
            QCOMPARE(theory[0].id, std::string_view("timed_out_share"));
            QCOMPARE(theory[0].value, q);
            QVERIFY(plausible(theory[0].measured.value(), q, requests));
            QCOMPARE(theory[1].id, std::string_view("attempts_per_request"));
            QCOMPARE(theory[1].value, 1 + q + q * q);
            QVERIFY(std::abs(theory[1].measured.value() - theory[1].value)
                    < 3.9 * 0.72 / std::sqrt(requests)); // sd < 0.72
            QCOMPARE(theory[2].id, std::string_view("given_up_share"));
            QCOMPARE(theory[2].value, q * q * q);
            QVERIFY(plausible(theory[2].measured.value(), q * q * q, requests));
        }
    }

    void theoryIsSilentWhereItsConditionsDoNotHold()
    {
        QCOMPARE(Measuring({}, 0s, 20s).theory().size(), std::size_t{3});
        QCOMPARE(Measuring({{"hedge-after", "3s"}}, 0s, 20s).theory().size(), std::size_t{3}); // never comes
        QVERIFY(Measuring({{"hedge-after", "2999ms"}}, 0s, 20s).theory().empty());
        QVERIFY(Measuring({{"deadline", "10m"}}, 0s, 20s).theory().empty());
        for (const std::string_view shape : {"fixed", "uniform", "lognormal"})
            QVERIFY(Measuring({{"work-shape", shape}}, 0s, 20s).theory().empty());
        Session cancelled(info(), {.values = valuesOf(info(), {})});
        cancelled.schedule({.at = Time{} + 1s, .action = ActionCall{.action = 0, .index = 0}});
        cancelled.runUntil(Time{} + 20s);
        QVERIFY(cancelled.theory().empty());
    }
};

QTEST_APPLESS_MAIN(TestTimeoutCancellationMeasures)
#include "tst_timeout_cancellation_measures.moc"
