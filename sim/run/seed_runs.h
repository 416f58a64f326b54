// SPDX-License-Identifier: MIT
#pragma once

#include "run/moment_search.h"
#include "run/point_runner.h"
#include "run/stop_condition.h"
#include "run/sweep.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <variant>

namespace coroscope {

/// Does the run of a scenario with each of several seeds, on threads of its own: its points are the seeds. Each run is
/// that of sweepRun().
class SeedRunner : public PointRunner<SweepRun>
{
public:
    /// @p first … @p end - 1 are the seeds. The seed of @p scenario does not matter.
    SeedRunner(const Scenario &scenario, std::uint64_t first, std::uint64_t end, unsigned threads);
};

/// A number of a run that is above or below a bound, at its end.
struct CrossedBound {
    std::size_t column = 0; ///< position in sweepColumns()
    bool above = true;      ///< else below
    double bound = 0;

    /// A number that is undefined crosses nothing.
    bool isCrossedBy(std::optional<double> number) const noexcept
    {
        return number && (above ? *number > bound : *number < bound);
    }
    friend bool operator==(const CrossedBound &, const CrossedBound &) = default;
};

/// What a seed is wanted for: something happens in its run, or a number comes out like this.
using SeedQuestion = std::variant<StopCondition, CrossedBound>;

/// What came of one seed.
struct SeedAnswer {
    bool met = false;
    std::optional<Moment> moment{}; ///< when it happens; none where it is a number that was asked for
    std::optional<double> number{}; ///< which crosses the bound
};

/// Asks it of the run of @p scenario. @param stop, leave as of sweepRun(). @throws std::bad_alloc
std::optional<SeedAnswer> seedAnswer(const Scenario &scenario, const SeedQuestion &question,
                                     const std::stop_token &stop = {}, const std::stop_token &leave = {});

/// Asks it of one seed after another, on threads of its own: its points are the seeds. The first seed in their order
/// for which it is met is the same on any number of threads.
class SeedSearch : public PointRunner<SeedAnswer>
{
public:
    /// @param first, end as of SeedRunner
    SeedSearch(const Scenario &scenario, const SeedQuestion &question, std::uint64_t first, std::uint64_t end,
               unsigned threads);
};

} // namespace coroscope
