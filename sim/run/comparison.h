// SPDX-License-Identifier: MIT
#pragma once

#include "run/point_runner.h"
#include "run/sweep.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace coroscope {

/// Two scenarios of one pattern, each run with all of the seeds. With one seed both draw the same random numbers from
/// each of their named streams (common random numbers), so most of what chance does is in both, and their difference
/// varies less from seed to seed than they do. (Law, Simulation Modeling and Analysis, section 11.2.)
struct Comparison {
    static constexpr std::uint64_t mostSeeds = Sweep::mostRuns / 2;

    Scenario first;
    Scenario second;
    std::uint64_t firstSeed = 1;
    std::uint64_t lastSeed = 1; ///< included

    std::uint64_t seeds() const noexcept { return lastSeed - firstSeed + 1; }
};

/// What came of both with one seed.
struct ComparedRuns {
    SweepRun first;
    SweepRun second;
};
/// Does the two runs, one after the other. @param stop, leave as of sweepRun()
std::optional<ComparedRuns> comparedRuns(const Comparison &comparison, std::uint64_t seed, const std::stop_token &stop,
                                         const std::stop_token &leave);

/// A number of both, over the seeds.
struct ComparedNumber {
    SweepNumber first;
    SweepNumber second;
    /// Second less first, of the seeds with which both are defined: the paired-t interval.
    SweepNumber difference;
};

/// Which of the two a number speaks for.
enum class Verdict : std::uint8_t {
    Unknown, ///< it is not defined in both
    Same,    ///< equal with every seed
    Unclear, ///< with several seeds: the interval of the difference holds zero
    Better,  ///< the second
    Worse,   ///< the second
    More,    ///< in the second; neither is better
    Less,
};
Verdict verdictOn(const ComparedNumber &number, Measure::Better better);

/// Of one side of a comparison.
struct ComparedOutcomes {
    std::uint64_t notCompleted = 0;     ///< runs that ended otherwise than `completed`
    std::uint64_t overBudget = 0;       ///< of these: runs that exceeded one of Kernel::Limits
    Outcome first = Outcome::Completed; ///< with the first seed

    friend bool operator==(const ComparedOutcomes &, const ComparedOutcomes &) = default;
};

/// Accumulates what comes of the seeds, in their order, in constant memory.
class ComparisonResult
{
public:
    void add(const ComparedRuns &runs);

    /// In the order of sweepColumns().
    std::vector<ComparedNumber> numbers() const;
    std::uint64_t seeds() const noexcept { return m_seeds; }
    const ComparedOutcomes &first() const noexcept { return m_first; }
    const ComparedOutcomes &second() const noexcept { return m_second; }

private:
    struct Column {
        RunningMean first;
        RunningMean second;
        RunningMean difference;
    };
    std::vector<Column> m_columns;
    std::uint64_t m_seeds = 0;
    ComparedOutcomes m_first;
    ComparedOutcomes m_second;
};

/// Does the runs of a comparison on threads of its own: its points are the seeds, from the first one on.
class ComparisonRunner : public PointRunner<ComparedRuns>
{
public:
    ComparisonRunner(const Comparison &comparison, unsigned threads);
};

} // namespace coroscope
