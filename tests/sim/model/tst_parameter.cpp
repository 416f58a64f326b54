// SPDX-License-Identifier: MIT
#include "model/registry.h"

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
                .unit = "items",
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
        rate.turn(100);
        QCOMPARE(rate(), 0.1);
        QCOMPARE(rate.interval().mean(), Duration(std::chrono::seconds(10)));
    }

    void aCountIsReadWithItsUnitInTheSingularOrThePlural()
    {
        const std::unique_ptr<ParameterTable> table = findPattern("backpressure")->declare();
        const auto spec = [&](std::string_view id) { return table->all().at(table->find(id).value())->spec(); };
        QCOMPARE(readable(spec("capacity"), 1), std::string("1 item"));
        QCOMPARE(readable(spec("capacity"), 2), std::string("2 items"));
        QCOMPARE(readable(spec("producers"), 1), std::string("1"));
        QCOMPARE(readable(spec("memory-limit"), 0), std::string("never"));
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
        never.turn(30);
        QVERIFY(!never.isOff());
        QCOMPARE(never(), Duration(30));
        QCOMPARE(never.live().exactly().length(), Duration(30));
        never.turn(0);
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
