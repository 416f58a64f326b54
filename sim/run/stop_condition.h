// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "trace/event.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coroscope {

/// Something that happens in a run, at which one may want to stop.
struct StopCondition {
    enum class Kind : std::uint8_t {
        Failure,
        Restart,
        TimeOut,
        Drop,
        Lost,
        Crash,
        Stuck,
        Full,
        Empty,
        Runs,
        Ends,
        Line,
        At
    };

    Kind kind = Kind::Failure;
    std::optional<std::uint32_t> channel{}; ///< of Full and Empty: which; without it, any
    Place place{};                          ///< of Runs: whose task
    ItemId item = 0;                        ///< of Ends
    Time time{};                            ///< of At
    std::string file{};                     ///< of Line: the end of its path, from a folder on: "stages.cpp"
    std::uint32_t line = 0;                 ///< of Line: from 1

    friend bool operator==(const StopCondition &, const StopCondition &) = default;
};

/// How a condition is written, and when it is met.
struct StopConditionForm {
    std::string_view name;     ///< "full"
    std::string_view argument; ///< "CHANNEL"; empty: it takes none
    bool needsArgument;
    std::string_view meaning; ///< "a channel becomes full"
};
/// In the order of StopCondition::Kind.
std::span<const StopConditionForm> stopConditionForms();
/// "full[=CHANNEL]"
std::string written(const StopConditionForm &form);

/// Either the condition, or one line that says what is wrong and what would be right.
struct ParsedStopCondition {
    std::optional<StopCondition> value{};
    std::string error{};
};
/// Reads NAME or NAME=ARGUMENT: `failure`, `full=channel-2`, `run=Producer 2`, `end=90`, `line=stages.cpp:41`,
/// `at=12.5s`. Channels by their ids, tasks by their names, as in the run of a pattern with this topology.
ParsedStopCondition parsedStopCondition(const Topology &topology, std::string_view text);
/// The text that is read as this condition.
std::string canonical(const StopCondition &condition, const Topology &topology);

} // namespace coroscope
