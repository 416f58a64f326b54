// SPDX-License-Identifier: MIT
#include "kernel/random.h"
#include "text/duration_text.h"

#include <QTest>

#include <chrono>

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

void addText(const char *text, Duration duration)
{
    QTest::addRow("%s = %lld ns", text, static_cast<long long>(duration.count()))
        << QString::fromUtf8(text) << qint64(duration.count());
}

} // namespace

/// Durations as they are written and shown.
class TestDurationText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDecimalWithAUnitIsReadToTheNanosecond_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanoseconds");
        addText("0", 0ns);
        addText("0s", 0ns);
        addText("0.000h", 0ns);
        addText("7ns", 7ns);
        addText("7us", 7us);
        addText("300ms", 300ms);
        addText("2s", 2s);
        addText("2m", 2min);
        addText("3h", 3h);
        addText("007s", 7s);
        addText("1.5s", 1500ms);
        addText("0.1s", 100ms); // a tenth is no double
        addText("0.123456789s", 123'456'789ns);
        addText("1.000000001s", 1s + 1ns);
        addText("0.001us", 1ns);
        addText("0.5m", 30s);
        addText("0.25h", 15min);
        addText("0.00000000025h", 900ns);
        addText("0.0000000000025h", 9ns);
        addText("1.50000000000000000000000000000000s", 1500ms); // zeros at the end say nothing
        addText("9223372036854775807ns", Duration::max());
        addText("9223372036.854775807s", Duration::max());
        addText("1h30m", 90min); // several, from large to small
        addText("2m 5s", 125s);
        addText("2m5.25s", 125'250ms);
        addText("1h 1m 1s 1ms 1us 1ns", 1h + 1min + 1s + 1ms + 1us + 1ns);
        addText("1h 90s", 1h + 90s);
        addText("0h 5s", 5s);
        addText("1 s", 1s); // as they are printed
        addText("300 ms", 300ms);
        addText("1min", 1min);
        addText("2 min 5 s", 125s);
        addText("1 h 02 min 03.4 s", 1h + 2min + 3400ms);
        addText("30 µs", 30us);
        addText("2562047h 47m 16s 854ms 775us 807ns", Duration::max());
        addText("2562047h", 2562047h);
    }
    void aDecimalWithAUnitIsReadToTheNanosecond()
    {
        QFETCH(QString, text);
        QFETCH(qint64, nanoseconds);
        const std::optional<Duration> parsed = parsedDuration(text.toStdString());
        QVERIFY(parsed.has_value());
        QCOMPARE(qint64(parsed->count()), nanoseconds);
    }

    void anythingElseIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"",       "s",    "ms",    "5",           "00",     "0.0",     "1.5",     "-1s",     "+1s",
              "-0s",    " 1s",  "1s ",   "1 s ",        "1.s",    ".5s",     "1..5s",   "1.5.5s",  "1,5s",
              "1'000s", "1e3s", "1e-3s", "0x10s",       "1S",     "1Ms",     "1sec",    "1minute", "1d",
              "5s 2m",  "1h30", "1s1s",  "1.5h30m",     "1ms 1m", "1h, 30m", "1h\t30m", "1ss",     "inf",
              "infs",   "NaN",  "nans",  "ten seconds", "１s"})
            QTest::newRow(text) << QString::fromUtf8(text);
        QTest::newRow("a zero byte at the end") << QString("1s") + QChar(0);
        QTest::newRow("a line end") << "1s\n";
        QTest::newRow("a megabyte") << QString(1'000'000, '1');
    }
    void anythingElseIsRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!parsedDuration(text.toStdString()));
    }

    void aFractionOfANanosecondIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"0.5ns", "1.0001us", "0.0000000001s", "0.1234567891s", "0.00000000000025h",
                                 "0.00000000000000000001h", "0.33333333333333333333333m"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void aFractionOfANanosecondIsRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!parsedDuration(text.toStdString()));
    }

    void whatTheClockCannotHoldIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"2562047h 47m 16s 854ms 775us 808ns", "9223372036854775808ns", "9223372036.854775808s",
                                 "9223372037s", "9223372036854776us", "2562048h", "2562047.999h",
                                 "18446744073709551616ns", "99999999999999999999999999h", "9223372036854775807h"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void whatTheClockCannotHoldIsRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!parsedDuration(text.toStdString()));
    }

    void theCanonicalFormIsInTheLargestUnitThatMakesItWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanoseconds");
        addText("0s", 0ns);
        addText("1ns", 1ns);
        addText("999ns", 999ns);
        addText("1us", 1000ns);
        addText("1500ms", 1500ms);
        addText("2s", 2000ms);
        addText("59s", 59s);
        addText("1m", 60s);
        addText("90s", 90s);
        addText("90m", 90min);
        addText("2h", 120min);
        addText("3601s", 1h + 1s);
        addText("3600000000001ns", 1h + 1ns);
        addText("9223372036854775807ns", Duration::max());
    }
    void theCanonicalFormIsInTheLargestUnitThatMakesItWhole()
    {
        QFETCH(QString, text);
        QFETCH(qint64, nanoseconds);
        QCOMPARE(QString::fromStdString(canonicalDuration(Duration{nanoseconds})), text);
    }

    void theCanonicalFormReadsBackAsTheSameDuration()
    {
        Random random(1, "durations", 0);
        for (int i = 0; i < 100'000; ++i) {
            // Of all sizes, and in any unit.
            constexpr std::int64_t units[] = {1, 1'000, 1'000'000, 1'000'000'000, 60'000'000'000, 3'600'000'000'000};
            const std::int64_t unit = units[random.below(6)];
            const std::uint64_t most = std::uint64_t(Duration::max().count() / unit) >> random.below(40);
            const Duration duration{std::int64_t(random.below(most + 1)) * unit};
            const std::string text = canonicalDuration(duration);
            QVERIFY2(parsedDuration(text) == std::optional(duration), text.c_str());
        }
    }

    void whatIsPrintedForPeopleReadsBackAsWhatItSays()
    {
        Random random(3, "durations", 0);
        for (int i = 0; i < 100'000; ++i) {
            const Duration duration{
                std::int64_t(random.below(std::uint64_t(Duration::max().count()) >> random.below(60)))};
            const std::string text = readableDuration(duration);
            const std::optional<Duration> read = parsedDuration(text);
            QVERIFY2(read.has_value(), text.c_str());
            QCOMPARE(readableDuration(*read), text);
        }
        for (const Duration time : {Duration(12'480ms), Duration(75'300ms), Duration(1h + 2min + 3400ms)})
            QCOMPARE(parsedDuration(readableTime(Time{} + time)), std::optional(time));
    }

    void aDecimalReadsAsTheSumOfItsDigits()
    {
        Random random(2, "durations", 0);
        for (int i = 0; i < 100'000; ++i) {
            const std::uint64_t seconds = random.below(9'223'372'036);
            const std::uint64_t nanoseconds = random.below(1'000'000'000);
            const QString text = QStringLiteral("%1.%2s").arg(seconds).arg(nanoseconds, 9, 10, QLatin1Char('0'));
            const Duration expected{std::int64_t(seconds * 1'000'000'000 + nanoseconds)};
            QVERIFY2(parsedDuration(text.toStdString()) == std::optional(expected), qPrintable(text));
        }
    }

    void forPeopleItIsRoundedToThreeDigits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanoseconds");
        addText("0 s", 0ns);
        addText("1 ns", 1ns);
        addText("999 ns", 999ns);
        addText("1 µs", 1us);
        addText("1.23 µs", 1234ns);
        addText("12.3 µs", 12'345ns);
        addText("999 µs", 999'499ns);
        addText("1 ms", 999'500ns);
        addText("300 ms", 300ms);
        addText("9.99 ms", 9'994'999ns);
        addText("10 ms", 9'995'000ns);
        addText("999 ms", 999'499'999ns);
        addText("1 s", 999'500'000ns);
        addText("1.42 s", 1423ms);
        addText("59.9 s", 59'949'999'999ns);
        addText("1 min", 59'950'000'000ns);
        addText("1 min 1 s", 60'500'000'000ns);
        addText("2 min 5 s", 125s);
        addText("59 min 59 s", 3'599'499'999'999ns);
        addText("1 h", 3'599'500'000'000ns);
        addText("1 h 1 min", 3630s);
        addText("2 h", 2h);
        addText("2562047 h 47 min", Duration::max());
    }
    void forPeopleItIsRoundedToThreeDigits()
    {
        QFETCH(QString, text);
        QFETCH(qint64, nanoseconds);
        QCOMPARE(QString::fromStdString(readableDuration(Duration{nanoseconds})), text);
    }

    void aMomentIsCutOffAndNotRounded_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("nanoseconds");
        addText("0.000 s", 0ns);
        addText("0.000 s", 999'999ns);
        addText("12.480 s", 12'480ms);
        addText("59.999 s", 59'999'999'999ns);
        addText("1 min 00.0 s", 60s);
        addText("2 min 05.9 s", 125'999ms);
        addText("59 min 59.9 s", 3'599'999ms);
        addText("1 h 02 min 03.4 s", 1h + 2min + 3499ms);
        addText("100 h 00 min 00.0 s", 100h);
    }
    void aMomentIsCutOffAndNotRounded()
    {
        QFETCH(QString, text);
        QFETCH(qint64, nanoseconds);
        QCOMPARE(QString::fromStdString(readableTime(Time{} + Duration{nanoseconds})), text);
    }
};

QTEST_APPLESS_MAIN(TestDurationText)
#include "tst_duration_text.moc"
