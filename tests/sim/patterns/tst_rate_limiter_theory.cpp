// SPDX-License-Identifier: MIT
#include "patterns/rate_limiter/theory.h"

#include "sim/close_to.h"
#include "sim/pattern_run.h"
#include "theory/confidence.h"
#include "theory/queueing_theory.h"
#include "theory/refusing_md1.h"

#include <cmath>
#include <map>
#include <numeric>
#include <string>

using namespace coroscope;
using namespace coroscope::test;
using theory::refusingMD1;

namespace {

constexpr Retention nothingKept{.budget = 1u << 20, .world = false, .history = false};

std::vector<TheoryValue> theoryOf(const Given &given)
{
    PatternRun run("rate-limiter", given, 1, nothingKept);
    run.runTo(20s);
    return run.session.theory();
}

/// The theory of runs with several seeds, and what was measured in them.
class Runs
{
public:
    explicit Runs(const Given &given)
    {
        constexpr Duration warmup = 200s;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            PatternRun run("rate-limiter", given, seed, nothingKept, warmup);
            run.runTo(warmup + 10'000s);
            for (const TheoryValue &value : run.session.theory()) {
                m_values[std::string(value.id)] = value.value;
                m_measured[std::string(value.id)].push_back(value.measured.value());
            }
        }
    }

    double operator[](const char *id) const { return m_values.at(id); }
    std::size_t count() const { return m_values.size(); }
    /// Whether what theory says lies in the interval of 99.9 % around what was measured, and the interval within 8 % of
    /// it.
    bool agree() const
    {
        bool all = true;
        for (const auto &[id, value] : m_values) {
            const MeanWithInterval interval = meanWithInterval(m_measured.at(id), 0.999).value();
            const bool agrees = interval.contains(value) && *interval.halfWidth < 0.08 * value;
            if (!agrees)
                qWarning("%s: %g ± %g measured, %g expected", id.c_str(), interval.mean, *interval.halfWidth, value);
            all = all && agrees;
        }
        return all;
    }

private:
    std::map<std::string, double> m_values;
    std::map<std::string, std::vector<double>> m_measured;
};

/// The same as a closed form, whose sum alternates: in long doubles, and only for few places (Brun, Garcia, Analytical
/// solution of finite capacity M/D/1 queues, Journal of Applied Probability 37, 2000).
long double refusedByBrunAndGarcia(long double offered, int places)
{
    const int n = places - 1;
    long double b = 0;
    for (int k = 0; k <= n; ++k) {
        const long double base = static_cast<long double>(n - k) * offered;
        b += (k % 2 == 0 ? 1 : -1) * std::pow(base, static_cast<long double>(k)) / std::tgamma(k + 1.0L)
            * std::exp(base);
    }
    return 1 - b / (1 + offered * b);
}

} // namespace

