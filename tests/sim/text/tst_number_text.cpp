// SPDX-License-Identifier: MIT
#include "text/number_text.h"
#include "text/share_text.h"

#include <QScopeGuard>
#include <QTest>

#include <chrono>
#include <limits>
#include <locale>

using namespace coroscope;
using namespace std::chrono_literals;

/// Numbers for people.
class TestNumberText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decimalsAreAsManyAsAskedFor()
    {
        QCOMPARE(decimals(3.14159, 0), std::string("3"));
        QCOMPARE(decimals(3.14159, 1), std::string("3.1"));
        QCOMPARE(decimals(3.14159, 3), std::string("3.142"));
        QCOMPARE(decimals(2, 2), std::string("2.00"));
        QCOMPARE(decimals(0, 1), std::string("0.0"));
        QCOMPARE(decimals(-1.25, 1), std::string("-1.2"));
        QCOMPARE(decimals(1e-9, 2), std::string("0.00"));
    }

    void thereIsAlwaysAPointAndNoGroupingWhateverTheLocale()
    {
        struct Commas : std::numpunct<char> {
            char do_decimal_point() const override { return ','; }
            char do_thousands_sep() const override { return '.'; }
            std::string do_grouping() const override { return "\3"; }
        };
        const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Commas));
        const auto restore = qScopeGuard([&] { std::locale::global(before); });
        QCOMPARE(decimals(1234567.5, 1), std::string("1234567.5"));
    }

    void theLargestNumberFits()
    {
        const std::string text = decimals(std::numeric_limits<double>::max(), 6);
        QCOMPARE(text.size(), std::size_t{309 + 7});
        QVERIFY(text.starts_with("179769313486231570") && text.ends_with(".000000"));
    }

    void ratesHaveAsManyDigitsAsTellSomething_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0.0 << "0.0 /s";
        QTest::newRow("a few an hour") << 0.004 << "0.00 /s";
        QTest::newRow("a quarter") << 0.25 << "0.25 /s";
        QTest::newRow("just below one") << 0.99 << "0.99 /s";
        QTest::newRow("one") << 1.0 << "1.0 /s";
        QTest::newRow("some") << 20.0 / 3 << "6.7 /s";
        QTest::newRow("just below a hundred") << 99.94 << "99.9 /s";
        QTest::newRow("a hundred") << 100.0 << "100 /s";
        QTest::newRow("many") << 12345.6 << "12346 /s";
    }
    void ratesHaveAsManyDigitsAsTellSomething()
    {
        QFETCH(double, rate);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(ratePerSecond(rate)), text);
    }

    void sharesAreWholePercents()
    {
        QCOMPARE(percent(0), std::string("0 %"));
        QCOMPARE(percent(0.714), std::string("71 %"));
        QCOMPARE(percent(0.716), std::string("72 %"));
        QCOMPARE(percent(1), std::string("100 %"));
    }

    void aShareThatIsNotNoneIsNotSaidToBe()
    {
        QCOMPARE(preciseShare(0).text(), std::string("0 %"));
        QCOMPARE(shareApart(0.5, 0.95).text(), std::string("50 %"));
        QCOMPARE(shareApart(0.9467, 0.95).text(), std::string("94.7 %")); // 95 % of 95 % says nothing
        QCOMPARE(shareApart(0.94996, 0.95).text(), std::string("94.996 %"));
        QCOMPARE(preciseShare(0.714).text(), std::string("71 %"));
        QCOMPARE(preciseShare(0.0001).text(), std::string("0.01 %"));
        QCOMPARE(preciseShare(0.004).text(), std::string("0.4 %"));
        QCOMPARE(preciseShare(0.998).text(), std::string("99.8 %"));
        QCOMPARE(preciseShare(1e-12).text(), std::string("hardly any"));
        QCOMPARE(preciseShare(1 - 1e-12).text(), std::string("nearly 100 %"));
        QCOMPARE(preciseShare(1).text(), std::string("100 %"));
    }

    void partsOfAWholeAddUpToIt()
    {
        const auto texts = [](const std::vector<double> &shares) {
            QStringList list;
            for (const Sentence &share : sharesOfWhole(shares))
                list << QString::fromStdString(share.text()).remove(QStringLiteral(" %"));
            return list.join(' ');
        };
        QCOMPARE(texts({0.715, 0.285}), QStringLiteral("72 28")); // not 72 and 29
        QCOMPARE(texts({0.333, 0.333, 0.334}), QStringLiteral("33 33 34"));
        QCOMPARE(texts({0.125, 0.125, 0.125, 0.625}), QStringLiteral("13 13 12 62"));
        QCOMPARE(texts({0.006, 0.497, 0.497}), QStringLiteral("1 50 49")); // what there is, is not "0 %"
        QCOMPARE(texts({0.003, 0.3, 0.697}), QStringLiteral("0.3 30 70"));
        QCOMPARE(texts({0.996, 0.004}), QStringLiteral("99.6 0.4"));
        QCOMPARE(texts({0.355, 0.253}), QStringLiteral("36 25")); // a part of all: 60.8 %
        QCOMPARE(texts({1, 0}), QStringLiteral("100 0"));
        QCOMPARE(texts({}), QString());
    }

    void estimatesAreRoundedToTenthsAndEndAtThreeYears()
    {
        QCOMPARE(roundedToTenths(0), Duration(0ms));
        QCOMPARE(roundedToTenths(0.04), Duration(0ms));
        QCOMPARE(roundedToTenths(0.05), Duration(100ms));
        QCOMPARE(roundedToTenths(1.26), Duration(1300ms));
        QCOMPARE(roundedToTenths(59.94), Duration(59'900ms));
        QCOMPARE(roundedToTenths(1e8), Duration(100'000'000s));
        QCOMPARE(roundedToTenths(1e300), Duration(100'000'000s));
        QCOMPARE(roundedToTenths(std::numeric_limits<double>::infinity()), Duration(100'000'000s));
    }
};

QTEST_APPLESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
