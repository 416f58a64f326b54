// SPDX-License-Identifier: MIT
#include "kernel/random.h"
#include "sim/close_to.h"
#include "theory/reliability.h"

using namespace coroscope;
using namespace coroscope::test;
using namespace coroscope::theory;

/// What theory says of failures, timeouts and retries.
class TestReliability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void availabilityIsTheShareOfTheTimeThatIsUp()
    {
        QCOMPARE(availability(3, 1).value(), 0.75);
        QCOMPARE(availability(2, 0).value(), 1.0);
        QCOMPARE(availability(1e308, 1e308).value(), 0.5);
        QCOMPARE(availability(1e-300, 1e300).value(), 0.0);
    }

    void whatIsUpAndDownInTurnIsUpForThatShare()
    {
        Random random(1, "availability", 0);
        double up = 0;
        double down = 0;
        for (int i = 0; i < 1'000'000; ++i) {
            up += 5 * random.factor(Shape::Exponential);
            down += 1.1 * random.factor(Shape::Lognormal);
        }
        QVERIFY(closeTo(availability(5, 1.1), static_cast<long double>(up / (up + down)), 0.002));
    }

    void theTailOfAnExponentialFallsByHalfEveryHalfLife()
    {
        QCOMPARE(exponentialTail(2, 0).value(), 1.0);
        QVERIFY(closeTo(exponentialTail(2, 2 * std::log(2.0)), 0.5L, 1e-15));
        QCOMPARE(durationTail(Shape::Exponential, 2, 3), exponentialTail(2, 3));
        QCOMPARE(durationTail(Shape::Fixed, 2, 1.9).value(), 1.0);
        QCOMPARE(durationTail(Shape::Fixed, 2, 2).value(), 0.0);
        QCOMPARE(durationTail(Shape::Uniform, 2, 0.5).value(), 1.0);
        QCOMPARE(durationTail(Shape::Uniform, 2, 2).value(), 0.5);
        QCOMPARE(durationTail(Shape::Uniform, 2, 4).value(), 0.0);
        QVERIFY(closeTo(durationTail(Shape::Lognormal, 1, std::exp(-0.5)), 0.5L, 1e-15)); // the median
        QVERIFY(!durationTail(Shape::Fixed, 0, 1) && !durationTail(Shape::Uniform, 1, -1));
        QVERIFY(closeTo(exponentialTail(2, 20 * std::log(2.0)), 1.0L / 1024, 1e-14));
        QVERIFY(closeTo(exponentialTail(2, 3), 0.22313016014842982893L, 1e-15)); // e^(−3/2)
        QCOMPARE(exponentialTail(1e-300, 1e300).value(), 0.0);
    }

    void thatShareOfOperationsExceedsTheirTimeout()
    {
        constexpr int operations = 1'000'000;
        Random random(1, "work", 0);
        int exceeded = 0;
        for (int i = 0; i < operations; ++i)
            exceeded += 2 * random.factor(Shape::Exponential) > 3 ? 1 : 0;
        QVERIFY(closeTo(exponentialTail(2, 3), exceeded / static_cast<long double>(operations), 0.01));
    }

    void attemptsAreTheSumOverWhatMayHappen()
    {
        for (const double q : {0.0, 0.001, 0.1, 0.5, 0.9, 0.999, 1.0}) {
            for (const int retries : {0, 1, 2, 10, 100}) {
                long double mean = 0;
                long double allFailed = 1;
                for (int n = 1; n <= retries; ++n) { // the n-th is the last, as it succeeds
                    mean += n * allFailed * (1 - static_cast<long double>(q));
                    allFailed *= static_cast<long double>(q);
                }
                mean += (retries + 1) * allFailed;
                const Attempts found = attempts(q, retries).value();
                QVERIFY(closeTo(found.mean, mean, 1e-14));
                QVERIFY(closeTo(found.success, 1 - allFailed * static_cast<long double>(q), 1e-14));
            }
        }
    }

    void whatHardlyEverSucceedsKeepsItsDigits()
    {
        constexpr double success = 0x1p-50;
        const Attempts found = attempts(1 - success, 10).value();
        QVERIFY(closeTo(found.success, 11 * 0x1p-50L, 1e-13));
        QVERIFY(closeTo(found.mean, 11, 1e-13));
    }

    void badArgumentsGiveNothing()
    {
        for (const double bad : noNumbers) {
            QVERIFY(!availability(bad, 1));
            QVERIFY(!availability(1, bad));
            QVERIFY(!exponentialTail(bad, 1));
            QVERIFY(!exponentialTail(1, bad));
            QVERIFY(!attempts(bad, 1));
        }
        QVERIFY(!availability(0, 1));
        QVERIFY(!availability(-1, 1));
        QVERIFY(!availability(1, -1));
        QVERIFY(!exponentialTail(0, 1));
        QVERIFY(!exponentialTail(-1, 1));
        QVERIFY(!exponentialTail(1, -1));
        QVERIFY(!attempts(-0.1, 1));
        QVERIFY(!attempts(1.1, 1));
        QVERIFY(!attempts(0.5, -1));
    }
};

QTEST_APPLESS_MAIN(TestReliability)
#include "tst_reliability.moc"
