// SPDX-License-Identifier: MIT
#include "player/compared_rows.h"

#include <QTest>

using namespace coroscope;
using namespace std::chrono_literals;

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
    static constexpr ComparedBasis usual{.span = 10s, .sameLoad = true};
    static ComparedRow row(const Headline &first, const Headline &second, ComparedBasis basis = usual)
    {
        return comparedRows(std::span(&first, 1), std::span(&second, 1), basis).at(0);
    }
    static Headline share(double number, const std::string &text)
    {
        return {.label = words("Availability"),
                .value = text,
                .note = {},
                .number = number,
                .unit = Unit::Share,
                .better = Better::More};
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

    void aNumberThatOnlyOneHasStandsByItself()
    {
        Headline other = rate(3, "3");
        other.label = words("In the channel");
        const std::vector<Headline> first{rate(6.7, "6.7 /s"), rate(1, "1 /s")};
        std::vector<Headline> second{other, rate(9.8, "9.8 /s")};
        second.front().label = words("In the channel");
        const std::vector<ComparedRow> rows = comparedRows(std::span(first).first(1), second, usual);
        QCOMPARE(rows.size(), std::size_t(2));
        QCOMPARE(rows[0].label, QStringLiteral("Throughput")); // wherever it stands in the other
        QCOMPARE(rows[0].word, QStringLiteral("better"));
        QCOMPARE(rows[1], (ComparedRow{"In the channel", "–", "3", "", ""}));
    }

    void whatDiffersByChanceIsAboutTheSame()
    {
        // One item in ten seconds, or one in twenty.
        QCOMPARE(row(rate(0.3, "0.30 /s"), rate(0.2, "0.20 /s")).word, QStringLiteral("about the same"));
        QCOMPARE(row(rate(0.3, "0.30 /s"), rate(0.2, "0.20 /s")).difference, QString());
        QCOMPARE(row(rate(0.3, "0.30 /s"), rate(0.1, "0.10 /s")).word, QStringLiteral("worse"));
        QCOMPARE(row(rate(0.3, "0.30 /s"), rate(0.2, "0.20 /s"), {20s, true}).word, QStringLiteral("worse"));
        QCOMPARE(row(rate(20, "20 /s"), rate(19.1, "19.1 /s")).word, QStringLiteral("about the same"));
        QCOMPARE(row(rate(20, "20 /s"), rate(18.9, "18.9 /s")).word, QStringLiteral("worse"));
        // A point of a share.
        QCOMPARE(row(share(0.995, "99.5 %"), share(0.99, "99 %")).word, QStringLiteral("about the same"));
        QCOMPARE(row(share(0.995, "99.5 %"), share(0.98, "98 %")).word, QStringLiteral("worse"));
        QVERIFY(!row(rate(0.3, "0.30 /s"), rate(0.2, "0.20 /s")).reason.isEmpty());
    }

    void howMuchGetsDoneIsNotJudgedWhereThereIsLessToDo()
    {
        const ComparedBasis other{.span = 10s, .sameLoad = false};
        const ComparedRow much = row(rate(6.7, "6.7 /s"), rate(9.8, "9.8 /s"), other);
        QCOMPARE(much.difference, QStringLiteral("+3.1 /s"));
        QCOMPARE(much.word, QStringLiteral("more"));
        QVERIFY(!much.reason.isEmpty());
        // How much of it is done well, is.
        QCOMPARE(row(share(0.5, "50 %"), share(0.9, "90 %"), other).word, QStringLiteral("better"));
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
