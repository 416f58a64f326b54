// SPDX-License-Identifier: MIT
#pragma once

#include "run/run_tree.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// A moment of a run that somebody wants to come back to.
struct Bookmark {
    static constexpr std::size_t longestNote = 200; ///< bytes of UTF-8, on one line
    /// A run has no more of them.
    static constexpr std::size_t most = 200;

    Time at{};
    std::string note{}; ///< may be empty

    friend bool operator==(const Bookmark &, const Bookmark &) = default;
};

/// A run as requested: everything that determines it, and what to call it.
struct Scenario {
    /// Far from the end of the clock's range, and longer than any run needs.
    static constexpr Duration maximumLength = std::chrono::hours(1'000'000);
    static constexpr std::size_t longestTitle = 200;   ///< bytes of UTF-8, on one line
    static constexpr std::size_t longestNote = 20'000; ///< bytes of UTF-8

    const PatternInfo *pattern = nullptr;
    RunSettings settings{};
    std::vector<Change> changes{}; ///< in order of time; at equal times, in the order given
    Duration length = std::chrono::seconds(60);
    std::string title{};               ///< may be empty
    std::string note{};                ///< may be empty; may have several lines
    std::vector<Bookmark> bookmarks{}; ///< each later than the one before; they decide nothing about the run
    /// The runs that part from this one, which is the current one of them; empty if there are none. They decide nothing
    /// about this one.
    RunTree branches{};
};

/// The run so far as a scenario: the changes applied and those still scheduled, and the length it has run.
Scenario scenarioOf(const Session &session);
/// A session at the start of that run, with its changes scheduled.
std::unique_ptr<Session> sessionOf(const Scenario &scenario, Retention retention = {});

/// A scenario's text is wrong: one line that says what, where (a path of keys, or a line), and what would be accepted.
class ScenarioError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// The text of a scenario file: JSON, version 1, with the keys of the report (`coroscope-cli run --format json`).
/// Reading it gives the same scenario back.
///
///     {"version": 1, "title": "", "note": "", "pattern": "backpressure", "seed": 7, "schedule": "fifo",
///      "duration_s": 60, "warmup_s": 0, "parameters": {"capacity": "10"},
///      "changes": [{"at_s": 5, "name": "capacity", "value": "3"}, {"at_s": 9, "action": "send"}],
///      "bookmarks": [{"at_s": 7, "note": "full at last"}],
///      "branches": [{"duration_s": 60, "changes": []}, {"parent": 0, "at_s": 5, "current": true}]}
///
/// Of the branches, each but the first parts from an earlier one, its parent, at a moment; the current one is the run
/// itself.
///
/// `version` and `pattern` are required; the others have the defaults of the command line. Parameter values are text as
/// --set takes it; parameters not named have their defaults. Times are decimal seconds with up to 9 places.
std::string scenarioText(const Scenario &scenario);
/// Reads such a text and validates all of it: types, ranges, names, order, duplicate and unknown keys. @throws
/// ScenarioError
Scenario parsedScenario(std::string_view text);

} // namespace coroscope
