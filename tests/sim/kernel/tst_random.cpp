// SPDX-License-Identifier: MIT
#include "kernel/random.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace coroscope;

namespace {

constexpr int many = 200'000;

QList<double> uniforms(Random random, int count = 20)
{
    QList<double> list;
    for (int i = 0; i < count; ++i)
        list.push_back(random.uniform());
    return list;
}

/// Mean and variance of @p count draws.
struct Moments {
    double mean = 0;
    double variance = 0;
};
template <typename Draw>
Moments moments(Draw draw, int count = many)
{
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; ++i) {
        const double value = draw();
        sum += value;
        squares += value * value;
    }
    const double mean = sum / count;
    return {mean, squares / count - mean * mean};
}

bool near(double value, double wanted, double tolerance)
{
    return std::abs(value - wanted) <= tolerance;
}

} // namespace

/// The named streams: the same numbers everywhere, spread as they say.
class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstNumbersOfAStreamAreTheSameOnEveryCompilerAndMachine()
    {
        // Exactly: another value here is another run for everybody's seed.
        const QList<double> first = uniforms(Random(1, "work", 0), 5);
        QVERIFY(first[0] == 0x1.4416cd8ce40e0p-2);
        QVERIFY(first[1] == 0x1.ef04dccc7809cp-2);
        QVERIFY(first[2] == 0x1.192c99b82c546p-1);
        QVERIFY(first[3] == 0x1.528330c4aa52ep-2);
        QVERIFY(first[4] == 0x1.31ef5f68913d3p-3);
    }

    void theFirstWholeNumbersOfAStreamAreTheSameEverywhere()
    {
        Random random(1, "work", 0);
        QList<std::uint64_t> first;
        for (int i = 0; i < 6; ++i)
            first.push_back(random.below(1'000'000));
        QCOMPARE(first, (QList<std::uint64_t>{316'493, 483'416, 549'168, 330'578, 149'382, 670'754}));
    }

    void theFirstFactorsOfAStreamAreTheSameEverywhere_data()
    {
        QTest::addColumn<int>("shape");
        QTest::addColumn<QList<double>>("expected");
        QTest::newRow("fixed") << int(Shape::Fixed) << QList<double>{1.0, 1.0, 1.0};
        QTest::newRow("uniform") << int(Shape::Uniform)
                                 << QList<double>{0x1.a20b66c67207p-1, 0x1.f7826e663c04ep-1, 0x1.0c964cdc162a3p+0,
                                                  0x1.a941986255297p-1};
        QTest::newRow("exponential") << int(Shape::Exponential)
                                     << QList<double>{0x1.548fe008edab7p+0, 0x1.49544b7736492p-2, 0x1.467a542543645p+1,
                                                      0x1.080da7e9ad2d4p-1};
        QTest::newRow("lognormal") << int(Shape::Lognormal)
                                   << QList<double>{0x1.0fd04bdbe7f99p-2, 0x1.966356ff3ac99p-2, 0x1.10ac33519a249p-3,
                                                    0x1.fa5bb4efa18fbp-1};
    }
    void theFirstFactorsOfAStreamAreTheSameEverywhere()
    {
        QFETCH(int, shape);
        QFETCH(QList<double>, expected);
        Random random(1, "work", 0);
        for (const double factor : expected) {
            const double drawn = random.factor(Shape(shape));
            QVERIFY2(drawn == factor, qPrintable(QString::number(drawn, 'g', 17)));
        }
    }

    void streamsOfAnotherSeedNameOrIndexAreOthers()
    {
        const std::array<QList<double>, 8> streams = {
            uniforms(Random(1, "work", 0)),        uniforms(Random(2, "work", 0)), uniforms(Random(1, "rest", 0)),
            uniforms(Random(1, "work", 1)),        uniforms(Random(0, "work", 0)), uniforms(Random(1, "", 0)),
            uniforms(Random(1, "work", 1u << 20)), uniforms(Random(1, "worK", 0))};
        for (std::size_t i = 0; i < streams.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                for (qsizetype k = 0; k < streams[i].size(); ++k)
                    QVERIFY(streams[i][k] != streams[j][k]);
            }
        }
        QCOMPARE(uniforms(Random(1, "work", 0)), streams[0]);
    }

    void neighbouringStreamsAreUnrelated()
    {
        for (const auto &[seed, index] : {std::pair{2u, 0u}, std::pair{1u, 1u}}) {
            Random one(1, "work", 0);
            Random other(seed, "work", index);
            const double product = moments([&] { return (one.uniform() - 0.5) * (other.uniform() - 0.5); }).mean;
            QVERIFY2(near(product, 0, 0.001), qPrintable(QString::number(product)));
        }
    }

    void aFactorHasTheMeanOneAndTheSpreadOfItsShape_data()
    {
        QTest::addColumn<int>("shape");
        QTest::addColumn<double>("variance");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("fixed") << int(Shape::Fixed) << 0.0 << 0.0;
        QTest::newRow("uniform") << int(Shape::Uniform) << 1.0 / 12 << 0.001;
        QTest::newRow("exponential") << int(Shape::Exponential) << 1.0 << 0.03;
        QTest::newRow("lognormal") << int(Shape::Lognormal) << std::exp(1.0) - 1 << 0.25;
    }
    void aFactorHasTheMeanOneAndTheSpreadOfItsShape()
    {
        QFETCH(int, shape);
        QFETCH(double, variance);
        QFETCH(double, tolerance);
        Random random(3, "factor", 0);
        const Moments factor = moments([&] { return random.factor(Shape(shape)); });
        QVERIFY2(near(factor.mean, 1, shape == 0 ? 0 : 0.01), qPrintable(QString::number(factor.mean)));
        QVERIFY2(near(factor.variance, variance, tolerance), qPrintable(QString::number(factor.variance)));
    }

    void theLogarithmOfALognormalFactorIsNormal()
    {
        Random random(4, "factor", 0);
        const Moments logarithm = moments([&] { return std::log(random.factor(Shape::Lognormal)); });
        QVERIFY(near(logarithm.mean, -0.5, 0.01));
        QVERIFY(near(logarithm.variance, 1, 0.01));
    }

    void factorsStayWithinTheBoundsOfTheirShape()
    {
        Random random(5, "factor", 0);
        double least = 1;
        double most = 1;
        for (int i = 0; i < many; ++i) {
            const double uniform = random.factor(Shape::Uniform);
            QVERIFY(uniform >= 0.5 && uniform < 1.5);
            least = std::min(least, uniform);
            most = std::max(most, uniform);
            QVERIFY(random.factor(Shape::Exponential) >= 0);
            QVERIFY(random.factor(Shape::Lognormal) > 0);
        }
        QVERIFY(least < 0.5001 && most > 1.4999);
    }

    void uniformIsFromZeroToBelowOne()
    {
        Random random(6, "uniform", 0);
        const Moments uniform = moments([&] {
            const double value = random.uniform();
            return value >= 0 && value < 1 ? value : 1e9;
        });
        QVERIFY(near(uniform.mean, 0.5, 0.005));
        QVERIFY(near(uniform.variance, 1.0 / 12, 0.001));
    }

    void belowGivesEachNumberAlikeAndNoneAbove()
    {
        Random random(7, "below", 0);
        std::array<int, 7> counts{};
        for (int i = 0; i < 70'000; ++i)
            ++counts.at(random.below(7));
        for (const int count : counts)
            QVERIFY2(count > 9'600 && count < 10'400, qPrintable(QString::number(count)));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(random.below(1), std::uint64_t{0});
        constexpr std::uint64_t huge = std::uint64_t{3} << 62;
        int upper = 0;
        for (int i = 0; i < 1000; ++i) {
            const std::uint64_t value = random.below(huge);
            QVERIFY(value < huge);
            upper += value >= huge / 2 ? 1 : 0;
        }
        QVERIFY(upper > 430 && upper < 570);
    }

    void chanceIsAsOftenTrueAsItsShareSays()
    {
        Random random(8, "chance", 0);
        for (const double share : {0.0, 0.01, 0.5, 0.99, 1.0}) {
            const double found = moments([&] { return random.chance(share) ? 1.0 : 0.0; }).mean;
            QVERIFY2(near(found, share, share == 0 || share == 1 ? 0 : 0.005), qPrintable(QString::number(found)));
        }
    }

    void aChanceTakesOneNumberWhateverItsShare()
    {
        Random none(9, "chance", 0);
        Random all(9, "chance", 0);
        Random plain(9, "chance", 0);
        for (int i = 0; i < 100; ++i) {
            none.chance(0);
            all.chance(1);
            plain.uniform();
        }
        const double next = plain.uniform();
        QCOMPARE(none.uniform(), next);
        QCOMPARE(all.uniform(), next);
    }

    void streamsByPlaceAreThoseOfTheIndexAndGoOnWhereTheyWere()
    {
        RandomStreams streams(1, "work");
        Random &third = streams[3];
        const QList<double> expected = uniforms(Random(1, "work", 3), 20);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(third.uniform(), expected[i]);
        QVERIFY(streams[500].uniform()
                == uniforms(Random(1, "work", 500), 1)[0]); // many more, and the reference is good
        for (int i = 10; i < 20; ++i)
            QCOMPARE(streams[3].uniform(), expected[i]);
        QCOMPARE(&streams[3], &third);
    }
};

QTEST_APPLESS_MAIN(TestRandom)
#include "tst_random.moc"
