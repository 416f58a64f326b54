// SPDX-License-Identifier: MIT
#include "trace/code_sites.h"

#include <QTest>

#include <type_traits>
#include <utility>
#include <vector>

using namespace coroscope;

namespace {

/// The line of the call, in its function.
template <typename... Ignored>
std::source_location here(std::source_location where = std::source_location::current())
{
    return where;
}

/// A line that every copy of a template has, each in a function of its own. (What does not depend on the parameter,
/// Clang takes from the template itself, so that all copies would be one place.)
template <int number>
std::source_location inACopy()
{
    return here<std::integral_constant<int, number>>();
}

template <int... numbers>
std::vector<std::source_location> copies(std::integer_sequence<int, numbers...>)
{
    return {inACopy<numbers>()...};
}

} // namespace

/// The side table of a trace that says which places in the code its events come from.
class TestCodeSites : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nowhereIsZero()
    {
        CodeSites sites;
        QCOMPARE(sites.numberOf(std::source_location()), SiteId{0});
        QCOMPARE(sites.at(0), CodeSite{});
        QCOMPARE(sites.end(), std::size_t{1});
    }

    void placesAreNumberedInTheOrderInWhichTheyAreSeen()
    {
        CodeSites sites;
        const auto first = here();
        const auto second = here();
        QCOMPARE(sites.numberOf(first), SiteId{1});
        QCOMPARE(sites.numberOf(second), SiteId{2});
        QCOMPARE(sites.numberOf(first), SiteId{1});
        QCOMPARE(sites.end(), std::size_t{3});
        QCOMPARE(sites.at(1).line + 1, sites.at(2).line);
        QVERIFY(sites.at(1).file.ends_with("tst_code_sites.cpp"));
    }

    void aNumberThatWasNeverGivenIsNowhere()
    {
        CodeSites sites;
        QCOMPARE(sites.at(7), CodeSite{});
    }

    void linesOfOtherFilesAndFunctionsAreOtherPlaces()
    {
        CodeSites sites;
        const auto one = inACopy<1>();
        const auto two = inACopy<2>();
        QCOMPARE(one.line(), two.line());
        QVERIFY(sites.numberOf(one) != sites.numberOf(two)); // functions of other names
        QCOMPARE(functionName(sites.at(1)), functionName(sites.at(2)));
    }

    void thereIsRoomForManyAndTheyKeepTheirNumbers()
    {
        CodeSites sites;
        const std::vector<std::source_location> all = copies(std::make_integer_sequence<int, 700>());
        std::vector<SiteId> numbers;
        for (const auto &where : all)
            numbers.push_back(sites.numberOf(where));
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(sites.numberOf(all[i]), numbers[i]);
            QCOMPARE(numbers[i], SiteId(i + 1));
            QCOMPARE(sites.at(numbers[i]).line, all[i].line());
        }
    }

    void aFunctionIsCalledByItsNameAlone_data()
    {
        QTest::addColumn<QByteArray>("full");
        QTest::addColumn<QByteArray>("name");
        const auto row = [](const char *full, const char *name) {
            QTest::newRow(full) << QByteArray(full) << QByteArray(name);
        };
        row("QCoro::Task<> coroscope::pipeline::Pipeline::work(Line&, Stage&)", "work");
        row("void ns::A::produce(ns::A::produce(S<int>&, unsigned int)::_ZN2ns1A7produceERNS0_1SIiEEj.Frame*)",
            "produce");
        row("void ns::A::f(S<int>&)::<lambda(int)>::operator()(ns::A::f(S<int>&)::<lambda(int)>::_ZZN.Frame*)", "f");
        row("auto ns::A::go()::(anonymous class)::operator()(int) const", "go");
        row("ns::A::A()::<lambda()>", "A");
        row("", "");
    }
    void aFunctionIsCalledByItsNameAlone()
    {
        QFETCH(QByteArray, full);
        QFETCH(QByteArray, name);
        const CodeSite site{.file = {}, .line = 1, .function = std::string_view(full.data(), std::size_t(full.size()))};
        const std::string_view said = functionName(site);
        QCOMPARE(QByteArray(said.data(), qsizetype(said.size())), name);
    }
};

QTEST_APPLESS_MAIN(TestCodeSites)
#include "tst_code_sites.moc"
