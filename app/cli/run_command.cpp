// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/errors.h"
#include "cli/run_execution.h"
#include "cli/run_request.h"
#include "cli/run_until.h"
#include "cli/written_files.h"
#include "files/file_target.h"
#include "text/wording.h"

#include <array>
#include <string>
#include <vector>

namespace coroscope {

namespace {

constexpr std::array<OptionSpec, 6> resultOptions = {{
    {.name = "--breakdown", .value = {}, .help = "report also what the mean and the p99 latency were spent on"},
    {.name = "--format", .value = "text|json|csv", .help = "form of the report (default text)"},
    {.name = "--output", .value = "FILE|-", .help = "where the report goes (default -, standard output)"},
    {.name = "--trace", .value = "FILE|-", .help = "write every event there"},
    {.name = "--trace-format",
     .value = "jsonl|csv|chrome",
     .help = "form of the trace (default jsonl); Perfetto and chrome://tracing open chrome"},
    {.name = "--no-trace", .value = {}, .help = "keep no events for looking back; the results are the same"},
}};

const std::vector<OptionSpec> &allOptions()
{
    static const std::vector<OptionSpec> all = [] {
        std::vector<OptionSpec> list(runOptions().begin(), runOptions().end());
        list.push_back(untilOption());
        list.insert(list.end(), resultOptions.begin(), resultOptions.end());
        return list;
    }();
    return all;
}

RunResults readResults(const Arguments &arguments)
{
    RunResults results;
    if (const auto word = arguments.value("--format"))
        results.format = static_cast<ReportFormat>(choiceOf("--format", *word, {"text", "json", "csv"}));
    results.report = arguments.value("--output").value_or("-");
    results.trace = arguments.value("--trace");
    if (const auto word = arguments.value("--trace-format")) {
        results.traceFormat = static_cast<TraceFormat>(choiceOf("--trace-format", *word, {"jsonl", "csv", "chrome"}));
        if (!results.trace)
            throw RequestError("--trace-format says how, but not where to; it takes --trace FILE beside it");
    }
    results.breakdown = arguments.has("--breakdown");
    results.keepTrace = !arguments.has("--no-trace");
    if (results.trace && !results.keepTrace)
        throw RequestError("--trace and --no-trace contradict each other; give one of them");
    if (results.report.empty() || (results.trace && results.trace->empty()))
        throw RequestError(std::string(results.report.empty() ? "--output" : "--trace")
                           + " '': the name is empty; it takes a file, or - for standard output");
    if (results.trace && areOneFile(std::string(*results.trace), std::string(results.report)))
        throw RequestError("--trace and the report would both go to "
                           + (results.report == "-" ? "standard output" : inQuotes(results.report))
                           + "; give one of them (--trace, --output) another file");
    refuseToOverwriteScenario("--output", results.report, arguments);
    if (results.trace)
        refuseToOverwriteScenario("--trace", *results.trace, arguments);
    return results;
}

void executeRun(std::span<const std::string_view> words)
{
    const Arguments arguments(words, allOptions(), 1);
    const RunRequest request = readRunRequest(arguments);
    const std::optional<StopCondition> until = readUntil(arguments, request);
    execute(request, readResults(arguments), until);
}

} // namespace

const Command &runCommand()
{
    static const Command command{.name = "run",
                                 .arguments = "PATTERN|FILE [OPTION]...",
                                 .summary = "Run a pattern, or the scenario in a file, and report what happened.",
                                 .execute = executeRun,
                                 .optionHelp = [] { return optionHelp(allOptions()) + "\n" + untilHelp(); }};
    return command;
}

} // namespace coroscope
