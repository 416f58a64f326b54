// SPDX-License-Identifier: MIT
#include "kernel/random.h"
#include "sim/close_to.h"
#include "theory/order_statistics.h"
#include "theory/theory_arguments.h"

using namespace coroscope;
using namespace coroscope::test;
using namespace coroscope::theory;

namespace {

/// The share of durations of mean 1 that are over at @p time.
long double shareOver(Shape shape, long double time)
{
    if (shape == Shape::Uniform)
        return std::clamp(time - 0.5L, 0.0L, 1.0L);
    return -std::expm1(-time);
}

/// By its definition: the integral over time of the chance that fewer than k of n are over.
long double integrated(Shape shape, int k, int n)
{
    constexpr int steps = 60'000; // Simpson's rule, with the corners of the uniform one on its grid
    constexpr long double end = 60;
    const auto notYet = [&](long double time) {
        const long double over = shareOver(shape, time);
        if (over == 1)
            return 0.0L;
        long double exactly = std::pow(1 - over, static_cast<long double>(n)); // the chance that j are over
        long double sum = 0;
        for (int j = 0; j < k; ++j) {
            sum += exactly;
            exactly *= over / (1 - over) * (n - j) / (j + 1);
        }
        return sum;
    };
    long double sum = notYet(0) + notYet(end);
    for (int i = 1; i < steps; ++i)
        sum += (i % 2 == 1 ? 4 : 2) * notYet(end * i / steps);
    return sum * end / steps / 3;
}

} // namespace

/// When the k-th of several durations is over.
class TestOrderStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void harmonicNumbersAreSumsOfInverses()
    {
        QCOMPARE(harmonicNumber(0).value(), 0.0);
        QCOMPARE(harmonicNumber(1).value(), 1.0);
        QVERIFY(closeTo(harmonicNumber(4), 25.0L / 12, 1e-15));
        QVERIFY(closeTo(harmonicNumber(10), 7381.0L / 2520, 1e-15));
        // Euler: ln n + γ + 1/2n − 1/12n²
        QVERIFY(closeTo(harmonicNumber(1'000'000), 14.392726722865723631L, 1e-14));
        QVERIFY(!harmonicNumber(-1));
        QVERIFY(!harmonicNumber(largestCount + 1));
    }

    void theyAgreeWithTheirDefinition()
    {
        for (const Shape shape : {Shape::Uniform, Shape::Exponential}) {
            for (const auto &[k, n] : {std::pair(1, 1), {1, 5}, {3, 5}, {5, 5}, {7, 20}, {20, 20}})
                QVERIFY(closeTo(meanUntilKth(shape, 1, k, n), integrated(shape, k, n), 1e-9));
        }
    }

    void fiveExponentialOnesTakeTwoAndAQuarterTimesAsLongAsOne()
    {
        QVERIFY(closeTo(meanUntilAll(Shape::Exponential, 0.6, 5), 0.6L * 137 / 60, 1e-15));
        QVERIFY(closeTo(meanUntilKth(Shape::Exponential, 0.6, 1, 5), 0.6L / 5, 1e-15));
    }

    void fixedOnesAreAllOverAtOnce()
    {
        for (const int k : {1, 3, 7})
            QCOMPARE(meanUntilKth(Shape::Fixed, 0.25, k, 7).value(), 0.25);
    }

    void theMeanOverAllRanksIsTheMeanOfOne()
    {
        for (const Shape shape : {Shape::Fixed, Shape::Uniform, Shape::Exponential}) {
            double sum = 0;
            for (int k = 1; k <= 500; ++k)
                sum += meanUntilKth(shape, 3, k, 500).value();
            QVERIFY(closeTo(sum / 500, 3, 1e-13));
        }
    }

    void badArgumentsGiveNothing()
    {
        QVERIFY(!meanUntilKth(Shape::Lognormal, 1, 1, 1));
        QVERIFY(!meanUntilAll(Shape::Lognormal, 1, 5));
        QVERIFY(!meanUntilKth(Shape::Exponential, 1, 0, 5));
        QVERIFY(!meanUntilKth(Shape::Exponential, 1, 6, 5));
        QVERIFY(!meanUntilKth(Shape::Exponential, 1, 1, largestCount + 1));
        QVERIFY(!meanUntilAll(Shape::Exponential, 1, 0));
        QVERIFY(!meanUntilAll(Shape::Exponential, 1, -1));
        QVERIFY(!meanUntilAll(Shape::Exponential, 0, 5));
        QVERIFY(!meanUntilAll(Shape::Exponential, -1, 5));
        QVERIFY(!meanUntilAll(Shape::Exponential, 1e308, 5));
        for (const double bad : noNumbers)
            QVERIFY(!meanUntilAll(Shape::Exponential, bad, 5));
    }
};

QTEST_APPLESS_MAIN(TestOrderStatistics)
#include "tst_order_statistics.moc"