/// The limiter says what queueing theory says of it, and nothing where that says nothing exact. Seeds are given: the runs
/// are the same each time.
class TestRateLimiterTheory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneTokenIsErlangsLossFormula()
    {
        for (const double offered : {0.01, 0.5, 1.0, 3.0, 50.0}) {
            const auto queue = refusingMD1(offered, 1);
            QVERIFY(closeTo(queue->refused, offered / (1 + offered), 1e-14));
            QVERIFY(closeTo(queue->refused, theory::erlangB(offered, 1).value(), 1e-14));
            QVERIFY(closeTo(queue->probabilities.at(0), 1 / (1 + offered), 1e-14));
        }
    }

    void itIsWhatAnotherFormOfTheSameSays()
    {
        for (const double offered : {0.2, 0.5, 0.8, 1.0, 1.5, 2.0}) {
            for (int places = 1; places <= 12; ++places) {
                const double refused = refusingMD1(offered, places)->refused;
                if (refused > 1e-6) // below that, the other form is a difference of nearly equal numbers
                    QVERIFY(closeTo(refused, refusedByBrunAndGarcia(offered, places), 1e-8));
            }
        }
    }

    void withManyPlacesItIsAnMD1WithoutABound()
    {
        const auto queue = refusingMD1(0.7, 300);
        QVERIFY(queue->refused < 1e-12);
        double mean = 0;
        for (std::size_t n = 0; n < queue->probabilities.size(); ++n)
            mean += static_cast<double>(n) * queue->probabilities[n];
        QVERIFY(closeTo(mean, theory::md1(0.7, 1)->inSystem, 1e-9));
    }

    void probabilitiesAddUpAndWhatPassesIsWhatIsServed()
    {
        for (const double offered : {0.05, 0.9, 1.0, 1.1, 5.0, 100.0, 600.0}) {
            for (const int places : {1, 2, 5, 40, 357}) {
                const auto queue = refusingMD1(offered, places);
                QVERIFY(queue);
                QCOMPARE(queue->probabilities.size(), std::size_t(places) + 1);
                QVERIFY(
                    closeTo(std::accumulate(queue->probabilities.begin(), queue->probabilities.end(), 0.0), 1, 1e-9));
                QVERIFY(closeTo(offered * (1 - queue->refused), 1 - queue->probabilities[0], 1e-9));
            }
        }
    }

    void withoutArgumentsThatMakeSenseThereIsNothing()
    {
        for (const double none : noNumbers)
            QVERIFY(!refusingMD1(none, 3));
        QVERIFY(!refusingMD1(0, 3));
        QVERIFY(!refusingMD1(-1, 3));
        QVERIFY(!refusingMD1(601, 3));
        QVERIFY(!refusingMD1(0.5, 0));
    }

    void aBucketOfOneThatRefusesLosesWhatErlangSays()
    {
        const Runs runs({{"clients", "4"}, {"burst", "1"}, {"when-empty", "refuse"}});
        QCOMPARE(runs.count(), std::size_t{3});
        QVERIFY(closeTo(runs["refused_share"], 0.8 / 1.8, 1e-12));
        QVERIFY(closeTo(runs["admitted_per_s"], 4 / 1.8, 1e-12));
        QVERIFY(closeTo(runs["bucket_fill_mean"], 1 / 1.8, 1e-12));
        QVERIFY(runs.agree());
    }

    void aBucketThatRefusesIsAnMD1KOfWhatItLacks_data()
    {
        QTest::addColumn<QByteArray>("clients");
        QTest::newRow("below the limit") << QByteArray("4");
        QTest::newRow("at the limit") << QByteArray("5");
        QTest::newRow("above the limit") << QByteArray("8");
    }
    void aBucketThatRefusesIsAnMD1KOfWhatItLacks()
    {
        QFETCH(QByteArray, clients);
        const Runs runs({{"clients", clients.constData()}, {"burst", "3"}, {"when-empty", "refuse"}});
        QCOMPARE(runs.count(), std::size_t{3});
        QVERIFY(runs.agree());
    }

    void aQueueAddsItsPlacesAndTheOneInTheDispatchersHand()
    {
        const Runs runs({{"clients", "5"}, {"burst", "3"}, {"when-empty", "queue"}, {"capacity", "2"}});
        QCOMPARE(runs.count(), std::size_t{4});
        QCOMPARE(runs["refused_share"], refusingMD1(1, 3 + 2 + 1)->refused);
        QVERIFY(runs.agree());
    }

    void atFixedIntervalsTheLesserOfOfferAndRatePasses()
    {
        const auto admitted = [](const char *clients, const char *burst) {
            PatternRun run("rate-limiter", {{"clients", clients}, {"burst", burst}, {"interval-shape", "fixed"}}, 1,
                           nothingKept, 100s);
            run.runTo(10'100s);
            const std::vector<TheoryValue> values = run.session.theory();
            return values.size() == 1 && std::abs(values[0].measured.value() - values[0].value) < 0.001
                ? values[0].value
                : -1;
        };
        QCOMPARE(admitted("3", "1"), 3.0);
        QCOMPARE(admitted("3", "5"), 3.0);
        QCOMPARE(admitted("5", "1"), 5.0);
        QCOMPARE(admitted("6", "5"), 5.0);
        QCOMPARE(admitted("40", "9"), 5.0);
    }

    void whereNothingExactIsKnownNothingIsSaid()
    {
        QVERIFY(theoryOf({}).empty()); // waiting at random intervals
        for (const char *shape : {"fixed", "uniform", "lognormal"}) {
            QVERIFY(theoryOf({{"when-empty", "refuse"}, {"interval-shape", shape}}).empty());
            QVERIFY(theoryOf({{"when-empty", "queue"}, {"interval-shape", shape}}).empty());
        }
        QVERIFY(theoryOf({{"interval-shape", "uniform"}}).empty());
        QVERIFY(!theoryOf({{"interval-shape", "fixed"}}).empty());
        QVERIFY(!theoryOf({{"when-empty", "refuse"}}).empty());
    }
};

QTEST_APPLESS_MAIN(TestRateLimiterTheory)
#include "tst_rate_limiter_theory.moc"
