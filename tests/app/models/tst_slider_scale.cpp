// SPDX-License-Identifier: MIT
#include "models/slider_scale.h"
#include "run/registry.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

ParameterSpec spec(std::string_view id, ParameterKind kind, std::int64_t minimum, std::int64_t maximum)
{
    ParameterSpec made;
    made.id = id;
    made.kind = kind;
    made.minimum = minimum;
    made.maximum = maximum;
    return made;
}

ParameterSpec duration(Duration minimum, Duration maximum)
{
    return spec("time", ParameterKind::Duration, minimum.count(), maximum.count());
}

ParameterSpec count(std::int64_t minimum, std::int64_t maximum)
{
    return spec("count", ParameterKind::Count, minimum, maximum);
}

ParameterSpec share()
{
    return spec("share", ParameterKind::Share, 0, 1'000'000'000);
}

ParameterSpec rate()
{
    return spec("rate", ParameterKind::Rate, 100, 1'000'000);
}

ParameterSpec factor()
{
    return spec("factor", ParameterKind::Factor, 1'000, 10'000);
}

/// Every form a scale has, and those of the patterns.
std::vector<ParameterSpec> all()
{
    std::vector<ParameterSpec> specs = {
        duration(1ms, 10s), duration(0s, 60s), duration(1s, 1h), count(1, 32), count(0, 33), count(1, 256),
        count(0, 100'000),  count(5, 5),       share(),          rate(),       factor()};
    static std::vector<std::unique_ptr<ParameterTable>> tables; // the names in the specs are theirs
    for (const PatternInfo *pattern : patterns()) {
        tables.push_back(pattern->declare());
        for (const Parameter *parameter : tables.back()->all())
            specs.push_back(parameter->spec());
    }
    return specs;
}

/// To two digits and @p finer more where it is logarithmic; else to percents, tenths or ones, and as many digits more.
std::vector<std::int64_t> inDigits(const SliderScale &scale, const ParameterSpec &spec,
                                   std::vector<std::int64_t> values, int finer)
{
    for (std::size_t i = 1; i + 1 < values.size(); ++i) {
        std::int64_t unit = 1;
        if (scale.logarithmic()) {
            while (values[i] / unit >= 100)
                unit *= 10;
        } else if (spec.kind == ParameterKind::Share) {
            unit = 10'000'000;
        } else if (spec.kind == ParameterKind::Factor) {
            unit = 100;
        }
        for (int digit = 0; digit < finer; ++digit)
            unit = std::max<std::int64_t>(1, unit / 10);
        values[i] = (values[i] + unit / 2) / unit * unit;
    }
    return values;
}

bool ascends(const std::vector<std::int64_t> &values)
{
    return std::is_sorted(values.begin(), values.end(), std::less_equal<>());
}

QByteArray nameOf(const ParameterSpec &spec)
{
    return QByteArray(spec.id.data(), qsizetype(spec.id.size())) + ' ' + QByteArray::number(qint64(spec.minimum))
        + " to " + QByteArray::number(qint64(spec.maximum));
}

} // namespace

/// Where values stand on a slider.
class TestSliderScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theEndsAreExact()
    {
        for (const ParameterSpec &spec : all()) {
            const SliderScale scale(spec);
            QVERIFY2(scale.valueAt(0) == spec.minimum, nameOf(spec));
            QVERIFY2(scale.valueAt(1) == spec.maximum, nameOf(spec));
            QVERIFY2(scale.valueAt(-1) == spec.minimum, nameOf(spec));
            QVERIFY2(scale.valueAt(2) == spec.maximum, nameOf(spec));
            QVERIFY2(scale.positionOf(spec.minimum) == 0.0, nameOf(spec));
            if (spec.maximum > spec.minimum)
                QVERIFY2(scale.positionOf(spec.maximum) == 1.0, nameOf(spec));
        }
    }

    void furtherToTheRightIsNeverLess()
    {
        for (const ParameterSpec &spec : all()) {
            const SliderScale scale(spec);
            std::int64_t value = spec.minimum;
            double position = 0;
            for (int i = 0; i <= 5000; ++i) {
                const std::int64_t next = scale.valueAt(i / 5000.0);
                QVERIFY2(next >= value && next <= spec.maximum, nameOf(spec));
                QVERIFY2(scale.positionOf(next) >= position && scale.positionOf(next) <= 1, nameOf(spec));
                QVERIFY2(next == value || scale.positionOf(next) > position, nameOf(spec));
                value = next;
                position = scale.positionOf(next);
            }
        }
    }

    void aValueOfTheSliderIsFoundAgain()
    {
        for (const ParameterSpec &spec : all()) {
            const SliderScale scale(spec);
            for (int i = 0; i <= 1000; ++i) {
                const std::int64_t value = scale.valueAt(i / 1000.0);
                QVERIFY2(scale.valueAt(scale.positionOf(value)) == value, nameOf(spec));
            }
        }
    }

    void aLogarithmicSliderGivesEveryDecadeTheSameRoom()
    {
        const SliderScale scale(duration(1ms, 10s));
        QCOMPARE(scale.valueAt(0.25), Duration(10ms).count());
        QCOMPARE(scale.valueAt(0.5), Duration(100ms).count());
        QCOMPARE(scale.valueAt(0.75), Duration(1s).count());
        QCOMPARE(SliderScale(rate()).valueAt(0.5), 10'000);
    }

    void aLinearSliderHasEveryValueOfAShortCount()
    {
        const SliderScale scale(count(1, 32));
        for (int value = 1; value <= 32; ++value)
            QCOMPARE(scale.valueAt((value - 1) / 31.0), value);
        QCOMPARE(SliderScale(share()).valueAt(0.333), 330'000'000); // whole percents
    }

    void whatASliderSetsHasTwoDigits()
    {
        for (const ParameterSpec &spec : {duration(1ms, 10s), count(1, 100'000), rate()}) {
            const SliderScale scale(spec);
            for (int i = 0; i <= 1000; ++i) {
                std::int64_t value = scale.valueAt(i / 1000.0);
                while (value % 10 == 0)
                    value /= 10;
                QVERIFY2(value < 100, nameOf(spec));
            }
        }
    }

    void zeroHasAPlaceOfItsOwnAtTheLeft()
    {
        const SliderScale scale(duration(0s, 60s));
        QCOMPARE(scale.positionOf(0), 0.0);
        QCOMPARE(scale.positionOf(Duration(1ms).count()), 0.06);
        QCOMPARE(scale.positionOf(1), 0.0); // less than the scale shows
        QCOMPARE(scale.valueAt(0.029), 0);
        QCOMPARE(scale.valueAt(0.031), Duration(1ms).count());
        QCOMPARE(scale.valueAt(0.06), Duration(1ms).count());
        const SliderScale items(count(0, 100'000));
        QCOMPARE(items.valueAt(0.029), 0);
        QCOMPARE(items.valueAt(0.031), 1);
    }

    void anArrowKeyAlwaysMovesAndStopsAtTheEnds()
    {
        for (const ParameterSpec &spec : all()) {
            const SliderScale scale(spec);
            std::int64_t value = spec.minimum;
            QVERIFY2(scale.nudged(value, -1) == value, nameOf(spec));
            int presses = 0;
            for (; value < spec.maximum; ++presses) {
                const std::int64_t next = scale.nudged(value, 1);
                QVERIFY2(next > value && next <= spec.maximum, nameOf(spec));
                value = next;
                if (presses > 300 && spec.kind == ParameterKind::Count)
                    break; // one by one
                QVERIFY2(presses < 1000, nameOf(spec));
            }
            QVERIFY2(scale.nudged(spec.maximum, 1) == spec.maximum, nameOf(spec));
            for (presses = 0; value > spec.minimum && presses < 1000; ++presses) {
                const std::int64_t next = scale.nudged(value, -1);
                QVERIFY2(next < value && next >= spec.minimum, nameOf(spec));
                value = next;
            }
            QVERIFY2(value == spec.minimum, nameOf(spec));
        }
    }

    void anArrowKeyIsOneOfACountAPercentOfAShareAndATwentiethOfATime()
    {
        QCOMPARE(SliderScale(count(1, 256)).nudged(10, 3), 13);
        QCOMPARE(SliderScale(count(1, 256)).nudged(10, -30), 1);
        QCOMPARE(SliderScale(share()).nudged(50'000'000, -2), 30'000'000);
        const SliderScale time(duration(0s, 60s));
        QCOMPARE(Duration(time.nudged(Duration(300ms).count(), 1)),
                 Duration(320ms)); // 15 ms, in tens; down from 280 it is 14
        QCOMPARE(Duration(time.nudged(Duration(300ms).count(), -2)), Duration(270ms));
        QCOMPARE(Duration(time.nudged(Duration(2s).count(), 10)), Duration(3s));
        QCOMPARE(Duration(time.nudged(Duration(1ms).count(), -1)), Duration::zero());
        QCOMPARE(Duration(time.nudged(0, 1)), Duration(1ms));
        QCOMPARE(Duration(time.nudged(0, 2)), Duration(1100us));
    }

    void withoutARangeEverythingStandsAtTheLeft()
    {
        const SliderScale scale(count(5, 5));
        QCOMPARE(scale.positionOf(5), 0.0);
        QCOMPARE(scale.nudged(5, 1), 5);
    }

    void whatLiesBetweenTwoValuesIsRoundAscendsAndHasBothEnds()
    {
        for (const ParameterSpec &spec : all()) {
            const SliderScale scale(spec);
            for (const int count : {2, 3, 12, 100}) {
                const std::vector<std::int64_t> values = scale.between(spec.minimum, spec.maximum, count);
                const std::int64_t all = spec.maximum - spec.minimum + 1;
                QVERIFY2(values.size() == static_cast<std::size_t>(std::min<std::int64_t>(count, all)), nameOf(spec));
                QVERIFY2(values.front() == spec.minimum && values.back() == spec.maximum, nameOf(spec));
                QVERIFY2(ascends(values), nameOf(spec));
                // As round as the count allows: with a digit less, two would be the same.
                int finer = 0;
                while (inDigits(scale, spec, values, finer) != values)
                    ++finer;
                QVERIFY2(finer == 0 || !ascends(inDigits(scale, spec, values, finer - 1)), nameOf(spec));
                QVERIFY2(finer == 0 || count == 100, nameOf(spec)); // a dozen are as round as what a slider sets
            }
        }
    }

    void aShortRangeOfACountIsGivenWhole()
    {
        QCOMPARE(SliderScale(count(0, 100'000)).between(3, 9, 12), (std::vector<std::int64_t>{3, 4, 5, 6, 7, 8, 9}));
        QCOMPARE(SliderScale(count(1, 32)).between(4, 4, 12), (std::vector<std::int64_t>{4}));
    }

    void thereAreAsManyValuesAsAreAskedFor()
    {
        // Around a capacity of 10, on the slider from 1 to 256: at its lower end the round ones are the same.
        QCOMPARE(SliderScale(count(1, 256)).between(2, 40, 12).size(), std::size_t(12));
        QCOMPARE(SliderScale(count(1, 256)).between(1, 12, 12).size(), std::size_t(12));
        // Rounder than a millisecond there are not as many.
        const std::vector<std::int64_t> close = SliderScale(duration(1ms, 10s)).between(300'000'000, 310'000'000, 12);
        QCOMPARE(close.size(), std::size_t(12));
        QCOMPARE(close[1], 300'900'000);
        // Of two values next to each other there are two.
        QCOMPARE(SliderScale(duration(1ms, 10s)).between(300'000'000, 300'000'001, 12).size(), std::size_t(2));
    }

    void whereTwoDigitsAreTooFewAllHaveOneMore()
    {
        QCOMPARE(SliderScale(count(1, 256)).between(100, 120, 12),
                 (std::vector<std::int64_t>{100, 102, 103, 105, 107, 109, 110, 112, 114, 116, 118, 120}));
    }

    void whereWholeNumbersAreTooFewTheNextOnesAreTaken()
    {
        QCOMPARE(SliderScale(count(1, 256)).between(2, 40, 12),
                 (std::vector<std::int64_t>{2, 3, 4, 5, 6, 8, 10, 13, 18, 23, 30, 40}));
    }

    void nothingIsWithinThePlaceForZeroButZero()
    {
        const SliderScale scale(duration(0s, 60s));
        const std::vector<std::int64_t> many = scale.between(0, Duration(60s).count(), 100);
        QCOMPARE(many.size(), std::size_t(100));
        QCOMPARE(Duration(many[1]), Duration(1ms));
        QCOMPARE(Duration(many[2]), Duration(1100us)); // then they are about equally far apart
        QCOMPARE(Duration(many[3]), Duration(1300us));
        // Below what the slider shows there are values all the same.
        QCOMPARE(scale.between(0, Duration(1ms).count(), 6),
                 (std::vector<std::int64_t>{0, 200'000, 400'000, 600'000, 800'000, 1'000'000}));
    }

    void aLongRangeIsSpreadAsOnTheSlider()
    {
        const std::vector<std::int64_t> values = SliderScale(duration(1ms, 10s)).between(1'000'000, 1'000'000'000, 4);
        QCOMPARE(values, (std::vector<std::int64_t>{1'000'000, 10'000'000, 100'000'000, 1'000'000'000}));
    }

    void aFactorGoesByTenths()
    {
        const SliderScale scale(factor());
        QCOMPARE(scale.valueAt(0.056), std::int64_t(1'500));
        QCOMPARE(scale.nudged(1'500, 1), std::int64_t(1'600));
        QCOMPARE(scale.nudged(1'050, -1), std::int64_t(1'000));
        QCOMPARE(scale.between(1'000, 2'000, 11).size(), std::size_t(11));
    }
};

QTEST_APPLESS_MAIN(TestSliderScale)
#include "tst_slider_scale.moc"
