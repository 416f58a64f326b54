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
                 (ComparedRow{"Throughput", "6.7 /s", "9.8 /s", "+3.1 /s", "B better", "", "B"}));
        QCOMPARE(row(rate(9.8, "9.8 /s"), rate(6.7, "6.7 /s")).word, QStringLiteral("A better"));
    }

    void lessCanBeBetterAndSometimesNeitherIs()
    {
        QCOMPARE(row(rate(6.7, "6.7 /s", Better::Less), rate(9.8, "9.8 /s", Better::Less)).word,
                 QStringLiteral("A better"));
        QCOMPARE(row(rate(6.7, "6.7 /s", Better::Neither), rate(9.8, "9.8 /s", Better::Neither)).word,
                 QStringLiteral("more in B"));
        QCOMPARE(row(rate(9.8, "9.8 /s", Better::Neither), rate(6.7, "6.7 /s", Better::Neither)).word,
                 QStringLiteral("more in A"));
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
        QCOMPARE(rows[0].word, QStringLiteral("B better"));
        QCOMPARE(rows[1], (ComparedRow{"In the channel", "–", "3", "", ""}));
    }

    void whatDiffersByChanceIsAboutTheSame()
    {
        // One item in ten seconds, or one in twenty.
        QCOMPARE(row(rate(0.3, "0.30 /s"), rate(0.2, "0.20 /s")).word, QStringLiteral("too few: 3 and 2"));
        QCOMPARE(row(rate(0.1, "0.10 /s"), rate(0.2, "0.20 /s")).word, QStringLiteral("too few: 1 and 2"));
        QCOMPARE(row(rate(1.3, "1.3 /s"), rate(1.2, "1.2 /s")).word, QStringLiteral("about the same"));
        QCOMPARE(row(rate(0.3, "0.30 /s"), rate(0.2, "0.20 /s")).difference, QString());
        QCOMPARE(row(rate(0.3, "0.30 /s"), rate(0.1, "0.10 /s")).word, QStringLiteral("A better"));
        QCOMPARE(row(rate(0.3, "0.30 /s"), rate(0.2, "0.20 /s"), {20s, true}).word, QStringLiteral("A better"));
        QCOMPARE(row(rate(20, "20 /s"), rate(19.1, "19.1 /s")).word, QStringLiteral("about the same"));
        QCOMPARE(row(rate(20, "20 /s"), rate(18.9, "18.9 /s")).word, QStringLiteral("A better"));
        // A point of a share.
        QCOMPARE(row(share(0.995, "99.5 %"), share(0.99, "99 %")).word, QStringLiteral("about the same"));
        QCOMPARE(row(share(0.995, "99.5 %"), share(0.98, "98 %")).word, QStringLiteral("A better"));
        QVERIFY(!row(rate(0.3, "0.30 /s"), rate(0.2, "0.20 /s")).reason.isEmpty());
    }

    void howMuchGetsDoneIsNotJudgedWhereThereIsLessToDo()
    {
        const ComparedBasis other{.span = 10s, .sameLoad = false};
        const ComparedRow much = row(rate(6.7, "6.7 /s"), rate(9.8, "9.8 /s"), other);
        QCOMPARE(much.difference, QStringLiteral("+3.1 /s"));
        QCOMPARE(much.word, QStringLiteral("more in B"));
        QVERIFY(!much.reason.isEmpty());
        // How much of it is done well, is.
        QCOMPARE(row(share(0.5, "50 %"), share(0.9, "90 %"), other).word, QStringLiteral("B better"));
    }

    /// However the two have been put in order.
    void theVerdictNamesTheRunThatIsBetter()
    {
        const Headline slow = rate(6.7, "6.7 /s");
        const Headline fast = rate(9.8, "9.8 /s");
        QCOMPARE(row(slow, fast).better, QStringLiteral("B"));
        QCOMPARE(row(fast, slow).better, QStringLiteral("A"));
        QCOMPARE(row(fast, fast).better, QString());
    }

    void whereNothingFinishedThatIsSaidAndTheOtherIsBetter()
    {
        const Headline none{.label = words("Latency p99"),
                            .value = std::string("–"),
                            .note = {},
                            .number = std::nullopt,
                            .unit = Unit::Seconds,
                            .better = Better::Less};
        Headline some = none;
        some.value = std::string("13 ms");
        some.number = 0.013;
        const std::vector<Headline> stuck{rate(0, "0 /s"), none};
        const std::vector<Headline> working{rate(9.8, "9.8 /s"), some};
        const ComparedRow latency = comparedRows(stuck, working, usual).at(1);
        QCOMPARE(latency.first, QStringLiteral("none finished"));
        QCOMPARE(latency.second, QStringLiteral("13 ms"));
        QCOMPARE(latency.word, QStringLiteral("B better"));
        QVERIFY(latency.difference.isEmpty() && !latency.reason.isEmpty());
        QCOMPARE(comparedRows(working, stuck, usual).at(1).better, QStringLiteral("A"));
        // Of what has another thing to do, that says nothing; nor does what was not measured while others finished.
        QCOMPARE(comparedRows(stuck, working, {.span = 10s, .sameLoad = false}).at(1).word, QString());
        const std::vector<Headline> unmeasured{rate(9.8, "9.8 /s"), none};
        QCOMPARE(comparedRows(unmeasured, working, usual).at(1).first, QStringLiteral("none"));
        QCOMPARE(comparedRows(unmeasured, working, usual).at(1).word, QString());
    }

    void nothingIsCountedInAProcessThatIsDown()
    {
        Headline waiting{.label = words("Waiting to send"),
                         .value = std::string("0 of 0"),
                         .note = {},
                         .now = true,
                         .number = 0.0,
                         .better = Better::Less};
        Headline others = waiting;
        others.value = std::string("2 of 3");
        others.number = 2.0;
        const ComparedRow down = row(waiting, others,
                                     {.span = 10s, .sameLoad = true, .firstIsDown = true, .secondIsDown = false});
        QCOMPARE(down.first, QStringLiteral("down"));
        QCOMPARE(down.second, QStringLiteral("2 of 3"));
        QCOMPARE(down.word, QString());
        // What is over a span is as good as ever.
        QCOMPARE(
            row(rate(6.7, "6.7 /s"), rate(9.8, "9.8 /s"), {.span = 10s, .sameLoad = true, .firstIsDown = true}).word,
            QStringLiteral("B better"));
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
