// SPDX-License-Identifier: MIT
#include "insight/quantiles.h"
#include "kernel/random.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace coroscope;

namespace {

constexpr int perMille[] = {1, 10, 250, 500, 900, 950, 990, 999, 1000};

/// The nearest rank, reckoned in whole numbers.
std::int64_t reference(const std::vector<std::int64_t> &sorted, int share)
{
    const std::size_t rank = std::max<std::size_t>(1, (sorted.size() * std::size_t(share) + 999) / 1000);
    return sorted[rank - 1];
}

/// Durations of all sizes, from nothing to centuries.
std::vector<std::int64_t> durations(std::size_t count)
{
    Random random(1, "durations", 0);
    std::vector<std::int64_t> list;
    list.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        list.push_back(std::int64_t(std::exp(random.uniform() * 43)) - 1); // e⁴³ ns is less than half the clock's range
    return list;
}

double meanOf(const std::vector<std::int64_t> &values)
{
    __extension__ __int128 sum = 0;
    for (const std::int64_t value : values)
        sum += value;
    return double(sum) / double(values.size());
}

} // namespace

/// The distribution of a stream of durations.
class TestQuantiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutSamplesNothingIsDefined()
    {
        const Quantiles none;
        QCOMPARE(none.count(), std::uint64_t{0});
        QVERIFY(!none.mean());
        QVERIFY(!none.maximum());
        QVERIFY(!none.quantile(0.5));
    }

    void theShareUpToAValueCountsWhatEqualsIt()
    {
        Quantiles quantiles;
        QVERIFY(!quantiles.shareUpTo(5).has_value());
        for (const std::int64_t value : {10, 20, 20, 40})
            quantiles.add(value);
        QCOMPARE(quantiles.shareUpTo(9).value(), 0.0);
        QCOMPARE(quantiles.shareUpTo(20).value(), 0.75);
        QCOMPARE(quantiles.shareUpTo(40).value(), 1.0);
    }

    void theShareUpToAValueHoldsBeyondAMillionSamples()
    {
        Quantiles quantiles;
        const auto count = static_cast<std::int64_t>(Quantiles::exactLimit) * 2;
        for (std::int64_t value = 1; value <= count; ++value)
            quantiles.add(value);
        QVERIFY(std::abs(quantiles.shareUpTo(count / 4).value() - 0.25) < 0.001);
        QCOMPARE(quantiles.shareUpTo(-1).value(), 0.0);
        QCOMPARE(quantiles.shareUpTo(std::numeric_limits<std::int64_t>::max()).value(), 1.0);
    }

    void oneSampleIsEveryQuantile()
    {
        Quantiles one;
        one.add(7);
        for (const double p : {1e-9, 0.5, 1.0})
            QCOMPARE(one.quantile(p).value(), 7);
        QCOMPARE(one.mean().value(), 7.0);
        QCOMPARE(one.maximum().value(), 7);
    }

    void theQuantileIsTheSmallestSampleThatEnoughDoNotExceed()
    {
        Quantiles five;
        for (const int value : {40, 15, 50, 20, 35})
            five.add(value);
        QCOMPARE(five.quantile(0.05).value(), 15);
        QCOMPARE(five.quantile(0.2).value(), 15);
        QCOMPARE(five.quantile(0.3).value(), 20);
        QCOMPARE(five.quantile(0.4).value(), 20);
        QCOMPARE(five.quantile(0.5).value(), 35);
        QCOMPARE(five.quantile(0.81).value(), 50);
        QCOMPARE(five.quantile(1).value(), 50);
        QCOMPARE(five.mean().value(), 32.0);
    }

    void theyAreExactForAnyNumberOfSamples()
    {
        const std::vector<std::int64_t> all = durations(3000);
        Quantiles quantiles;
        std::vector<std::int64_t> sorted;
        for (const std::int64_t value : all) {
            quantiles.add(value); // asked in between, which must not disturb what is added later
            sorted.insert(std::upper_bound(sorted.begin(), sorted.end(), value), value);
            for (const int share : perMille)
                QCOMPARE(quantiles.quantile(share / 1000.0).value(), reference(sorted, share));
            QCOMPARE(quantiles.maximum().value(), sorted.back());
        }
        QVERIFY(quantiles.exact());
        QCOMPARE(quantiles.count(), std::uint64_t{3000});
    }

    void uptoAMillionTheyAreExact()
    {
        std::vector<std::int64_t> all = durations(Quantiles::exactLimit);
        Quantiles quantiles;
        for (const std::int64_t value : all)
            quantiles.add(value);
        QVERIFY(quantiles.exact());
        std::sort(all.begin(), all.end());
        for (const int share : perMille)
            QCOMPARE(quantiles.quantile(share / 1000.0).value(), reference(all, share));
    }

    void beyondAMillionTheyAreWithinOnePerMilleAndMeanAndMaximumExact()
    {
        std::vector<std::int64_t> all = durations(2 * Quantiles::exactLimit);
        Quantiles quantiles;
        for (const std::int64_t value : all)
            quantiles.add(value);
        QVERIFY(!quantiles.exact());
        QCOMPARE(quantiles.count(), std::uint64_t(all.size()));
        QCOMPARE(quantiles.mean().value(), meanOf(all));
        std::sort(all.begin(), all.end());
        QCOMPARE(quantiles.maximum().value(), all.back());
        for (int share = 1; share <= 1000; ++share) {
            const double exact = double(reference(all, share));
            const double found = double(quantiles.quantile(share / 1000.0).value());
            QVERIFY2(std::abs(found - exact) <= exact * 0.001,
                     qPrintable(QStringLiteral("%1: %2 for %3").arg(share).arg(found).arg(exact)));
        }
    }

    void smallValuesAreExactAlsoBeyondAMillion()
    {
        Quantiles quantiles;
        for (std::size_t i = 0; i <= Quantiles::exactLimit; ++i)
            quantiles.add(std::int64_t(i % 2000));
        QVERIFY(!quantiles.exact());
        QCOMPARE(quantiles.quantile(0.5).value(), 999);
        QCOMPARE(quantiles.quantile(1).value(), 1999);
    }

    void noQuantileIsAboveTheMaximum()
    {
        // The first is the lowest that is counted together with greater ones.
        for (const std::int64_t value : {std::int64_t{1} << 40, std::numeric_limits<std::int64_t>::max()}) {
            Quantiles quantiles;
            for (std::size_t i = 0; i <= Quantiles::exactLimit; ++i)
                quantiles.add(value);
            QVERIFY(!quantiles.exact());
            QVERIFY(quantiles.quantile(1).value() <= value);
            QVERIFY(double(value - quantiles.quantile(1).value()) <= double(value) * 0.001);
            QCOMPARE(quantiles.mean().value(), double(value)); // and the sum does not overflow
        }
    }
};

QTEST_APPLESS_MAIN(TestQuantiles)
#include "tst_quantiles.moc"
