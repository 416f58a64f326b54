// SPDX-License-Identifier: MIT
#include "run/registry.h"
#include "run/sweep.h"

#include <QTest>

#include <set>

using namespace coroscope;

/// Parameters as text, over every parameter of every pattern.
class TestParameter : public QObject
{
    Q_OBJECT

    static ParameterSpec share()
    {
        return {.id = "rate",
                .label = {},
                .effect = {},
                .unit = {},
                .kind = ParameterKind::Share,
                .maximum = 1'000'000'000,
                .choices = {}};
    }
    static ParameterSpec count()
    {
        return {.id = "size",
                .label = {},
                .effect = {},
                .unit = {"item", plural("items")},
                .kind = ParameterKind::Count,
                .minimum = 1,
                .maximum = 256,
                .choices = {}};
    }
    static ParameterSpec rate()
    {
        return {.id = "rate",
                .label = {},
                .effect = {},
                .unit = {},
                .kind = ParameterKind::Rate,
                .minimum = 100,
                .maximum = 1'000'000,
                .choices = {}};
    }

private Q_SLOTS:
    void whatIsWrittenReadsBackAsTheSameValue()
    {
        for (const PatternInfo *pattern : patterns()) {
            const std::unique_ptr<ParameterTable> table = pattern->declare();
            for (const Parameter *parameter : table->all()) {
                const ParameterSpec &spec = parameter->spec();
                const std::int64_t step = std::max<std::int64_t>(1, (spec.maximum - spec.minimum) / 997);
                for (std::int64_t value = spec.minimum; value <= spec.maximum; value += step)
                    QCOMPARE(parsed(spec, canonical(spec, value)).value.value(), value);
                QCOMPARE(parsed(spec, canonical(spec, spec.maximum)).value.value(), spec.maximum);
            }
        }
    }

