// SPDX-License-Identifier: MIT
#include "kernel/random.h"
#include "sim/close_to.h"
#include "theory/confidence.h"

#include <array>
#include <numbers>
#include <vector>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// The share of Student's t that lies between 0 and @p t: its density, integrated by Simpson's rule.
long double shareUpTo(long double t, int degrees)
{
    const long double v = degrees;
    const long double scale = std::exp(std::lgamma((v + 1) / 2) - std::lgamma(v / 2))
        / std::sqrt(v * std::numbers::pi_v<long double>);
    const auto density = [&](long double x) { return scale * std::pow(1 + x * x / v, -(v + 1) / 2); };
    constexpr int steps = 20'000;
    long double sum = density(0) + density(t);
    for (int i = 1; i < steps; ++i)
        sum += (i % 2 == 1 ? 4 : 2) * density(t * i / steps);
    return sum * t / steps / 3;
}

MeanWithInterval intervalOf(const std::vector<double> &samples, double confidence = 0.95)
{
    return meanWithInterval(samples, confidence).value();
}

} // namespace

/// Student's t, and the interval around a mean.
class TestConfidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theQuantilesAreThoseOfThePrintedTables()
    {
        constexpr std::pair<std::size_t, double> table[] = {{1, 12.706}, {2, 4.303},  {3, 3.182},  {4, 2.776},
                                                            {5, 2.571},  {9, 2.262},  {10, 2.228}, {19, 2.093},
                                                            {29, 2.045}, {30, 2.042}, {60, 2.000}, {120, 1.980}};
        for (const auto &[degrees, t] : table)
            QCOMPARE(std::round(studentQuantile(0.975, degrees).value() * 1000) / 1000, t);
        QVERIFY(closeTo(studentQuantile(0.975, 1'000'000'000), 1.959963985L, 1e-8)); // that of the normal distribution
    }

    void withOneAndTwoDegreesTheyHaveASimpleForm()
    {
        for (const double p : {0.001, 0.25, 0.6, 0.975, 0.9995}) {
            const long double exact = static_cast<long double>(p);
            QVERIFY(closeTo(studentQuantile(p, 1), std::tan(std::numbers::pi_v<long double> * (exact - 0.5L)), 1e-12));
            QVERIFY(closeTo(studentQuantile(p, 2), (2 * exact - 1) / std::sqrt(2 * exact * (1 - exact)), 1e-12));
        }
    }

    void theQuantileCutsOffItsShareOfTheDensity()
    {
        for (const int degrees : {1, 2, 3, 7, 9, 30, 200}) {
            for (const double p : {0.6, 0.9, 0.975, 0.9995}) {
                const auto t = static_cast<long double>(studentQuantile(p, static_cast<std::size_t>(degrees)).value());
                QVERIFY(closeTo(p, 0.5L + shareUpTo(t, degrees), 1e-9));
            }
        }
    }

    void theyAreSymmetric()
    {
        QCOMPARE(studentQuantile(0.5, 7).value(), 0.0);
        QCOMPARE(studentQuantile(0.25, 7).value(), -studentQuantile(0.75, 7).value());
    }

    void theIntervalIsThatOfAHandCalculation()
    {
        const MeanWithInterval five = intervalOf({1, 2, 3, 4, 5});
        QCOMPARE(five.count, std::size_t{5});
        QCOMPARE(five.mean, 3.0);
        QVERIFY(closeTo(five.halfWidth, 2.7764451051977987L * std::sqrt(2.5L / 5), 1e-12));
        QVERIFY(five.contains(1.04) && five.contains(4.96));
        QVERIFY(!five.contains(1.03) && !five.contains(4.97));
        QVERIFY(closeTo(intervalOf({1, 2, 3, 4, 5}, 0.999).halfWidth, 8.610301581379L * std::sqrt(2.5L / 5), 1e-10));
    }

    void equalSamplesLeaveNoDoubt()
    {
        const MeanWithInterval same = intervalOf({0.25, 0.25, 0.25});
        QCOMPARE(same.mean, 0.25);
        QCOMPARE(same.halfWidth.value(), 0.0);
    }

    void aSingleSampleHasAMeanAndNoInterval()
    {
        const MeanWithInterval one = intervalOf({7});
        QCOMPARE(one.mean, 7.0);
        QCOMPARE(one.count, std::size_t{1});
        QVERIFY(!one.halfWidth);
        QVERIFY(one.contains(1e300));
    }

    void theIntervalContainsTheTrueMeanAsOftenAsItSays()
    {
        constexpr int groups = 20'000;
        Random random(1, "samples", 0);
        int covered = 0;
        for (int i = 0; i < groups; ++i) {
            std::array<double, 5> samples{};
            for (double &sample : samples)
                sample = std::log(random.factor(Shape::Lognormal)) + 0.5; // normal, mean 0
            covered += meanWithInterval(samples).value().contains(0) ? 1 : 0;
        }
        // Five standard deviations of a share of 95 % in so many groups.
        QVERIFY(std::abs(covered / double(groups) - 0.95) < 5 * std::sqrt(0.95 * 0.05 / groups));
    }

    void samplesThatAreNotKeptSayTheSame()
    {
        Random random(1, "samples", 0);
        std::vector<double> samples;
        RunningMean running;
        for (int i = 0; i < 5000; ++i) {
            samples.push_back(1e6 + random.factor(Shape::Exponential));
            running.add(samples.back());
            if (i != 0 && i != 1 && i != 1023 && i != 1024 && i != 1025 && i != 4999)
                continue;
            const auto count = static_cast<long double>(samples.size());
            long double mean = 0;
            for (const double sample : samples)
                mean += static_cast<long double>(sample) / count;
            long double squares = 0;
            for (const double sample : samples)
                squares += (static_cast<long double>(sample) - mean) * (static_cast<long double>(sample) - mean);
            const MeanWithInterval interval = running.interval().value();
            QCOMPARE(interval.count, samples.size());
            QVERIFY(closeTo(interval.mean, mean, 1e-13));
            QCOMPARE(interval.halfWidth.has_value(), i > 0);
            if (i > 0) {
                const auto t = static_cast<long double>(studentQuantile(0.975, samples.size() - 1).value());
                QVERIFY(closeTo(interval.halfWidth, t * std::sqrt(squares / (count - 1) / count), 1e-8));
            }
            // The same samples, the same bits.
            QCOMPARE(meanWithInterval(samples).value().mean, interval.mean);
            QCOMPARE(meanWithInterval(samples).value().halfWidth, interval.halfWidth);
        }
    }

    void badArgumentsGiveNothing()
    {
        QVERIFY(!studentQuantile(0, 5));
        QVERIFY(!studentQuantile(1, 5));
        QVERIFY(!studentQuantile(-0.1, 5));
        QVERIFY(!studentQuantile(0.9, 0));
        QVERIFY(!meanWithInterval({}));
        const std::vector<double> good{1, 2};
        QVERIFY(meanWithInterval(good));
        QVERIFY(!meanWithInterval(good, 0));
        QVERIFY(!meanWithInterval(good, 1));
        for (const double bad : noNumbers) {
            QVERIFY(!studentQuantile(bad, 5));
            QVERIFY(!meanWithInterval(good, bad));
            QVERIFY(!meanWithInterval(std::vector<double>{1, bad, 2}));
        }
    }
};

QTEST_APPLESS_MAIN(TestConfidence)
#include "tst_confidence.moc"
