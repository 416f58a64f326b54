// SPDX-License-Identifier: MIT
#include "cli/arguments.h"
#include "cli/catalogue.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run_request.h"

#include <array>

namespace coroscope {

namespace {

constexpr std::array<OptionSpec, 1> options = {{
    {.name = "--json", .value = {}, .help = "as JSON, for other programs"},
}};

void executeDescribe(std::span<const std::string_view> words)
{
    const Arguments arguments(words, options, 1);
    const PatternInfo &pattern = patternOperand(arguments);
    Output output("-");
    output.write(arguments.has("--json") ? describeJson(pattern) : describeText(pattern));
    output.finish();
}

} // namespace

const Command &describeCommand()
{
    static const Command command{.name = "describe",
                                 .arguments = "PATTERN [--json]",
                                 .summary = "Describe a pattern: parameters, set-ups, measures.",
                                 .execute = executeDescribe,
                                 .optionHelp = [] { return optionHelp(options); }};
    return command;
}

} // namespace coroscope
