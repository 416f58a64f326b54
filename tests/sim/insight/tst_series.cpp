// SPDX-License-Identifier: MIT
#include "insight/series.h"
#include "sim/hand_made.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// 3 from 10 ns on, 0 from 20 ns, 5 from 40 ns.
Series steps()
{
    Series series;
    series.set(moment(10ns), 3);
    series.set(moment(20ns), 0);
    series.set(moment(40ns), 5);
    return series;
}

QList<std::int64_t> values(const Series &series)
{
    QList<std::int64_t> list;
    for (const Series::Step &step : series.steps())
        list.push_back(step.value);
    return list;
}

} // namespace

/// Numbers over time.
class TestSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyOneIsNothingAnywhere()
    {
        const Series series;
        QVERIFY(series.empty());
        QVERIFY(!series.at(never));
        QCOMPARE(series.integral(Time{}, moment(1s)), 0.0);
        QCOMPARE(series.mean(Time{}, moment(1s)), 0.0);
        QCOMPARE(series.firstAfter(never), std::size_t{0});
    }

    void theValueIsInForceFromItsMomentOn()
    {
        const Series series = steps();
        QVERIFY(!series.at(moment(9ns)));
        QCOMPARE(series.at(moment(10ns)).value(), 3);
        QCOMPARE(series.at(moment(19ns)).value(), 3);
        QCOMPARE(series.at(moment(20ns)).value(), 0);
        QCOMPARE(series.at(moment(40ns)).value(), 5);
        QCOMPARE(series.at(never).value(), 5);
    }

    void whatIsSetAgainWithinAMomentReplacesTheValue()
    {
        Series series = steps();
        series.set(moment(40ns), 7);
        QCOMPARE(series.steps().size(), std::size_t{3});
        QCOMPARE(series.at(moment(40ns)).value(), 7);
        series.set(moment(50ns), 1);
        QCOMPARE(series.integral(Time{}, moment(50ns)), 3.0 * 10 + 7.0 * 10);
    }

    void theSameValueIsNoStep()
    {
        Series series = steps();
        series.set(moment(50ns), 5);
        QCOMPARE(values(series), (QList<std::int64_t>{3, 0, 5}));
    }

    void theIntegralIsValueTimesTime()
    {
        const Series series = steps();
        QCOMPARE(series.integral(Time{}, moment(10ns)), 0.0);
        QCOMPARE(series.integral(Time{}, moment(15ns)), 15.0);
        QCOMPARE(series.integral(moment(12ns), moment(18ns)), 18.0);
        QCOMPARE(series.integral(moment(15ns), moment(45ns)), 3.0 * 5 + 5.0 * 5);
        QCOMPARE(series.integral(moment(20ns), moment(40ns)), 0.0);
        QCOMPARE(series.integral(moment(100ns), moment(110ns)), 50.0); // the last value goes on
        QCOMPARE(series.integral(moment(15ns), moment(15ns)), 0.0);
        QCOMPARE(series.integral(moment(18ns), moment(12ns)), 0.0);
    }

    void theMeanIsWeightedByTime()
    {
        const Series series = steps();
        QCOMPARE(series.mean(moment(10ns), moment(20ns)), 3.0);
        QCOMPARE(series.mean(moment(10ns), moment(50ns)), (3.0 * 10 + 5.0 * 10) / 40);
        QCOMPARE(series.mean(Time{}, moment(20ns)), 1.5); // before the first step it counts as zero
        QCOMPARE(series.mean(moment(15ns), moment(15ns)), 0.0);
    }

    void theFirstLaterStepIsAfterAllOfTheMoment()
    {
        const Series series = steps();
        QCOMPARE(series.firstAfter(Time{}), std::size_t{0});
        QCOMPARE(series.firstAfter(moment(10ns)), std::size_t{1});
        QCOMPARE(series.firstAfter(moment(39ns)), std::size_t{2});
        QCOMPARE(series.firstAfter(moment(40ns)), std::size_t{3});
    }

    void theValueInForceIsNotForgotten()
    {
        Series series = steps();
        series.forgetBefore(moment(9ns));
        QCOMPARE(values(series), (QList<std::int64_t>{3, 0, 5}));
        series.forgetBefore(moment(19ns));
        QCOMPARE(values(series), (QList<std::int64_t>{3, 0, 5}));
        series.forgetBefore(moment(20ns));
        QCOMPARE(values(series), (QList<std::int64_t>{0, 5}));
        QVERIFY(!series.at(moment(19ns)));
        QCOMPARE(series.at(moment(20ns)).value(), 0);
        series.forgetBefore(moment(1s));
        QCOMPARE(values(series), QList<std::int64_t>{5});
        QCOMPARE(series.at(moment(1s)).value(), 5);
        QCOMPARE(series.bytes(), sizeof(Series::Step));
    }

    void whatIsForgottenChangesNoLaterIntegral()
    {
        Series series = steps();
        const double whole = series.integral(moment(25ns), moment(90ns));
        series.forgetBefore(moment(25ns));
        QCOMPARE(series.integral(moment(25ns), moment(90ns)), whole);
        QCOMPARE(series.mean(moment(25ns), moment(90ns)), whole / 65);
        QCOMPARE(series.integral(Time{}, moment(20ns)), 0.0); // counts as zero before what is kept
        QCOMPARE(series.integral(Time{}, moment(50ns)), 50.0);
    }

    void samplesAreFoundByTheirMoment()
    {
        Samples samples;
        QCOMPARE(samples.firstAfter(never), std::size_t{0});
        for (const int value : {5, 3, 9})
            samples.add(moment(10ns), value);
        samples.add(moment(30ns), 1);
        QCOMPARE(samples.all().size(), std::size_t{4});
        QCOMPARE(samples.firstAfter(moment(9ns)), std::size_t{0});
        QCOMPARE(samples.firstAfter(moment(10ns)), std::size_t{3});
        QCOMPARE(samples.firstAfter(moment(30ns)), std::size_t{4});
        QCOMPARE(samples.all()[1].value, 3);
    }

    void samplesBeforeAMomentAreForgottenAndThoseOfItAreNot()
    {
        Samples samples;
        for (int i = 0; i < 10; ++i)
            samples.add(moment(std::chrono::nanoseconds(i / 2)), i);
        samples.forgetBefore(moment(2ns));
        QCOMPARE(samples.all().size(), std::size_t{6});
        QCOMPARE(samples.all().front().value, 4);
        QCOMPARE(samples.bytes(), 6 * sizeof(Samples::Sample));
        samples.forgetBefore(never);
        QVERIFY(samples.all().empty());
    }
};

QTEST_APPLESS_MAIN(TestSeries)
#include "tst_series.moc"
