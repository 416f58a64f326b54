// SPDX-License-Identifier: MIT
#include "run/seed_distribution.h"

#include "kernel/random.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace coroscope;

namespace {

/// The values of the seeds 1, 2, 3 …
SeedDistribution of(const std::vector<double> &values)
{
    SeedDistribution made;
    for (std::size_t i = 0; i < values.size(); ++i)
        made.add(i + 1, values[i]);
    return made;
}

} // namespace

/// Quantiles and bars of a number over seeds.
class TestSeedDistribution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofNothingThereIsNothing()
    {
        SeedDistribution none;
        none.add(1, std::nullopt);
        QCOMPARE(none.count(), std::size_t{0});
        QCOMPARE(none.undefined(), std::size_t{1});
        QVERIFY(!none.quantile(0.5));
        QVERIFY(!none.highest());
        QVERIFY(none.histogram(10).bars.empty());
    }

    void aQuantileIsTheValueOfARun()
    {
        const SeedDistribution ten = of({9, 1, 8, 2, 7, 3, 6, 4, 5, 10});
        QCOMPARE(ten.quantile(0)->value, 1.0);
        QCOMPARE(ten.quantile(0.05)->value, 1.0);
        QCOMPARE(ten.quantile(0.1)->value, 1.0); // a tenth of them does not exceed it
        QCOMPARE(ten.quantile(0.11)->value, 2.0);
        QCOMPARE(ten.quantile(0.5)->value, 5.0);
        QCOMPARE(ten.quantile(0.5)->seed, std::uint64_t{9});
        QCOMPARE(ten.quantile(0.95)->value, 10.0);
        QCOMPARE(ten.highest()->seed, std::uint64_t{10});
    }

    void ofEqualValuesTheLowestSeedSpeaks()
    {
        const SeedDistribution some = of({3, 1, 3, 1, 3});
        QCOMPARE(some.quantile(0)->seed, std::uint64_t{2});
        QCOMPARE(some.quantile(0.5)->seed, std::uint64_t{1});
        QCOMPARE(some.highest()->seed, std::uint64_t{1});
    }

    void wholeNumbersHaveABarEach()
    {
        const auto made = of({2, 0, 2, 5}).histogram(30);
        QVERIFY(made.whole);
        QCOMPARE(made.bars.size(), std::size_t{6});
        QCOMPARE(made.bars[0], (SeedDistribution::Bar{.from = 0, .to = 1, .seeds = {2}}));
        QCOMPARE(made.bars[1], (SeedDistribution::Bar{.from = 1, .to = 2}));
        QCOMPARE(made.bars[2], (SeedDistribution::Bar{.from = 2, .to = 3, .seeds = {1, 3}}));
        QCOMPARE(made.bars[5], (SeedDistribution::Bar{.from = 5, .to = 6, .seeds = {4}}));
    }

    void manyWholeNumbersShareBars()
    {
        const auto made = of({40, 41, 42, 99}).histogram(30);
        QVERIFY(made.whole);
        QCOMPARE(made.bars.size(), std::size_t{30});
        QCOMPARE(made.bars[0], (SeedDistribution::Bar{.from = 40, .to = 42, .seeds = {1, 2}}));
        QCOMPARE(made.bars[1], (SeedDistribution::Bar{.from = 42, .to = 44, .seeds = {3}}));
    }

    void aLimitBelongsToTheBarAboveIt()
    {
        // 0.3 / 0.1 is less than 3 in binary.
        const auto made = of({0.1, 0.2, 0.3, 0.4, 0.45}).histogram(4);
        QVERIFY(!made.whole);
        QCOMPARE(made.bars.size(), std::size_t{4});
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(made.bars[i].seeds, std::vector<std::uint64_t>{i + 1});
        QCOMPARE(made.bars[3].seeds, (std::vector<std::uint64_t>{4, 5}));
        QCOMPARE(made.bars[2].from, 0.3);
        QCOMPARE(made.bars[2].to, 0.4);
    }

    void equalValuesMakeOneBar()
    {
        const auto made = of({1.25, 1.25, 1.25}).histogram(30);
        QCOMPARE(made.bars.size(), std::size_t{1});
        QCOMPARE(made.bars[0].seeds, (std::vector<std::uint64_t>{1, 2, 3}));
        QVERIFY(made.bars[0].from <= 1.25 && 1.25 < made.bars[0].to);
        QVERIFY(made.bars[0].to - made.bars[0].from < 1e-4);
    }

    void runsThatEndedBeforeTheirTimeAreCounted()
    {
        SeedDistribution some;
        some.add(1, 4.0, true);
        some.add(2, 4.0, false);
        const auto made = some.histogram(30);
        QCOMPARE(made.bars.at(0).troubled, std::size_t{1});
    }

    void barsHoldEverySeedOnceWithinTheirLimits()
    {
        Random random(7, "values", 0);
        for (int round = 0; round < 300; ++round) {
            SeedDistribution made;
            std::vector<double> values;
            const std::size_t count = 1 + random.below(200);
            const double size = std::pow(10.0, static_cast<double>(random.below(9)) - 4);
            for (std::size_t i = 0; i < count; ++i) {
                const double value = std::round((random.uniform() - 0.3) * 1000) / 1000 * size;
                values.push_back(value);
                made.add(i + 1, value);
            }
            const std::size_t most = 1 + random.below(40);
            const auto histogram = made.histogram(most);
            QVERIFY(histogram.bars.size() <= std::max<std::size_t>(most, 2));
            QVERIFY(!histogram.bars.front().seeds.empty());
            QVERIFY(!histogram.bars.back().seeds.empty());
            std::vector<std::uint64_t> found;
            for (std::size_t i = 0; i < histogram.bars.size(); ++i) {
                const auto &bar = histogram.bars[i];
                if (i > 0)
                    QCOMPARE(bar.from, histogram.bars[i - 1].to);
                for (const std::uint64_t seed : bar.seeds)
                    QVERIFY(bar.from <= values[seed - 1] && values[seed - 1] < bar.to);
                found.insert(found.end(), bar.seeds.begin(), bar.seeds.end());
            }
            std::sort(found.begin(), found.end());
            QCOMPARE(found.size(), count);
            for (std::size_t i = 0; i < count; ++i)
                QCOMPARE(found[i], std::uint64_t{i + 1});
        }
    }
};

QTEST_APPLESS_MAIN(TestSeedDistribution)
#include "tst_seed_distribution.moc"
