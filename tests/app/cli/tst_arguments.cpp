// SPDX-License-Identifier: MIT
#include "cli/arguments.h"
#include "cli/errors.h"
#include "cli/text_table.h"
#include "text/wording.h"

#include <QTest>

#include <array>

using namespace coroscope;

namespace {

constexpr std::array<OptionSpec, 3> options = {{
    {.name = "--set", .value = "NAME=VALUE", .help = "sets", .repeatable = true},
    {.name = "--seed", .value = "N", .help = "seeds"},
    {.name = "--json", .value = {}, .help = "as JSON"},
}};

Arguments parse(const std::vector<std::string_view> &words, std::size_t maximumOperands = 1)
{
    return Arguments(words, options, maximumOperands);
}

/// What parsing says is wrong; empty when nothing is.
std::string error(const std::vector<std::string_view> &words)
{
    try {
        parse(words);
        return {};
    } catch (const RequestError &refused) {
        return refused.what();
    }
}

} // namespace

/// Taking command lines apart, and the words of error lines.
class TestArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void optionsAndOperandsComeInAnyOrder()
    {
        const Arguments arguments = parse({"--seed", "7", "backpressure", "--json"});
        QCOMPARE(arguments.operands(), std::vector<std::string_view>{"backpressure"});
        QVERIFY(arguments.value("--seed") == "7");
        QVERIFY(arguments.has("--json"));
        QVERIFY(!arguments.has("--set"));
    }

    void aValueMayFollowAnEqualsSignAndHoldOne()
    {
        const Arguments arguments = parse({"--set=a=b=c", "--set", "d=e"});
        QCOMPARE(arguments.options().size(), std::size_t{2});
        QVERIFY(arguments.options()[0].value == "a=b=c");
        QVERIFY(arguments.options()[1].value == "d=e");
    }

    void aValueMayBeginWithADash() { QVERIFY(parse({"--seed", "-1"}).value("--seed") == "-1"); }

    void afterTwoDashesEverythingIsAnOperand()
    {
        QCOMPARE(parse({"--", "--json"}).operands(), std::vector<std::string_view>{"--json"});
        QCOMPARE(parse({"-"}).operands(), std::vector<std::string_view>{"-"});
    }

    void whatIsWrongIsNamed()
    {
        QCOMPARE(error({"--sed", "1"}),
                 std::string("unknown option '--sed'; did you mean '--set'? The options are: --set, "
                             "--seed and --json"));
        QCOMPARE(error({"--seed"}), std::string("--seed needs a value: N"));
        QCOMPARE(error({"--json=1"}), std::string("--json takes no value"));
        QCOMPARE(error({"--seed", "1", "--seed=2"}), std::string("--seed is given twice; it is taken once"));
        QCOMPARE(error({"a", "b"}), std::string("'b' is one argument too many"));
        QVERIFY(error({"-x"}).starts_with("unknown option '-x'; the options are"));
    }

    void theHelpNamesEveryOptionWithItsValue()
    {
        QCOMPARE(optionHelp(options),
                 std::string("  --set NAME=VALUE  sets\n"
                             "  --seed N          seeds\n"
                             "  --json            as JSON\n"));
    }

    void whatIsQuotedStaysOnOneLineAndIsShort()
    {
        QCOMPARE(inQuotes("a\nb\x1b[31m\x7f"), std::string("'a?b?[31m?'"));
        QCOMPARE(inQuotes("\xff\xc3"),
                 std::string("'?"
                             "?'"));
        QCOMPARE(inQuotes("\xc2\x85"), std::string("'?'")); // a control character above ASCII
        QCOMPARE(inQuotes(std::string(1'000'000, 'x')), "'" + std::string(40, 'x') + "…'");
        std::string accents;
        for (int i = 0; i < 40; ++i)
            accents += "é";
        QCOMPARE(inQuotes(accents), "'" + accents + "'");
    }

    void theNearestNameIsOffered()
    {
        const std::vector<std::string_view> names = {"capacity", "interval", "interval-shape", "work"};
        QVERIFY(nearest("capcity", names) == "capacity");
        QVERIFY(nearest("intervla", names) == "interval");
        QVERIFY(nearest("wrok", names) == "work");
        QVERIFY(nearest("cap", names) == "capacity");
        QVERIFY(nearest("zzz", names).empty());
        QVERIFY(nearest("", names).empty());
        QVERIFY(nearest(std::string(100'000, 'x'), names).empty());
    }

    void aTableIsAlignedByCharactersAndHasNoBlanksAtTheEnd()
    {
        TextTable table{TextTable::Align::Left, TextTable::Align::Right, TextTable::Align::Left};
        table.add({"a", "10 µs", "x"});
        table.add({"bcd", "1 ms", ""});
        QCOMPARE(table.text(1), std::string(" a    10 µs  x\n bcd   1 ms\n"));
    }
};

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
