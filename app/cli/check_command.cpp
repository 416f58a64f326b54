// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/errors.h"
#include "cli/output.h"
#include "cli/run_request.h"
#include "text/duration_text.h"
#include "text/one_line.h"

#include <algorithm>
#include <cstdio>
#include <limits>

namespace coroscope {

namespace {

/// "backpressure, seed 7, 60s, 2 changes: Memory crash"
std::string inShort(const Scenario &scenario)
{
    const std::size_t changes = scenario.changes.size();
    return std::string(scenario.pattern->id) + ", seed " + std::to_string(scenario.settings.seed) + ", "
        + canonicalDuration(scenario.length)
        + (changes == 0 ? "" : ", " + std::to_string(changes) + (changes == 1 ? " change" : " changes"))
        + (scenario.title.empty() ? "" : ": " + onOneLine(scenario.title));
}

void executeCheck(std::span<const std::string_view> words)
{
    const Arguments arguments(words, {}, std::numeric_limits<std::size_t>::max());
    if (arguments.operands().empty())
        throw RequestError("no file is named; it takes scenario files");
    Output output("-");
    int status = Success;
    const auto complain = [&](const std::exception &error, ExitStatus failed) {
        std::fputs((onOneLine(error.what()) + "\n").c_str(), stderr);
        status = std::max<int>(status, failed);
    };
    for (const std::string_view file : arguments.operands()) { // all of them, whatever is wrong with one
        try {
            output.write(onOneLine(file) + ": " + inShort(fileRequest(file)) + "\n");
        } catch (const RequestError &error) {
            complain(error, RequestRefused);
        } catch (const WorkError &error) {
            complain(error, WorkFailed);
        }
    }
    output.finish();
    if (status != Success)
        throw Reported{static_cast<ExitStatus>(status)};
}

} // namespace

const Command &checkCommand()
{
    static const Command command{.name = "check",
                                 .arguments = "FILE...",
                                 .summary = "Check scenario files, and say what is wrong with which.",
                                 .execute = executeCheck,
                                 .optionHelp = [] { return std::string(); }};
    return command;
}

} // namespace coroscope
