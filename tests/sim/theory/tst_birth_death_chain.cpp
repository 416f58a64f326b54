// SPDX-License-Identifier: MIT
#include "kernel/random.h"
#include "sim/close_to.h"
#include "sim/markov_chain.h"
#include "theory/birth_death_chain.h"

#include <numeric>

using namespace coroscope;
using namespace coroscope::test;
using coroscope::theory::BirthDeathChain;

namespace {

std::vector<double> distribution(const std::vector<double> &births, const std::vector<double> &deaths)
{
    return BirthDeathChain::of(births, deaths).value().probabilities();
}

double total(const std::vector<double> &probabilities)
{
    return std::accumulate(probabilities.begin(), probabilities.end(), 0.0);
}

} // namespace

/// How often a finite birth-death process is in which state.
class TestBirthDeathChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSingleStateIsThereAllTheTime() { QCOMPARE(distribution({}, {}), std::vector<double>{1}); }

    void twoStatesShareTheTimeAsTheirRatesSay()
    {
        QCOMPARE(distribution({1}, {3}), (std::vector<double>{0.75, 0.25}));
        QCOMPARE(distribution({3}, {1}), (std::vector<double>{0.25, 0.75}));
    }

    void itSolvesTheBalanceEquations()
    {
        Random random(1, "chains", 0);
        for (int round = 0; round < 50; ++round) {
            std::vector<double> births;
            std::vector<double> deaths;
            for (std::uint64_t size = 1 + random.below(40); size > 0; --size) {
                births.push_back(random.factor(Shape::Lognormal));
                deaths.push_back(random.factor(Shape::Lognormal));
            }
            using Chain = MarkovChain<std::size_t>;
            const Chain reference(0, [&](std::size_t n) {
                std::vector<Chain::Step> steps;
                if (n < births.size())
                    steps.push_back({n + 1, births[n]});
                if (n > 0)
                    steps.push_back({n - 1, deaths[n - 1]});
                return steps;
            });
            const BirthDeathChain chain = BirthDeathChain::of(births, deaths).value();
            QCOMPARE(chain.probabilities().size(), births.size() + 1);
            QVERIFY(closeTo(total(chain.probabilities()), 1, 1e-14));
            for (std::size_t n = 0; n <= births.size(); ++n)
                QVERIFY(closeTo(chain.probabilities()[n], static_cast<long double>(reference.probability(n)), 1e-13));
            QVERIFY(closeTo(
                chain.mean([](double n) { return n * n; }),
                static_cast<long double>(reference.mean([](std::size_t n) { return static_cast<double>(n * n); })),
                1e-13));
        }
    }

    void weightsBeyondAllDoublesNeitherOverflowNorVanish()
    {
        // Down to 10^-10000 in the middle and up again: the two ends share the time.
        std::vector<double> births(2000, 1.0);
        std::vector<double> deaths(2000, 1.0);
        std::fill_n(deaths.begin(), 1000, 1e10);
        std::fill_n(births.begin() + 1000, 1000, 1e10);
        const std::vector<double> ends = distribution(births, deaths);
        QVERIFY(closeTo(ends.front(), 0.5L, 1e-9));
        QVERIFY(closeTo(ends.back(), 0.5L, 1e-9));
        QCOMPARE(ends[1000], 0.0);
        // The other way about: the middle has it all.
        const std::vector<double> middle = distribution(deaths, births);
        QVERIFY(closeTo(middle[1000], 1, 1e-9));
        QVERIFY(closeTo(middle[999], 1e-10L, 1e-9));
        QCOMPARE(middle.front(), 0.0);
        QCOMPARE(middle.back(), 0.0);
    }

    void theSmallestAndTheGreatestRatesGoTogether()
    {
        constexpr double smallest = std::numeric_limits<double>::denorm_min();
        constexpr double greatest = std::numeric_limits<double>::max();
        QCOMPARE(distribution({greatest, smallest}, {smallest, greatest}), (std::vector<double>{0, 1, 0}));
        QCOMPARE(distribution({greatest, greatest}, {greatest, greatest}), (std::vector<double>(3, 1.0 / 3)));
        QCOMPARE(distribution({smallest, smallest}, {smallest, smallest}), (std::vector<double>(3, 1.0 / 3)));
    }

    void whatIsBehindNoBirthsIsNeverReached()
    {
        QCOMPARE(distribution({1, 0, 5}, {1, 1, 1}), (std::vector<double>{0.5, 0.5, 0, 0}));
        std::vector<double> births(20, 1e300); // and what would be there weighs nothing
        births[1] = 0;
        births[0] = 1;
        const std::vector<double> found = distribution(births, std::vector<double>(20, 1.0));
        QCOMPARE(found[0], 0.5);
        QCOMPARE(found[1], 0.5);
        QCOMPARE(total(found), 1.0);
    }

    void badRatesGiveNothing()
    {
        const auto solves = [](const std::vector<double> &births, const std::vector<double> &deaths) {
            return BirthDeathChain::of(births, deaths).has_value();
        };
        QVERIFY(solves({1}, {1}));
        QVERIFY(!solves({1, 1}, {1}));
        QVERIFY(!solves({1}, {1, 1}));
        QVERIFY(!solves({1}, {0}));
        QVERIFY(!solves({1}, {-1}));
        QVERIFY(!solves({-1}, {1}));
        for (const double bad : noNumbers) {
            QVERIFY(!solves({bad}, {1}));
            QVERIFY(!solves({1}, {bad}));
        }
    }
};

QTEST_APPLESS_MAIN(TestBirthDeathChain)
#include "tst_birth_death_chain.moc"
