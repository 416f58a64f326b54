// SPDX-License-Identifier: MIT
#include "cli/compare_request.h"

#include "cli/errors.h"
#include "cli/run_request.h"
#include "cli/study_options.h"
#include "cli/written_files.h"
#include "files/file_name.h"
#include "files/file_target.h"
#include "run/change_reader.h"
#include "text/duration_text.h"
#include "text/wording.h"

#include <algorithm>
#include <vector>

namespace coroscope {

namespace {

/// Whether it is NAME=VALUE, or the beginning of that, and not a file.
bool isAssignment(std::string_view text)
{
    return text.substr(0, text.find('=')).find_first_of("/.") == std::string_view::npos && !fileExists(fileName(text));
}

std::string inVersus(std::string_view text)
{
    return "--versus " + inQuotes(text) + ": ";
}

/// The second run as a file has it, with the options of the first.
Scenario fromFile(const Arguments &arguments, std::string_view file, const Scenario &first)
{
    Scenario second = fileRequest(file);
    if (second.pattern != first.pattern)
        throw RequestError(inVersus(file) + "it is a run of " + std::string(second.pattern->id)
                           + ", and the first is one of " + std::string(first.pattern->id)
                           + "; it takes one of the same pattern");
    // What is not about the pattern is as in the first.
    second.length = first.length;
    second.settings.seed = first.settings.seed;
    second.settings.schedule = first.settings.schedule;
    second.settings.warmup = first.settings.warmup;
    if (!second.changes.empty() && second.changes.back().at > Time{} + first.length)
        throw RequestError(inVersus(file) + "something is set after the end of the runs; it takes --for "
                           + canonicalDuration(second.changes.back().at.time_since_epoch()) + " or more");
    return readRunRequest(arguments, second);
}

/// What --versus says, one after the other.
Scenario secondOf(const Arguments &arguments, const Scenario &first)
{
    std::vector<std::string_view> files;
    std::vector<std::string_view> assignments;
    for (const Arguments::Given &given : arguments.options()) {
        if (given.name == "--versus")
            (isAssignment(given.value) ? assignments : files).push_back(given.value);
    }
    if (files.empty() && assignments.empty())
        throw RequestError("there is nothing to compare with; it takes --versus NAME=VALUE or --versus FILE");
    if (files.size() > 1)
        throw RequestError(inVersus(files[1]) + "there is a file already, " + inQuotes(files[0])
                           + "; it takes one, and values");
    Scenario second = files.empty() ? first : fromFile(arguments, files.front(), first);
    const std::unique_ptr<ParameterTable> table = first.pattern->declare();
    const ChangeReader reader(*first.pattern, *table);
    std::vector<bool> isSet(table->all().size());
    for (const std::string_view text : assignments) {
        const std::size_t equals = text.find('=');
        const std::string_view name = text.substr(0, equals);
        const Change change = readIn("--versus: ", [&] {
            reader.parameter(name);
            if (equals == std::string_view::npos)
                throw ChangeError("the value of " + inQuotes(name) + " is missing; it takes NAME=VALUE");
            return reader.setting(name, text.substr(equals + 1));
        });
        if (isSet[change.parameter])
            throw RequestError("--versus: " + std::string(table->all()[change.parameter]->spec().id)
                               + " is set twice; each parameter is set once");
        isSet[change.parameter] = true;
        second.settings.values[change.parameter] = change.value;
    }
    return second;
}

} // namespace

std::span<const OptionSpec> compareOptions()
{
    static const std::vector<OptionSpec> all = [] {
        std::vector<OptionSpec> list = {
            {.name = "--versus",
             .value = "NAME=VALUE|FILE",
             .help = "what is different in the second run: a parameter's value, or all that a scenario file says",
             .repeatable = true},
            {.name = "--seeds",
             .value = "A..B",
             .help = "both runs with each of these seeds: means, and 95 % intervals of the difference of the pairs"},
        };
        list.insert(list.end(), runOptions().begin(), runOptions().end());
        list.push_back(jobsOption());
        list.push_back({.name = "--format", .value = "text|json|csv", .help = "form of the results (default text)"});
        list.push_back({.name = "--output", .value = "FILE|-", .help = "where they go (default -, standard output)"});
        return list;
    }();
    return all;
}

CompareRequest readCompareRequest(const Arguments &arguments)
{
    CompareRequest request;
    Comparison &comparison = request.comparison;
    comparison.first = readRunRequest(arguments);
    comparison.second = secondOf(arguments, comparison.first);
    if (arguments.has("--seed") && arguments.has("--seeds"))
        throw RequestError("--seed and --seeds contradict each other; give one of them");
    const SeedRange seeds = seedsOf(arguments, comparison.first.settings.seed);
    comparison.firstSeed = seeds.first;
    comparison.lastSeed = seeds.last;
    if (comparison.seeds() > Comparison::mostSeeds)
        throw RequestError("these are more than " + std::to_string(Comparison::mostSeeds) + " seeds; take fewer");
    request.jobs = jobsOf(arguments);
    if (const auto word = arguments.value("--format"))
        request.format = static_cast<ComparisonFormat>(choiceOf("--format", *word, {"text", "json", "csv"}));
    request.output = arguments.value("--output").value_or("-");
    if (request.output.empty())
        throw RequestError("--output '': the name is empty; it takes a file, or - for standard output");
    refuseToOverwriteScenario("--output", request.output, arguments);
    for (const Arguments::Given &given : arguments.options()) {
        if (given.name == "--versus" && !isAssignment(given.value)
            && areOneFile(std::string(given.value), std::string(request.output)))
            throw RequestError("--output " + inQuotes(request.output)
                               + ": that is the scenario that is compared with; it takes another file");
    }
    return request;
}

} // namespace coroscope
