// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "model/session.h"

#include <span>
#include <string_view>
#include <vector>

namespace coroscope {

/// A run that somebody asked for.
struct RunRequest {
    /// Far from the end of the clock, and more than anybody waits for.
    static constexpr Duration maximumLength = std::chrono::hours(1'000'000);
    /// No group has more places.
    static constexpr std::uint32_t mostPlaces = 1'000;

    const PatternInfo *pattern = nullptr;
    RunSettings settings;
    std::vector<Change> changes; ///< in the order of time; of one moment, in the order given
    Duration length = std::chrono::seconds(60);
};

/// The options that say what is run: --set, --at, --seed, --schedule, --for, --warmup. A program puts its own
/// options after them.
std::span<const OptionSpec> runOptions();

/// Reads the request from the operand PATTERN and the options of runOptions(), as far as they are given.
/// @throws RequestError
RunRequest readRunRequest(const Arguments &arguments);
/// The same without its operand, of a pattern that is known already: where a program has one to begin with.
RunRequest readRunRequest(const Arguments &arguments, const PatternInfo &pattern,
                          Duration defaultLength = std::chrono::seconds(60));
/// The pattern with this id. @throws RequestError
const PatternInfo &patternNamed(std::string_view id);
/// The pattern that the operand PATTERN names. @throws RequestError
const PatternInfo &patternOperand(const Arguments &arguments);
/// The position of a word in a list. @throws RequestError, which names the option and the words.
std::size_t choiceOf(std::string_view option, std::string_view word, const std::vector<std::string_view> &words);

} // namespace coroscope
