// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "cli/errors.h"
#include "run/change_reader.h"
#include "run/scenario.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

using RunRequest = Scenario;

/// The options that say what is run: --set, --at, --seed, --schedule, --for, --warmup. A program puts its own
/// options after them.
std::span<const OptionSpec> runOptions();

/// What @p read reads with a ChangeReader; errors begin with @p where, the option it is from. @throws RequestError
template <typename Read>
auto readIn(const std::string &where, const Read &read)
{
    try {
        return read();
    } catch (const ChangeError &error) {
        throw RequestError(where + error.what());
    }
}

/// Reads the request from the operand PATTERN or FILE and the options of runOptions(), as far as they are given.
/// @throws RequestError; WorkError if a file can't be read
RunRequest readRunRequest(const Arguments &arguments);
/// The same, applying the options to @p begin: parameters and settings are replaced, changes are added to its own.
/// @throws RequestError
RunRequest readRunRequest(const Arguments &arguments, RunRequest begin);
/// What the operand names: a pattern with its defaults, or a file's scenario. @throws as readRunRequest()
RunRequest operandRequest(std::string_view operand);
/// The scenario in a file. @throws RequestError if it is wrong, WorkError if it can't be read
RunRequest fileRequest(std::string_view file);
/// The pattern with this id. @throws RequestError
const PatternInfo &patternNamed(std::string_view id);
/// The pattern that the operand PATTERN names. @throws RequestError
const PatternInfo &patternOperand(const Arguments &arguments);
/// The position of a word in a list. @throws RequestError, which names the option and the words.
std::size_t choiceOf(std::string_view option, std::string_view word, const std::vector<std::string_view> &words);

} // namespace coroscope
