// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace coroscope {

/// A command of coroscope-cli. Each has a file of its own.
struct Command {
    std::string_view name;      ///< "run"
    std::string_view arguments; ///< "PATTERN [--set NAME=VALUE]…"
    std::string_view summary;   ///< one line
    /// Executes it. @p words are those after the command's name. @throws RequestError, WorkError, Interrupted, Reported
    void (*execute)(std::span<const std::string_view> words);
    /// The options, a line each.
    std::string (*optionHelp)();
};

const Command &listCommand();
const Command &describeCommand();
const Command &runCommand();
const Command &sweepCommand();
const Command &compareCommand();
const Command &checkCommand();

/// All of them, in the order of the help.
std::span<const Command *const> commands();

/// Executes the command line. @p words are those after the program's name. @throws as Command::execute
void executeCommandLine(std::span<const std::string_view> words);

} // namespace coroscope
