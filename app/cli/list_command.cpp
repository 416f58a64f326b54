// SPDX-License-Identifier: MIT
#include "cli/arguments.h"
#include "cli/catalogue.h"
#include "cli/commands.h"
#include "cli/output.h"

#include <array>

namespace coroscope {

namespace {

constexpr std::array<OptionSpec, 1> options = {{
    {.name = "--json", .value = {}, .help = "as JSON, for other programs"},
}};

void executeList(std::span<const std::string_view> words)
{
    const Arguments arguments(words, options, 0);
    Output output("-");
    output.write(arguments.has("--json") ? listJson() : listText());
    output.finish();
}

} // namespace

const Command &listCommand()
{
    static const Command command{.name = "list",
                                 .arguments = "[--json]",
                                 .summary = "List the patterns there are.",
                                 .execute = executeList,
                                 .optionHelp = [] { return optionHelp(options); }};
    return command;
}

} // namespace coroscope
