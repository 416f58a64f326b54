// SPDX-License-Identifier: MIT
#pragma once

#include "run/session.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// A run that somebody asked for: all that decides it, and what to call it.
struct Scenario {
    /// Far from the end of the clock, and more than anybody waits for.
    static constexpr Duration maximumLength = std::chrono::hours(1'000'000);
    static constexpr std::size_t longestTitle = 200;   ///< bytes of UTF-8, on one line
    static constexpr std::size_t longestNote = 20'000; ///< bytes of UTF-8

    const PatternInfo *pattern = nullptr;
    RunSettings settings{};
    std::vector<Change> changes{}; ///< in the order of time; of one moment, in the order given
    Duration length = std::chrono::seconds(60);
    std::string title{}; ///< may be empty
    std::string note{};  ///< may be empty, and have lines
};

/// The run as it stands: what has been turned and done, what is still to come, and as long as it has run.
Scenario scenarioOf(const Session &session);
/// A session at the beginning of that run, with its changes scheduled.
std::unique_ptr<Session> sessionOf(const Scenario &scenario, Retention retention = {});

/// A scenario's text is wrong: one line that says what, where (a path of keys, or a line), and what would be accepted.
class ScenarioError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// The text of a scenario file: JSON, version 1, with the keys of the report (`coroscope-cli run --format json`). Diagnosis it
/// gives the same scenario back.
///
///     {"version": 1, "title": "", "note": "", "pattern": "backpressure", "seed": 7, "schedule": "fifo",
///      "duration_s": 60, "warmup_s": 0, "parameters": {"capacity": "10"},
///      "changes": [{"at_s": 5, "name": "capacity", "value": "3"}, {"at_s": 9, "action": "send"}]}
///
/// `version` and `pattern` are required; the others have the defaults of the command line. Parameter values are texts as
/// --set takes them; parameters that are not named have their defaults. Times are decimal seconds with up to 9 places.
std::string scenarioText(const Scenario &scenario);
/// Reads such a text and checks all of it: types, ranges, names, order, duplicate and unknown keys. @throws ScenarioError
Scenario parsedScenario(std::string_view text);

} // namespace coroscope
