// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "cli/errors.h"
#include "cli/output.h"
#include "cli/text_table.h"
#include "cli/version.h"
#include "text/wording.h"

#include <algorithm>
#include <array>
#include <vector>

namespace coroscope {

namespace {

constexpr std::string_view program = "coroscope-cli";

void print(const std::string &text)
{
    Output output("-");
    output.write(text);
    output.finish();
}

std::string generalHelp()
{
    TextTable table{TextTable::Align::Left, TextTable::Align::Left};
    for (const Command *command : commands())
        table.add({std::string(command->name), std::string(command->summary)});
    const std::string name(program);
    return "Runs async patterns, real coroutines on a virtual clock, and reports what happened.\n\n"
           "Usage: "
        + name + " COMMAND ...\n       " + name + " help [COMMAND]\n       " + name
        + " --version\n\n"
          "Commands:\n"
        + table.text(2)
        + "\n"
          "Exit status: 0 done, 1 reading or writing failed or the run was stopped (outcome `budget`), 2 the request\n"
          "was wrong.\n";
}

std::string helpOf(const Command &command)
{
    const std::string options = command.optionHelp();
    return std::string(command.summary) + "\n\nUsage: " + std::string(program) + " " + std::string(command.name) + " "
        + std::string(command.arguments) + "\n" + (options.empty() ? "" : "\nOptions:\n" + options);
}

std::vector<std::string_view> commandNames()
{
    std::vector<std::string_view> names;
    for (const Command *command : commands())
        names.push_back(command->name);
    return names;
}

const Command &commandNamed(std::string_view name)
{
    const auto all = commands();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Command *command) { return command->name == name; });
    if (found == all.end())
        throw RequestError("unknown command " + inQuotes(name) + "; " + suggestion(name, "commands", commandNames()));
    return **found;
}

/// `help` and `help COMMAND`.
void printHelp(std::span<const std::string_view> words)
{
    if (words.size() > 1)
        throw RequestError(inQuotes(words[1]) + " is one argument too many");
    print(words.empty() ? generalHelp() : helpOf(commandNamed(words.front())));
}

/// Whether help is requested by an option, rather than the word being a value or an operand.
bool asksForHelp(std::span<const std::string_view> words)
{
    for (const std::string_view word : words) {
        if (word == "--")
            return false;
        if (word == "--help" || word == "-h")
            return true;
    }
    return false;
}

} // namespace

std::span<const Command *const> commands()
{
    static const std::array<const Command *, 6> all = {&listCommand(),  &describeCommand(), &runCommand(),
                                                       &sweepCommand(), &compareCommand(),  &checkCommand()};
    return all;
}

void executeCommandLine(std::span<const std::string_view> words)
{
    if (words.empty())
        throw RequestError("no command is given; the commands are: " + listed(commandNames()) + " (see --help)");
    const std::string_view name = words.front();
    const std::span<const std::string_view> rest = words.subspan(1);
    if (name == "--help" || name == "-h")
        return print(generalHelp());
    if (name == "help")
        return printHelp(rest);
    if (name == "--version") {
        if (!rest.empty())
            throw RequestError(inQuotes(rest.front()) + " is one argument too many");
        return print(std::string(program) + " " + std::string(version()) + "\n");
    }
    if (name.starts_with('-'))
        throw RequestError("unknown option " + inQuotes(name) + "; before it comes a command, "
                           + listed(commandNames(), "or") + ", or else it takes --help or --version");
    const Command &command = commandNamed(name);
    if (asksForHelp(rest))
        return print(helpOf(command));
    command.execute(rest);
}

} // namespace coroscope
