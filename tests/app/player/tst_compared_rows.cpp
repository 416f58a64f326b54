// SPDX-License-Identifier: MIT
#include "player/compared_rows.h"

#include <QTest>

using namespace coroscope;

/// The numbers of two runs beside each other, and what their difference means in words.
class TestComparedRows : public QObject
{
    Q_OBJECT

    using Better = Measure::Better;

    static Headline rate(double number, const std::string &text, Better better = Better::More)
    {
        return {.label = words("Throughput"),
                .value = text,
                .note = {},
                .number = number,
                .unit = Unit::PerSecond,
                .better = better};
    }
    static ComparedRow row(const Headline &first, const Headline &second)
    {
        return comparedRows(std::span(&first, 1), std::span(&second, 1)).at(0);
    }

private Q_SLOTS:
    void theDifferenceIsTheSecondLessTheFirst()
    {
        QCOMPARE(row(rate(6.7, "6.7 /s"), rate(9.8, "9.8 /s")),
                 (ComparedRow{"Throughput", "6.7 /s", "9.8 /s", "+3.1 /s", "better"}));
        QCOMPARE(row(rate(9.8, "9.8 /s"), rate(6.7, "6.7 /s")).word, QStringLiteral("worse"));
    }

    void lessCanBeBetterAndSometimesNeitherIs()
    {
        QCOMPARE(row(rate(6.7, "6.7 /s", Better::Less), rate(9.8, "9.8 /s", Better::Less)).word,
                 QStringLiteral("worse"));
        QCOMPARE(row(rate(6.7, "6.7 /s", Better::Neither), rate(9.8, "9.8 /s", Better::Neither)).word,
                 QStringLiteral("more"));
        QCOMPARE(row(rate(9.8, "9.8 /s", Better::Neither), rate(6.7, "6.7 /s", Better::Neither)).word,
                 QStringLiteral("less"));
    }

    void whatLooksTheSameIsTheSame()
    {
        const ComparedRow same = row(rate(6.71, "6.7 /s"), rate(6.74, "6.7 /s"));
        QCOMPARE(same.word, QStringLiteral("same"));
        QCOMPARE(same.difference, QString());
    }

    void whatIsNotKnownIsNotJudged()
    {
        Headline unknown = rate(0, "–");
        unknown.number.reset();
        QCOMPARE(row(unknown, rate(6.7, "6.7 /s")).word, QString());
        QCOMPARE(row(unknown, unknown).word, QString());
    }

    void numbersWithDifferentNamesAreShownAndNotJudged()
    {
        Headline other = rate(3, "3");
        other.label = words("In the channel");
        const ComparedRow shown = row(rate(6.7, "6.7 /s"), other);
        QCOMPARE(shown.label, QStringLiteral("Throughput / In the channel"));
        QCOMPARE(shown.difference + shown.word, QString());
    }

    void aDifferenceHasASignAndAUnit()
    {
        QCOMPARE(differenceText(3.1, Unit::PerSecond), QStringLiteral("+3.1 /s"));
        QCOMPARE(differenceText(-0.3, Unit::Seconds), QStringLiteral("−300 ms"));
        QCOMPARE(differenceText(0.12, Unit::Share), QStringLiteral("+12 points"));
        QCOMPARE(differenceText(-0.025, Unit::Share), QStringLiteral("−2.5 points"));
        QCOMPARE(differenceText(-6, Unit::Number), QStringLiteral("−6"));
        QCOMPARE(differenceText(1.25, Unit::Number), QStringLiteral("+1.2"));
        QCOMPARE(differenceText(12, Unit::PerMinute), QStringLiteral("+12 /min"));
    }
};

QTEST_GUILESS_MAIN(TestComparedRows)
#include "tst_compared_rows.moc"
