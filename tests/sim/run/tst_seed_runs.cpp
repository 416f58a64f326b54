// SPDX-License-Identifier: MIT
#include "run/seed_runs.h"
#include "run/sweep_runner.h"
#include "sim/pattern_run.h"

#include <algorithm>

using namespace coroscope;
using namespace coroscope::test;

namespace {

Scenario scenarioOf(std::string_view pattern, const Given &given, Duration length = 20s)
{
    Scenario scenario{.pattern = findPattern(pattern), .length = length};
    scenario.settings.values = valuesOf(*scenario.pattern, given);
    return scenario;
}

Scenario withSeed(Scenario scenario, std::uint64_t seed)
{
    scenario.settings.seed = seed;
    return scenario;
}

std::size_t columnOf(const Scenario &scenario, std::string_view name)
{
    const auto columns = sweepColumns(*scenario.pattern);
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
}

/// All rows of a runner, in the order in which it hands them out.
template <typename Runner>
auto rowsOf(Runner &runner)
{
    std::vector<std::remove_reference_t<decltype(*runner.next(1ms))>> rows;
    while (!runner.finished()) {
        if (auto row = runner.next(20ms))
            rows.push_back(std::move(*row));
    }
    return rows;
}

/// The first seed for which it is met, from 1 on.
std::optional<std::uint64_t> firstMet(const std::vector<SeedAnswer> &answers)
{
    const auto found = std::find_if(answers.begin(), answers.end(), [](const SeedAnswer &a) { return a.met; });
    return found == answers.end() ? std::nullopt : std::optional<std::uint64_t>(found - answers.begin() + 1);
}

} // namespace

/// One scenario with many seeds.
class TestSeedRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsTheRunOfItsSeedOnAnyNumberOfThreads()
    {
        Scenario scenario = scenarioOf("backpressure", {{"failure-rate", "10%"}});
        scenario.settings.schedule = Schedule::Shuffled;
        scenario.settings.seed = 99; // does not matter
        for (const unsigned threads : {1u, 3u}) {
            SeedRunner runner(scenario, 4, 24, threads);
            const auto runs = rowsOf(runner);
            QCOMPARE(runs.size(), std::size_t{20});
            for (std::size_t i = 0; i < runs.size(); ++i) {
                const auto alone = sweepRun(withSeed(scenario, 4 + i));
                QCOMPARE(runs[i].numbers, alone->numbers);
                QCOMPARE(runs[i].outcome, alone->outcome);
            }
        }
    }

    void theirMeansAreThoseOfASweepWithTheseSeeds()
    {
        const Scenario scenario = scenarioOf("pipeline", {});
        SeedRunner runner(scenario, 1, 31, 2);
        SweepPoint point;
        for (const SweepRun &run : rowsOf(runner))
            point.add(run);
        const Sweep sweep{.base = scenario, .variations = {{0, {scenario.settings.values[0]}}}, .lastSeed = 30};
        SweepRunner same(sweep, 0, 1, 1);
        const auto rows = rowsOf(same);
        const SweepRow mine = point.row(0);
        QCOMPARE(mine.runs, rows[0].runs);
        for (std::size_t i = 0; i < mine.numbers.size(); ++i)
            QCOMPARE(mine.numbers[i].mean, rows[0].numbers[i].mean);
    }

    void aSeedIsFoundWhereTheRunLosesAnItem()
    {
        const Scenario scenario = scenarioOf("explicit-errors", {{"failure-rate", "1%"}}, 2s);
        const SeedQuestion lost = StopCondition{.kind = StopCondition::Kind::Lost};
        std::optional<std::uint64_t> found;
        for (const unsigned threads : {1u, 4u}) {
            SeedSearch search(scenario, lost, 1, 101, threads);
            const auto answers = rowsOf(search);
            const auto first = firstMet(answers);
            QVERIFY(first && *first > 1); // or the search would prove little
            QVERIFY(!found || found == first);
            found = first;
            const Moment moment = answers[*first - 1].moment.value();
            // Just that event, and none before it, in the run itself.
            const auto session = sessionOf(withSeed(scenario, *first));
            session->runUntil(Time{} + scenario.length);
            const Trace &trace = session->trace();
            QCOMPARE(trace.at(*moment.event).kind, EventKind::ItemLost);
            QCOMPARE(trace.at(*moment.event).time, moment.time);
            for (Sequence i = 0; i < *moment.event; ++i)
                QVERIFY(trace.at(i).kind != EventKind::ItemLost);
        }
    }

    void whatNeverHappensIsNotFound()
    {
        SeedSearch search(scenarioOf("backpressure", {}), StopCondition{.kind = StopCondition::Kind::Crash}, 1, 21, 2);
        const auto answers = rowsOf(search);
        QCOMPARE(answers.size(), std::size_t{20});
        QVERIFY(!firstMet(answers));
    }

    void aNumberIsAskedForAtTheEndOfTheRun()
    {
        const Scenario scenario = scenarioOf("backpressure", {});
        const std::size_t column = columnOf(scenario, "latency_p99_s");
        std::vector<double> values;
        for (std::uint64_t seed = 1; seed <= 20; ++seed)
            values.push_back(sweepRun(withSeed(scenario, seed))->numbers[column].value());
        for (const bool above : {true, false}) {
            const double bound = above ? values[0] : values[1];
            SeedSearch search(scenario, CrossedBound{.column = column, .above = above, .bound = bound}, 1, 21, 2);
            const auto answers = rowsOf(search);
            for (std::size_t i = 0; i < values.size(); ++i) {
                QCOMPARE(answers[i].met, above ? values[i] > bound : values[i] < bound);
                QCOMPARE(answers[i].number, std::optional(values[i]));
                QVERIFY(!answers[i].moment);
            }
        }
        QVERIFY(!CrossedBound{}.isCrossedBy(std::nullopt));
    }

    void brokenOffItEndsSoon()
    {
        SeedSearch search(scenarioOf("backpressure", {}, 100h), StopCondition{.kind = StopCondition::Kind::Crash}, 1,
                          100, 2);
        QVERIFY(!search.next(20ms));
        search.breakOff();
        QTRY_VERIFY(search.ended());
        QVERIFY(search.rest().empty());
    }
};

QTEST_APPLESS_MAIN(TestSeedRuns)
#include "tst_seed_runs.moc"
