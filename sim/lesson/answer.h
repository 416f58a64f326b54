// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/lesson.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace coroscope {

/// The runs that answer a question, or judge a challenge: scenarios, each with all of some seeds.
struct SeededRuns {
    std::vector<Scenario> scenarios;
    std::uint64_t firstSeed = 1;
    std::uint64_t seeds = 1;

    std::uint64_t count() const noexcept { return scenarios.size() * seeds; }
    /// Run @p number from 0: all seeds of the first scenario, then those of the next.
    Scenario at(std::uint64_t number) const;
};

/// What has to be run to answer @p prediction, with the values of @p present where it sets none. A trend is told from the
/// present values, which come first.
SeededRuns runsFor(const Prediction &prediction, const Scenario &present);

/// Whether the run that is shown, with the values of @p present, is one of those that answer @p prediction, so that its
/// numbers give the answer away. What a trend starts from gives nothing away.
bool givesAway(const Prediction &prediction, const Scenario &present);

/// Which way a number goes.
enum class Trend : std::uint8_t { Falls, Stays, Rises };

/// The right answer, from runs.
struct Answer {
    /// The mean over the seeds, by scenario of runsFor(); nullopt where no run defines it.
    std::vector<std::optional<double>> numbers;
    /// Of a choice among options: the position of the right one; nothing where none stands out.
    std::optional<std::size_t> best{};
    /// Of a trend.
    std::optional<Trend> trend{};
};

/// A number has changed if it differs by more than this share of the larger one.
constexpr double leastChange = 0.05;

/// @p runs: in the order of SeededRuns::at().
Answer answerTo(const Prediction &prediction, std::span<const SweepRun> runs);

/// How a challenge was met.
struct Judgement {
    /// A goal, and how many runs reached it.
    struct Line {
        Goal goal;
        std::uint64_t reached = 0;
        std::optional<double> worst{}; ///< the number of the run that is furthest from it; nothing for other goals
    };
    std::vector<Line> lines; ///< of Challenge::goals
    std::uint64_t runs = 0;
    int stars = 0; ///< 0: not met; 1 to 3
};

/// What has to be run to judge @p challenge as it is solved with @p values.
SeededRuns runsFor(const Challenge &challenge, std::vector<std::int64_t> values);
/// @p runs: in the order of SeededRuns::at().
Judgement judged(const Challenge &challenge, std::span<const std::int64_t> values, std::span<const SweepRun> runs);

} // namespace coroscope
