// SPDX-License-Identifier: MIT
#include "kernel/random.h"
#include "sim/close_to.h"
#include "sim/markov_chain.h"
#include "theory/queueing_theory.h"
#include "theory/theory_arguments.h"

#include <algorithm>
#include <array>
#include <numbers>

using namespace coroscope;
using namespace coroscope::test;
using namespace coroscope::theory;

namespace {

bool followLittle(const QueueMeans &means)
{
    return closeTo(means.inSystem, static_cast<long double>(means.throughput * means.timeInSystem), 1e-13)
        && closeTo(means.inQueue, static_cast<long double>(means.throughput * means.timeInQueue), 1e-13);
}

/// π(n) × the sum over all states of an M/M/c or, where @p places end it, M/M/c/K: aⁿ/n!, or aⁿ/(c! c^(n − c)).
long double weight(long double offered, int servers, int items)
{
    long double product = 1;
    for (int n = 1; n <= items; ++n)
        product *= offered / std::min(n, servers);
    return product;
}

/// The mean number in an M/G/1 by way of what each departing item leaves behind, in long doubles: a Markov chain whose
/// steps are the chances @p arrivals[k] that k items arrive during a service.
long double leftBehind(const std::vector<long double> &arrivals, long double load)
{
    std::vector<long double> atLeast(arrivals.size() + 1);
    for (std::size_t k = arrivals.size(); k-- > 0;)
        atLeast[k] = atLeast[k + 1] + arrivals[k];
    std::vector<long double> left{1 - load};
    long double mean = 0;
    for (std::size_t j = 0; j + 1 < arrivals.size(); ++j) { // j is exceeded as often as it is come back to
        long double up = left[0] * atLeast[j + 1];
        for (std::size_t i = 1; i <= j; ++i)
            up += left[i] * atLeast[j + 2 - i];
        left.push_back(up / arrivals[0]);
        mean += static_cast<long double>(j + 1) * left.back();
    }
    return mean;
}

/// The chances of 0, 1 … arrivals at rate @p load during a service of mean 1, mixed over @p points of its distribution.
std::vector<long double> arrivalsDuring(const std::vector<std::pair<long double, long double>> &points,
                                        long double load)
{
    std::vector<long double> chances(800);
    for (const auto &[time, share] : points) {
        long double chance = share * std::exp(-load * time);
        for (std::size_t k = 0; k < chances.size(); ++k) {
            chances[k] += chance;
            chance *= load * time / static_cast<long double>(k + 1);
        }
    }
    return chances;
}

/// Times and their shares, which stand for a service of mean 1 with this shape.
std::vector<std::pair<long double, long double>> pointsOf(Shape shape)
{
    if (shape == Shape::Fixed)
        return {{1, 1}};
    constexpr int steps = 4000;
    std::vector<std::pair<long double, long double>> points;
    for (int i = 0; i < steps; ++i) {
        const long double middle = (i + 0.5L) / steps;
        if (shape == Shape::Uniform) {
            points.emplace_back(0.5L + middle, 1.0L / steps);
        } else if (shape == Shape::Exponential) {
            const long double time = 60 * middle;
            points.emplace_back(time, std::exp(-time) * 60 / steps);
        } else {
            const long double z = -9 + 18 * middle;
            const long double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi_v<long double>);
            points.emplace_back(std::exp(z - 0.5L), density * 18 / steps);
        }
    }
    return points;
}

} // namespace

