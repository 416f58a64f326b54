// SPDX-License-Identifier: MIT
#pragma once

#include "run/sweep.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coroscope {

/// How a number is to stand to another.
enum class Relation : std::uint8_t { Less, AtMost, Equal, AtLeast, More };

/// "<", "<=", "=", ">=", ">"
std::string_view signOf(Relation relation);
bool holds(double number, Relation relation, double value);

/// What a run is to reach, as data: `latency_p99_s < 500ms`, `workers <= 6`, `outcome = completed`.
struct Goal {
    enum class About : std::uint8_t {
        Number,    ///< of the run's measures
        Parameter, ///< at the start of the run
        Outcome,
    };

    About about = About::Number;
    std::size_t position = 0; ///< of a number: in sweepColumns(); of a parameter: in the ParameterTable
    Relation relation = Relation::Equal;
    double value = 0;       ///< of a number: seconds, per second, a share 0 … 1, or how many
    std::int64_t limit = 0; ///< of a parameter, as Parameter::raw() has it
    Outcome outcome = Outcome::Completed;

    friend bool operator==(const Goal &, const Goal &) = default;
};

/// Either the goal, or one line that says what is wrong and what would be right.
struct ParsedGoal {
    std::optional<Goal> value{};
    std::string error{};
};

/// Reads NAME RELATION VALUE. A name is a parameter's, a number's of sweepColumns(), or `outcome`; the value of a number
/// is a duration, a share (`5%`) or a decimal number. @p table is of @p pattern.
ParsedGoal parsedGoal(const PatternInfo &pattern, const ParameterTable &table, std::string_view text);
/// Reads a value of a number: `0.5`, `5%` or `500ms`.
std::optional<double> parsedNumber(std::string_view text);
/// The text that is read as this goal.
std::string canonical(const Goal &goal, const PatternInfo &pattern, const ParameterTable &table);

/// Whether a run that was begun with @p values reached it. What is undefined has not been reached.
bool isReached(const Goal &goal, std::span<const std::int64_t> values, const SweepRun &run);

} // namespace coroscope
