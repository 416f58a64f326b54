// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"
#include "theory/confidence.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// A parameter that a sweep varies.
struct Variation {
    std::size_t parameter = 0;        ///< position in the pattern's ParameterTable
    std::vector<std::int64_t> values; ///< in the order given

    friend bool operator==(const Variation &, const Variation &) = default;
};

/// Either the values or one line that says what would be accepted.
struct ParsedVariation {
    std::vector<std::int64_t> values{};
    std::string error{};
};

/// Reads what --vary takes after the name: `A,B,C`, in which each is a value, or `A..B` (whole numbers, one after
/// another), or `A..B/STEP` up to B. Durations, shares and rates need a step. No value twice, at most 100,000.
ParsedVariation parsedVariation(const ParameterSpec &spec, std::string_view text);

/// The runs of a scenario with other parameters and seeds: every combination of the varied values, the last parameter
/// varying fastest, each with all seeds.
struct Sweep {
    static constexpr std::uint64_t mostRuns = 10'000'000;

    Scenario base;
    std::vector<Variation> variations;
    std::uint64_t firstSeed = 1;
    std::uint64_t lastSeed = 1; ///< included

    std::uint64_t seeds() const noexcept { return lastSeed - firstSeed + 1; }
    std::uint64_t points() const noexcept;
    /// The varied values of a point, in the order of the variations.
    std::vector<std::int64_t> valuesAt(std::uint64_t point) const;
    /// The run of a point with one of the seeds.
    Scenario scenarioAt(std::uint64_t point, std::uint64_t seed) const;
};

/// The numbers a sweep takes from each run: their names, in the order of SweepRun::numbers.
std::vector<std::string> sweepColumns(const PatternInfo &pattern);

/// Which of two values speaks for a run, of each of these.
std::vector<Measure::Better> betterInColumns(const PatternInfo &pattern);

/// These numbers of a run as far as it has got, in the order of sweepColumns().
std::vector<std::optional<double>> sweepNumbers(Session &session);

/// The result of one run.
struct SweepRun {
    std::vector<std::optional<double>> numbers; ///< nullopt: undefined
    std::vector<std::optional<double>> theory;  ///< for the same numbers; nullopt where no formula applies
    Outcome outcome = Outcome::Completed;
};

/// A number over the seeds of a point.
struct SweepNumber {
    std::optional<double> mean{};      ///< over the runs where it is defined
    std::optional<double> halfWidth{}; ///< of the 95 % confidence interval; from two runs on
};

/// A point's results, over its seeds.
struct SweepRow {
    std::uint64_t point = 0;
    std::vector<SweepNumber> numbers;          ///< in the order of sweepColumns()
    std::vector<std::optional<double>> theory; ///< for the same numbers; independent of seeds
    std::uint64_t runs = 0;
    std::uint64_t notCompleted = 0; ///< runs that ended otherwise than `completed`
    std::uint64_t overBudget = 0;   ///< of these: runs that exceeded one of Kernel::Limits
};

/// Does one run. It keeps no trace. Gives nullopt if @p stop is requested, which it notices within milliseconds.
/// Unwinding a run with very many tasks takes seconds; if @p leave is requested, it is instead kept as it is until the
/// process ends. @throws std::bad_alloc
std::optional<SweepRun> sweepRun(const Scenario &scenario, const std::stop_token &stop = {},
                                 const std::stop_token &leave = {});

/// Accumulates the runs of a point as they come, in constant memory.
class SweepPoint
{
public:
    /// The runs must come in the order of their seeds: sums of floating-point numbers depend on it.
    void add(const SweepRun &run);
    SweepRow row(std::uint64_t point) const;

private:
    std::vector<RunningMean> m_numbers;
    std::vector<std::optional<double>> m_theory;
    std::uint64_t m_runs = 0;
    std::uint64_t m_notCompleted = 0;
    std::uint64_t m_overBudget = 0;
};

} // namespace coroscope