/// The formulas, against numbers that are come by in another way.
class TestQueueingTheory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSingleServerAtThreeQuartersHasThreeItemsInIt()
    {
        const QueueMeans means = mm1(3, 4).value();
        QVERIFY(closeTo(means.utilisation, 0.75L, 1e-15));
        QVERIFY(closeTo(means.throughput, 3, 1e-15));
        QVERIFY(closeTo(means.inSystem, 3, 1e-15));
        QVERIFY(closeTo(means.inQueue, 2.25L, 1e-15));
        QVERIFY(closeTo(means.timeInSystem, 1, 1e-15));
        QVERIFY(closeTo(means.timeInQueue, 0.75L, 1e-15));
    }

    void itsStatesAddUpToOneAndToTheMean()
    {
        for (const double load : {0.01, 0.5, 0.9, 0.99}) {
            long double sum = 0;
            long double mean = 0;
            for (int n = 0; n < 10'000; ++n) {
                const long double probability = static_cast<long double>(mm1Probability(load * 7, 7, n).value());
                sum += probability;
                mean += n * probability;
            }
            QVERIFY(closeTo(1.0, sum, 1e-12));
            QVERIFY(closeTo(mm1(load * 7, 7).value().inSystem, mean, 1e-12));
        }
    }

    void itsTimeIsTheMixtureOfAsManyServicesAsItemsWereFound()
    {
        // Found n with chance π(n), an item is there for n + 1 services: P(T > t) = Σ π(n) Σ (k ≤ n) Poisson(k; μt).
        constexpr double arrivalRate = 3;
        constexpr double serviceRate = 4;
        for (const double p : {0.1, 0.5, 0.9, 0.99}) {
            const double time = mm1TimeQuantile(arrivalRate, serviceRate, p).value();
            long double poisson = std::exp(-static_cast<long double>(serviceRate * time));
            long double fewerServices = 0;
            long double longer = 0;
            for (int n = 0; n < 500; ++n) {
                fewerServices += poisson;
                longer += static_cast<long double>(mm1Probability(arrivalRate, serviceRate, n).value()) * fewerServices;
                poisson *= static_cast<long double>(serviceRate * time) / (n + 1);
            }
            QVERIFY(closeTo(1 - p, longer, 1e-12));
        }
        QCOMPARE(mm1TimeQuantile(3, 4, 0).value(), 0.0);
    }

    void erlangsFormulasAreTheirSums()
    {
        for (const int servers : {1, 2, 3, 7, 20, 60}) {
            for (const long double load : {0.05L, 0.5L, 0.9L, 0.99L, 3.0L}) {
                const long double offered = load * servers;
                long double all = 0;
                for (int n = 0; n <= servers; ++n)
                    all += weight(offered, servers, n);
                const long double last = weight(offered, servers, servers);
                QVERIFY(closeTo(erlangB(static_cast<double>(offered), servers), last / all, 1e-13));
                if (load >= 1)
                    continue;
                const long double waiting = last / (1 - load); // the sum over all states with all servers busy
                QVERIFY(
                    closeTo(erlangC(static_cast<double>(offered), servers), waiting / (all - last + waiting), 1e-12));
            }
        }
        // As printed in tables of traffic engineering.
        QCOMPARE(std::round(erlangB(4.46, 10).value() * 1e4) / 1e4, 0.01);
        QCOMPARE(std::round(erlangB(84.06, 100).value() * 1e4) / 1e4, 0.01);
        QVERIFY(closeTo(erlangC(1.5, 2), 9.0L / 14, 1e-15));
    }

    void severalServersAreASumOverTheirStates()
    {
        for (const int servers : {1, 2, 5, 30}) {
            for (const long double load : {0.1L, 0.75L, 0.95L}) {
                const long double serviceRate = 0.4L;
                const long double offered = load * servers;
                long double all = 0;
                long double inSystem = 0;
                long double inQueue = 0;
                for (int n = 0; n < 2000; ++n) {
                    const long double one = weight(offered, servers, n);
                    all += one;
                    inSystem += n * one;
                    inQueue += std::max(0, n - servers) * one;
                }
                const QueueMeans means =
                    mmc(static_cast<double>(offered * serviceRate), static_cast<double>(serviceRate), servers).value();
                QVERIFY(closeTo(means.utilisation, load, 1e-14));
                QVERIFY(closeTo(means.inSystem, inSystem / all, 1e-11));
                QVERIFY(closeTo(means.inQueue, inQueue / all, 1e-11));
                QVERIFY(followLittle(means));
            }
        }
    }

    void aSingleServerIsTheCaseOfSeveralThatAreOne()
    {
        const QueueMeans one = mm1(2, 2.5).value();
        const QueueMeans several = mmc(2, 2.5, 1).value();
        QVERIFY(closeTo(several.inSystem, static_cast<long double>(one.inSystem), 1e-14));
        QVERIFY(closeTo(several.timeInQueue, static_cast<long double>(one.timeInQueue), 1e-14));
    }

    void aThousandServersKeepTheirDigits()
    {
        // B by its logarithm: ln B = c ln a − ln c! − a − ln P(Poisson(a) ≤ c), the last by adding up from its top.
        for (const double offered : {500.0, 900.0, 999.0}) {
            long double share = 1;
            long double term = 1;
            for (int n = 1000; n > 0; --n) {
                term *= n / static_cast<long double>(offered);
                share += term;
            }
            const long double lost = 1 / share;
            QVERIFY(closeTo(erlangB(offered, 1000), lost, 1e-12));
            const long double load = static_cast<long double>(offered) / 1000;
            const long double waits = lost / (1 - load * (1 - lost));
            QVERIFY(closeTo(mmc(offered * 3, 3, 1000).value().timeInQueue,
                            waits / (3000 - 3 * static_cast<long double>(offered)), 1e-12));
        }
        const QueueMeans means = mmc(999'000, 1, 1'000'000).value();
        QVERIFY(std::isfinite(means.inSystem) && means.inSystem > 999'000);
    }

    void pollaczekAndKhinchineAgreeWithTheChainOfDepartures()
    {
        for (const Shape shape : {Shape::Fixed, Shape::Uniform, Shape::Exponential, Shape::Lognormal}) {
            for (const double load : {0.2, 0.7}) {
                const long double expected = leftBehind(arrivalsDuring(pointsOf(shape), static_cast<long double>(load)),
                                                        static_cast<long double>(load));
                const QueueMeans means = mg1(load * 5, 5, squaredVariation(shape)).value();
                QVERIFY2(closeTo(means.inSystem, expected, 1e-4), qPrintable(QString::number(int(shape))));
                QVERIFY(followLittle(means));
            }
        }
    }

    void fixedServiceHalvesTheWait()
    {
        QVERIFY(closeTo(md1(9, 10).value().timeInQueue, static_cast<long double>(mm1(9, 10).value().timeInQueue) / 2,
                        1e-14));
        QVERIFY(closeTo(md1(1, 2).value().inSystem, 0.75L, 1e-15)); // ρ + ρ²/(2 (1 − ρ))
    }

    void theVariationIsThatOfTheDraws()
    {
        for (const Shape shape : {Shape::Fixed, Shape::Uniform, Shape::Exponential, Shape::Lognormal}) {
            constexpr int draws = 4'000'000;
            Random random(1, "draws", 0);
            double squares = 0;
            for (int i = 0; i < draws; ++i) {
                const double deviation = random.factor(shape) - 1;
                squares += deviation * deviation;
            }
            QVERIFY(closeTo(1 + squares / draws, 1 + static_cast<long double>(squaredVariation(shape)), 0.01));
        }
    }

    void twoQueuesInARowAreAsTheirJointChain()
    {
        using State = std::array<int, 2>;
        using Chain = MarkovChain<State>;
        constexpr int most = 24;
        const Stage stages[] = {{.serviceRate = 3}, {.serviceRate = 1.2, .servers = 2}};
        const Chain chain({}, [&](const State &n) {
            std::vector<Chain::Step> steps;
            if (n[0] < most)
                steps.push_back({{n[0] + 1, n[1]}, 1});
            if (n[0] > 0 && n[1] < most)
                steps.push_back({{n[0] - 1, n[1] + 1}, 3});
            if (n[1] > 0)
                steps.push_back({{n[0], n[1] - 1}, 1.2 * std::min(n[1], 2)});
            return steps;
        });
        const Tandem both = tandem(1, stages).value();
        QCOMPARE(both.stages.size(), std::size_t{2});
        for (const std::size_t stage : {0U, 1U})
            QVERIFY(closeTo(both.stages[stage].inSystem, chain.mean([&](const State &n) { return n[stage]; }), 1e-6));
        QVERIFY(closeTo(both.inSystem, chain.mean([](const State &n) { return n[0] + n[1]; }), 1e-6));
        QVERIFY(closeTo(both.timeInSystem, static_cast<long double>(both.inSystem), 1e-14)); // λ = 1
    }

    void thereIsNothingToSayWhereTheLoadIsNotBelowOne()
    {
        QVERIFY(mm1(0.999, 1));
        for (const double arrivalRate : {1.0, 1.001, 50.0}) {
            QVERIFY(!mm1(arrivalRate, 1));
            QVERIFY(!md1(arrivalRate, 1));
            QVERIFY(!mg1(arrivalRate, 1, 0.5));
            QVERIFY(!mm1Probability(arrivalRate, 1, 3));
            QVERIFY(!mm1TimeQuantile(arrivalRate, 1, 0.5));
            QVERIFY(!mmc(arrivalRate * 4, 1, 4));
            QVERIFY(!erlangC(arrivalRate * 4, 4));
            QVERIFY(erlangB(arrivalRate * 4, 4));
            const Stage stages[] = {{.serviceRate = 100}, {.serviceRate = 1}, {.serviceRate = 100}};
            QVERIFY(!tandem(arrivalRate, stages));
        }
    }

    /// 3 items every 450 ms for 2 servers that need 300 ms: as much as they can do, whichever way the rates are rounded.
    void aLoadOfOneThatIsRoundedIsOne()
    {
        QVERIFY(!mmc(3 / 0.45, 1 / 0.3, 2));
        QVERIFY(!mm1(3 / 0.225, 1 / 0.075));
        QVERIFY(!erlangC(2 - 1e-12, 2));
        QVERIFY(mmc(2 - 1e-6, 1, 2));
    }

    void badArgumentsGiveNothing()
    {
        std::vector<double> bad(std::begin(noNumbers), std::end(noNumbers));
        bad.insert(bad.end(), {0.0, -0.0, -1.0});
        for (const double value : bad) {
            for (const auto &[arrivalRate, serviceRate] : {std::pair(value, 2.0), {1.0, value}, {value, value}}) {
                QVERIFY(!mm1(arrivalRate, serviceRate));
                QVERIFY(!md1(arrivalRate, serviceRate));
                QVERIFY(!mg1(arrivalRate, serviceRate, 1));
                QVERIFY(!mm1Probability(arrivalRate, serviceRate, 0));
                QVERIFY(!mm1TimeQuantile(arrivalRate, serviceRate, 0.5));
                QVERIFY(!mmc(arrivalRate, serviceRate, 2));
                const Stage stages[] = {{.serviceRate = serviceRate}};
                QVERIFY(!tandem(arrivalRate, stages));
            }
            QVERIFY(!erlangB(value, 2));
            QVERIFY(!erlangC(value, 2));
        }
        for (const double value : noNumbers)
            QVERIFY(!mg1(1, 2, value));
        QVERIFY(mg1(1, 2, 0));
        QVERIFY(!mg1(1, 2, -0.1));
        for (const double p : {noNumbers[0], noNumbers[1], -0.1, 1.0, 1.1})
            QVERIFY(!mm1TimeQuantile(1, 2, p));
        QVERIFY(!mm1Probability(1, 2, -1));
        for (const int servers :
             {0, -1, largestCount + 1, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()}) {
            QVERIFY(!erlangB(0.5, servers));
            QVERIFY(!erlangC(0.5, servers));
            QVERIFY(!mmc(0.5, 1, servers));
        }
        QVERIFY(!tandem(1, {}));
    }

    void noArgumentsLeadToAnythingButNumbers()
    {
        int answers = 0;
        for (const double a : numbersOfAllSizes()) {
            for (const double b : numbersOfAllSizes()) {
                for (const auto &means : {mm1(a, b), md1(a, b), mg1(a, b, 1e300), mmc(a, b, 30)}) {
                    QVERIFY(!means || means->isFinite());
                    answers += means ? 1 : 0;
                }
                const std::optional<double> quantile = mm1TimeQuantile(a, b, 0.99);
                QVERIFY(!quantile || std::isfinite(*quantile));
            }
        }
        QVERIFY(answers > 200);
    }
};

QTEST_APPLESS_MAIN(TestQueueingTheory)
#include "tst_queueing_theory.moc"
