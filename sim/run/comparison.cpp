// SPDX-License-Identifier: MIT
#include "run/comparison.h"

#include <cmath>

namespace coroscope {

namespace {

SweepNumber numberOf(const RunningMean &mean)
{
    const std::optional<MeanWithInterval> interval = mean.interval();
    return interval ? SweepNumber{interval->mean, interval->halfWidth} : SweepNumber{};
}

void count(ComparedOutcomes &outcomes, Outcome outcome, bool isFirst)
{
    if (isFirst)
        outcomes.first = outcome;
    outcomes.notCompleted += outcome == Outcome::Completed ? 0u : 1u;
    outcomes.overBudget += outcome == Outcome::Budget ? 1u : 0u;
}

} // namespace

std::optional<ComparedRuns> comparedRuns(const Comparison &comparison, std::uint64_t seed, const std::stop_token &stop,
                                         const std::stop_token &leave)
{
    const auto run = [&](Scenario scenario) {
        scenario.settings.seed = seed;
        return sweepRun(scenario, stop, leave);
    };
    std::optional<SweepRun> first = run(comparison.first);
    if (!first || stop.stop_requested()) // a short run does not look
        return std::nullopt;
    std::optional<SweepRun> second = run(comparison.second);
    if (!second)
        return std::nullopt;
    return ComparedRuns{std::move(*first), std::move(*second)};
}

Verdict verdictOn(const ComparedNumber &number, Measure::Better better)
{
    if (!number.difference.mean)
        return Verdict::Unknown;
    const double mean = *number.difference.mean;
    const std::optional<double> halfWidth = number.difference.halfWidth;
    if (mean == 0 && halfWidth.value_or(0) == 0)
        return Verdict::Same;
    if (halfWidth && std::abs(mean) <= *halfWidth)
        return Verdict::Unclear;
    if (better == Measure::Better::Neither)
        return mean > 0 ? Verdict::More : Verdict::Less;
    return (mean > 0) == (better == Measure::Better::More) ? Verdict::Better : Verdict::Worse;
}

void ComparisonResult::add(const ComparedRuns &runs)
{
    m_columns.resize(runs.first.numbers.size());
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const std::optional<double> first = runs.first.numbers[i];
        const std::optional<double> second = runs.second.numbers[i];
        if (first)
            m_columns[i].first.add(*first);
        if (second)
            m_columns[i].second.add(*second);
        if (first && second)
            m_columns[i].difference.add(*second - *first);
    }
    count(m_first, runs.first.outcome, m_seeds == 0);
    count(m_second, runs.second.outcome, m_seeds == 0);
    ++m_seeds;
}

std::vector<ComparedNumber> ComparisonResult::numbers() const
{
    std::vector<ComparedNumber> numbers;
    for (const Column &column : m_columns)
        numbers.push_back({numberOf(column.first), numberOf(column.second), numberOf(column.difference)});
    return numbers;
}

ComparisonRunner::ComparisonRunner(const Comparison &comparison, unsigned threads)
    : PointRunner([comparison](std::uint64_t seed, const std::stop_token &stop,
                               const std::stop_token &leave) { return comparedRuns(comparison, seed, stop, leave); },
                  comparison.firstSeed, comparison.lastSeed + 1, threads)
{
}

} // namespace coroscope