    void aRateKnowsTheTimeFromOneToTheNextAndItMayBeTurned()
    {
        ParameterTable table;
        RateParameter rate(
            table, {.id = "rate", .label = {}, .effect = {}, .minimum = 100, .maximum = 1'000'000, .initial = 8'000});
        QCOMPARE(rate(), 8.0);
        QCOMPARE(rate.interval().mean(), Duration(std::chrono::milliseconds(125)));
        rate.set(100);
        QCOMPARE(rate(), 0.1);
        QCOMPARE(rate.interval().mean(), Duration(std::chrono::seconds(10)));
    }

    void aFactorIsADecimal()
    {
        ParameterTable table;
        FactorParameter factor(table,
                               {.id = "backoff", .label = {}, .effect = {}, .minimum = 1, .maximum = 10, .initial = 2});
        const ParameterSpec &spec = factor.spec();
        QCOMPARE(parsed(spec, "1.5").value, std::optional<std::int64_t>(1'500));
        QCOMPARE(parsed(spec, "1.1").value, std::optional<std::int64_t>(1'100));
        QCOMPARE(parsed(spec, "3").value, std::optional<std::int64_t>(3'000));
        QCOMPARE(canonical(spec, 1'100), std::string("1.1"));
        QCOMPARE(canonical(spec, 2'000), std::string("2"));
        QCOMPARE(readable(spec, 1'125).text(), std::string("1.125"));
        for (const char *text : {"0.9", "10.001", "1.0001", "1,5", "2x", "1.5/s", "", "-2"})
            QVERIFY2(!parsed(spec, text).value, text);
        QCOMPARE(parsed(spec, "0.9").error,
                 std::string("backoff: '0.9' is not accepted; it takes a number such as 2 or 1.5, 1 to 10"));
        factor.set(1'500);
        QVERIFY(factor() > Factor(1) && factor() < Factor(2));
    }

    void aFactorMultipliesToTheNearestNanosecond()
    {
        using namespace std::chrono_literals;
        QCOMPARE(Duration(200ms) * Factor(2), Duration(400ms));
        QCOMPARE(Duration(200ms) * Factor::ofThousandths(1'100), Duration(220ms));
        QCOMPARE(Duration(1ns) * Factor::ofThousandths(1'499), Duration(1ns));
        QCOMPARE(Duration(1ns) * Factor::ofThousandths(1'500), Duration(2ns));
        QCOMPARE(Duration(3ns) * Factor::ofThousandths(1'001), Duration(3ns));
        QCOMPARE(Duration::max() * Factor::ofThousandths(1'001), Duration::max());
    }

    void aColumnOfValuesHasOneUnitAndSaysWhich()
    {
        ParameterSpec duration{
            .id = "work", .label = {}, .effect = {}, .unit = {}, .kind = ParameterKind::Duration, .choices = {}};
        QCOMPARE(columnName(duration), std::string("work_s"));
        QCOMPARE(plainNumber(duration, 1'500'000'000), std::optional(1.5));
        QCOMPARE(columnName(rate()), std::string("rate_per_s"));
        QCOMPARE(plainNumber(rate(), 8'500), std::optional(8.5));
        QCOMPARE(columnName(share()), std::string("rate"));
        QCOMPARE(plainNumber(share(), 50'000'000), std::optional(0.05));
        QCOMPARE(plainNumber(count(), 12), std::optional(12.0));
        ParameterSpec factor = count();
        factor.kind = ParameterKind::Factor;
        QCOMPARE(plainNumber(factor, 1'500), std::optional(1.5));
        ParameterSpec choice = count();
        choice.kind = ParameterKind::Choice;
        QCOMPARE(columnName(choice), std::string("size"));
        QVERIFY(!plainNumber(choice, 1));
    }

    void noColumnOfASweepIsNamedAsAnother()
    {
        for (const PatternInfo *pattern : patterns()) {
            std::set<std::string> names;
            const auto add = [&](const std::string &name) { QVERIFY2(names.insert(name).second, name.c_str()); };
            const std::unique_ptr<ParameterTable> table = pattern->declare();
            for (const Parameter *parameter : table->all())
                add(columnName(parameter->spec()));
            for (const std::string &column : sweepColumns(*pattern))
                add(column);
        }
    }

    void whatIsCountedHasBothItsForms()
    {
        for (const PatternInfo *pattern : patterns()) {
            const std::unique_ptr<ParameterTable> table = pattern->declare();
            for (const Parameter *parameter : table->all()) {
                const Noun &unit = parameter->spec().unit;
                QCOMPARE(unit.one.empty(), unit.many.empty());
                QVERIFY2(unit.one.empty() || unit.one != unit.many, unit.many.data());
            }
            for (const TaskGroup &group : pattern->topology().groups) {
                QCOMPARE(group.plural.empty(), group.single);
                QVERIFY2(group.plural != group.label, group.label.data());
            }
        }
        const std::unique_ptr<ParameterTable> table = findPattern("explicit-errors")->declare();
        QCOMPARE(readable(table->all().at(table->find("retries").value())->spec(), 1).text(), std::string("1 retry"));
    }

    void aCountIsReadWithItsUnitInTheSingularOrThePlural()
    {
        const std::unique_ptr<ParameterTable> table = findPattern("backpressure")->declare();
        const auto spec = [&](std::string_view id) { return table->all().at(table->find(id).value())->spec(); };
        QCOMPARE(readable(spec("capacity"), 1).text(), std::string("1 item"));
        QCOMPARE(readable(spec("capacity"), 2).text(), std::string("2 items"));
        QCOMPARE(readable(spec("producers"), 1).text(), std::string("1"));
        QCOMPARE(readable(spec("memory-limit"), 0).text(), std::string("off"));
    }

    void everyDeclarationIsWhole()
    {
        for (const PatternInfo *pattern : patterns()) {
            std::set<std::string_view> ids;
            const std::unique_ptr<ParameterTable> table = pattern->declare();
            for (const Parameter *parameter : table->all()) {
                const ParameterSpec &spec = parameter->spec();
                QVERIFY2(ids.insert(spec.id).second, std::string(spec.id).c_str());
                QVERIFY(!spec.label.empty());
                QVERIFY(spec.effect.ends_with("."));
                QVERIFY(spec.minimum < spec.maximum);
                QVERIFY(spec.initial >= spec.minimum && spec.initial <= spec.maximum);
            }
        }
    }

    void aShareIsPerCentOrAFractionAndABareNumberOfNeitherKindIsAnError()
    {
        QCOMPARE(parsed(share(), "5%").value.value(), 50'000'000);
        QCOMPARE(parsed(share(), "5 %").value.value(), 50'000'000); // as it is printed
        QVERIFY(!parsed(share(), "5  %").value);
        QCOMPARE(parsed(share(), "0.05").value.value(), 50'000'000);
        QCOMPARE(parsed(share(), "12.5%").value.value(), 125'000'000);
        QCOMPARE(canonical(share(), 125'000'000), std::string("12.5%"));
        QVERIFY(!parsed(share(), "5").value);
        QVERIFY(!parsed(share(), "101%").value);
        QCOMPARE(parsed(share(), "5").error,
                 std::string("rate: '5' is not accepted; it takes a share such as 5% or 0.05, 0% to 100%"));
    }

    void countsAreWholeNumbersWithinTheirRange_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "0", "257", "-1", "1.5", "1e2", "0x10", " 5", "5 ", "five", "NaN",
                                 "9223372036854775808", "99999999999999999999", "+5", "5items"})
            QTest::newRow(text) << text;
    }
    void countsAreWholeNumbersWithinTheirRange()
    {
        QFETCH(QString, text);
        QVERIFY(!parsed(count(), text.toStdString()).value);
        QVERIFY(!parsed(count(), text.toStdString()).error.empty());
    }

    void ratesArePerSecond()
    {
        QCOMPARE(parsed(rate(), "8/s").value.value(), 8'000);
        QCOMPARE(parsed(rate(), "8 /s").value.value(), 8'000);
        QCOMPARE(parsed(rate(), "0.1/s").value.value(), 100);
        QCOMPARE(canonical(rate(), 8'000), std::string("8/s"));
        QVERIFY(!parsed(rate(), "8").value);
        QVERIFY(!parsed(rate(), "0.0001/s").value);
    }

    void aDurationForWhichZeroStandsForNeverIsLiveForEverAtZero()
    {
        ParameterTable table;
        const DurationParameter::Declaration declaration{
            .id = "hedge", .label = {}, .effect = {}, .minimum = {}, .maximum = Duration(60), .initial = {}};
        DurationParameter::Declaration off = declaration;
        off.zeroIsOff = true;
        DurationParameter never(table, off);
        DurationParameter atOnce(table, declaration);
        QVERIFY(never.isOff());
        QVERIFY(!atOnce.isOff());
        QCOMPARE(never.live().exactly().length(), forEver);
        QCOMPARE(atOnce.live().exactly().length(), Duration::zero());
        never.set(30);
        QVERIFY(!never.isOff());
        QCOMPARE(never(), Duration(30));
        QCOMPARE(never.live().exactly().length(), Duration(30));
        never.set(0);
        QCOMPARE(never(), Duration::zero());
        QCOMPARE(never.live().exactly().length(), forEver);
    }

    void anErrorIsOneShortLineWhateverWasGiven()
    {
        const std::string error = parsed(count(), std::string(1'000'000, 'x') + "\n\x1b[31m").error;
        QVERIFY(error.size() < 200);
        QVERIFY(error.find('\n') == std::string::npos);
        QVERIFY(parsed(count(), "\x1b[31m\n").error.find('\x1b') == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestParameter)
#include "tst_parameter.moc"
