// SPDX-License-Identifier: MIT
#include "cli/errors.h"
#include "cli/run_request.h"
#include "run/registry.h"

#include <QTest>

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

RunRequest read(const std::vector<std::string_view> &words)
{
    std::vector<std::string_view> all = {"backpressure"};
    all.insert(all.end(), words.begin(), words.end());
    return readRunRequest(Arguments(all, runOptions(), 1));
}

/// What is wrong with the request; empty when nothing is.
std::string error(const std::vector<std::string_view> &words)
{
    try {
        read(words);
        return {};
    } catch (const RequestError &refused) {
        return refused.what();
    }
}

std::size_t position(std::string_view parameter)
{
    return findPattern("backpressure")->declare()->find(parameter).value();
}

} // namespace

/// Reading a run from a command line.
class TestRunRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutOptionsItIsAMinuteOfSeedOneAtTheDefaults()
    {
        const RunRequest request = read({});
        QCOMPARE(request.pattern, findPattern("backpressure"));
        QCOMPARE(request.settings.seed, std::uint64_t{1});
        QCOMPARE(request.settings.schedule, Schedule::Fifo);
        QCOMPARE(request.settings.warmup, Duration::zero());
        QCOMPARE(request.length, Duration(60s));
        QVERIFY(request.changes.empty());
        const auto table = request.pattern->declare();
        QCOMPARE(request.settings.values.size(), table->all().size());
        for (std::size_t i = 0; i < table->all().size(); ++i)
            QCOMPARE(request.settings.values[i], table->all()[i]->spec().initial);
    }

    void everyOptionArrives()
    {
        const RunRequest request = read({"--set", "capacity=3", "--set=interval=1.5s", "--seed", "9007199254740991",
                                         "--schedule", "shuffled", "--for", "1h", "--warmup", "0.5ms"});
        QCOMPARE(request.settings.values[position("capacity")], 3);
        QCOMPARE(request.settings.values[position("interval")], 1'500'000'000);
        QCOMPARE(request.settings.seed, RunSettings::maximumSeed);
        QCOMPARE(request.settings.schedule, Schedule::Shuffled);
        QCOMPARE(request.length, Duration(1h));
        QCOMPARE(request.settings.warmup, Duration(500us));
    }

    void changesStandInTheOrderOfTimeAndOfOneMomentInTheOrderGiven()
    {
        const RunRequest request = read(
            {"--at", "9s:capacity=3", "--at", "0:capacity=5", "--at", "9s:capacity=4", "--at", "60s:failure-rate=5%"});
        QCOMPARE(request.changes.size(), std::size_t{4});
        const std::array<std::pair<Duration, std::int64_t>, 4> expected = {
            {{0s, 5}, {9s, 3}, {9s, 4}, {60s, 50'000'000}}};
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(request.changes[i].at, Time{} + expected[i].first);
            QCOMPARE(request.changes[i].value, expected[i].second);
        }
        QCOMPARE(request.changes[3].parameter, position("failure-rate"));
    }

    void aProgramMayHaveARunToBeginWith()
    {
        const std::vector<std::string_view> words = {"--seed", "5", "--at", "2s:capacity=4"};
        RunRequest begin;
        begin.pattern = findPattern("backpressure");
        begin.changes = {{Time{} + 3s, position("capacity"), 7}};
        const RunRequest request = readRunRequest(Arguments(words, runOptions(), 1), begin);
        QCOMPARE(request.settings.seed, std::uint64_t{5});
        QCOMPARE(request.pattern, findPattern("backpressure"));
        QCOMPARE(request.changes.size(), std::size_t{2});
        QCOMPARE(request.changes[0].value, std::int64_t{4});
        QCOMPARE(request.changes[1].value, std::int64_t{7});
    }

    void everyParametersCanonicalValueIsReadBack()
    {
        const auto table = findPattern("backpressure")->declare();
        for (const Parameter *parameter : table->all()) {
            const ParameterSpec &spec = parameter->spec();
            for (const std::int64_t value : {spec.minimum, spec.initial, spec.maximum}) {
                const std::string text = std::string(spec.id) + "=" + canonical(spec, value);
                QCOMPARE(read({"--set", text}).settings.values[position(spec.id)], value);
            }
        }
    }

    void whatIsWrongIsSaidInOneLine_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("part"); // of the line
        const auto row = [](const char *name, const QStringList &words, const char *part) {
            QTest::newRow(name) << words << QString::fromUtf8(part);
        };
        row("unknown parameter", {"--set", "capcity=3"}, "did you mean 'capacity'?");
        row("no name", {"--set", "=3"}, "no parameter ''");
        row("no value", {"--set", "capacity"}, "the value of 'capacity' is missing; it takes NAME=VALUE");
        row("empty value", {"--set", "capacity="}, "a whole number, 1 to 256");
        row("below the range", {"--set", "capacity=0"}, "a whole number, 1 to 256");
        row("above the range", {"--set", "capacity=257"}, "a whole number, 1 to 256");
        row("beyond 64 bits", {"--set", "capacity=9223372036854775808"}, "a whole number, 1 to 256");
        row("not a number", {"--set", "capacity=NaN"}, "a whole number, 1 to 256");
        row("a fraction", {"--set", "capacity=1.5"}, "a whole number, 1 to 256");
        row("an exponent", {"--set", "interval=1e308s"}, "a duration such as 250ms or 1.5s, 1ms to 10s");
        row("negative", {"--set", "interval=-1s"}, "1ms to 10s");
        row("no unit", {"--set", "interval=5"}, "1ms to 10s");
        row("a bare share", {"--set", "failure-rate=5"}, "a share such as 5% or 0.05");
        row("no such choice", {"--set", "when-full=drop"}, "wait, drop-newest, drop-oldest or unbounded");
        row("set twice", {"--set", "capacity=3", "--set", "capacity=4"}, "capacity is set twice");
        row("a line break", {"--set", "capacity=1\n2"}, "'1?2'");
        row("an action", {"--at", "9s:fail=Worker 2"}, "backpressure has no parameter 'fail', and no actions");
        row("an action alone", {"--at", "9s:fail"}, "no actions");
        row("no time", {"--at", "capacity=3"}, "it takes TIME:NAME=VALUE, such as 5s:capacity=3");
        row("a bad time", {"--at", "9:capacity=3"}, "the time '9' is not accepted");
        row("a negative time", {"--at", "-1s:capacity=3"}, "the time '-1s' is not accepted");
        row("past the end", {"--at", "60.000000001s:capacity=3"}, "it takes a time of 0s to 1m");
        row("a bad change", {"--at", "5s:capacity=999"}, "a whole number, 1 to 256");
        row("a change without value", {"--at", "5s:capacity"}, "it takes TIME:NAME=VALUE");
        row("seed overflow", {"--seed", "9007199254740992"}, "a whole number, 0 to 9007199254740991");
        row("seed beyond 64 bits", {"--seed", "18446744073709551617"}, "a whole number, 0 to");
        row("seed negative", {"--seed", "-1"}, "a whole number, 0 to");
        row("seed fractional", {"--seed", "1.5"}, "a whole number, 0 to");
        row("seed empty", {"--seed", ""}, "a whole number, 0 to");
        row("seed with a plus", {"--seed", "+1"}, "a whole number, 0 to");
        row("schedule", {"--schedule", "lifo"}, "it takes fifo or shuffled");
        row("no length", {"--for", "0"}, "a duration above 0s");
        row("length without unit", {"--for", "10"}, "a duration such as 250ms, 1.5s or 10m");
        row("length of NaN", {"--for", "NaN"}, "a duration such as");
        row("length infinite", {"--for", "inf"}, "a duration such as");
        row("length too long", {"--for", "1000000.1h"}, "up to 1000000h");
        row("length beyond the clock", {"--for", "99999999999999999999h"}, "up to 1000000h");
        row("warm-up too long", {"--warmup", "60s"}, "it takes less than the run lasts, 1m");
    }
    void whatIsWrongIsSaidInOneLine()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QString, part);
        std::vector<std::string> storage;
        for (const QString &word : words)
            storage.push_back(word.toStdString());
        const QString said = QString::fromStdString(error({storage.begin(), storage.end()}));
        QVERIFY2(said.contains(part), qPrintable(said));
        QVERIFY2(!said.contains('\n'), qPrintable(said));
        QVERIFY2(said.startsWith(words.front()), qPrintable(said)); // where it is
    }

    void anUnknownPatternIsToldFromTheOnesThereAre()
    {
        QVERIFY_THROWS_EXCEPTION(RequestError, patternNamed("nothing"));
        try {
            patternNamed("backpresure");
            QFAIL("was accepted");
        } catch (const RequestError &refused) {
            const std::string said = refused.what();
            QVERIFY2(said.starts_with("unknown pattern 'backpresure'; did you mean 'backpressure'? The patterns are: "),
                     said.c_str());
            for (const PatternInfo *pattern : patterns())
                QVERIFY(said.find(pattern->id) != std::string::npos);
        }
        QVERIFY_THROWS_EXCEPTION(RequestError, readRunRequest(Arguments({}, runOptions(), 1)));
    }
};

QTEST_GUILESS_MAIN(TestRunRequest)
#include "tst_run_request.moc"
