// SPDX-License-Identifier: MIT
#include "cli/sweep_request.h"

#include "cli/errors.h"
#include "cli/run_request.h"
#include "cli/study_options.h"
#include "cli/written_files.h"
#include "run/change_reader.h"
#include "text/wording.h"

#include <algorithm>
#include <vector>

namespace coroscope {

namespace {

constexpr std::uint64_t mostShards = 1'000'000;

void readVariations(const Arguments &arguments, Sweep &sweep)
{
    const std::unique_ptr<ParameterTable> table = sweep.base.pattern->declare();
    const ChangeReader reader(*sweep.base.pattern, *table);
    for (const Arguments::Given &given : arguments.options()) {
        if (given.name != "--vary")
            continue;
        const std::size_t equals = given.value.find('=');
        const std::string_view name = given.value.substr(0, equals);
        const std::size_t position = readIn("--vary: ", [&] { return reader.parameter(name); });
        if (equals == std::string_view::npos)
            refuseValue("--vary", given.value, "NAME=A,B,C or NAME=A..B/STEP");
        for (const Variation &other : sweep.variations) {
            if (other.parameter == position)
                throw RequestError("--vary: " + std::string(name) + " is varied twice; each parameter is varied once");
        }
        ParsedVariation variation = parsedVariation(table->all()[position]->spec(), given.value.substr(equals + 1));
        if (!variation.error.empty())
            throw RequestError("--vary: " + variation.error);
        for (const Arguments::Given &other : arguments.options()) {
            if (other.name == "--set" && other.value.substr(0, other.value.find('=')) == name)
                throw RequestError("--set: " + std::string(name)
                                   + " is varied, and so takes no value beside; it takes --vary or --set");
        }
        sweep.variations.push_back({position, std::move(variation.values)});
    }
    if (sweep.variations.empty())
        throw RequestError("nothing is varied; it takes --vary NAME=A,B,C or --vary NAME=A..B/STEP");
    double runs = static_cast<double>(sweep.seeds());
    for (const Variation &variation : sweep.variations)
        runs *= static_cast<double>(variation.values.size());
    if (runs > static_cast<double>(Sweep::mostRuns))
        throw RequestError("these are more than " + std::to_string(Sweep::mostRuns)
                           + " runs; vary less, or fewer seeds");
}

void readShard(const Arguments &arguments, SweepRequest &request)
{
    const std::uint64_t points = request.sweep.points();
    request.end = points;
    const auto text = arguments.value("--shard");
    if (!text)
        return;
    const std::size_t slash = text->find('/');
    const auto part = wholeNumber(text->substr(0, slash));
    const auto parts = slash == std::string_view::npos ? std::nullopt : wholeNumber(text->substr(slash + 1));
    if (!part || !parts || *parts < 1 || *parts > mostShards || *part < 1 || *part > *parts)
        refuseValue("--shard", *text,
                    "I/N, the I-th of N parts, such as 1/4; N is up to " + std::to_string(mostShards));
    if (request.format != SweepFormat::Csv)
        throw RequestError("--shard: only parts in the form csv can be joined; it takes --format csv beside it");
    request.first = points * (*part - 1) / *parts;
    request.end = points * *part / *parts;
    request.header = *part == 1;
}

} // namespace

std::span<const OptionSpec> sweepOptions()
{
    static const std::vector<OptionSpec> all = [] {
        std::vector<OptionSpec> list = {
            {.name = "--vary",
             .value = "NAME=VALUES",
             .help = "a parameter and its values: A,B,C and A..B/STEP (rates: 5/s..20/s/5/s); several make every "
                     "combination",
             .repeatable = true},
            {.name = "--seeds", .value = "A..B", .help = "runs of each point, for means and intervals (default 1..1)"},
        };
        std::copy_if(runOptions().begin(), runOptions().end(), std::back_inserter(list),
                     [](const OptionSpec &option) { return option.name != "--seed"; });
        list.push_back(jobsOption());
        list.push_back({.name = "--shard", .value = "I/N", .help = "only the I-th of N parts, to be joined (csv)"});
        list.push_back({.name = "--format", .value = "csv|json|text", .help = "form of the results (default csv)"});
        list.push_back({.name = "--output", .value = "FILE|-", .help = "where they go (default -, standard output)"});
        return list;
    }();
    return all;
}

SweepRequest readSweepRequest(const Arguments &arguments)
{
    SweepRequest request;
    request.sweep.base = readRunRequest(arguments);
    const SeedRange seeds = seedsOf(arguments, request.sweep.base.settings.seed);
    request.sweep.firstSeed = seeds.first;
    request.sweep.lastSeed = seeds.last;
    readVariations(arguments, request.sweep);
    request.jobs = jobsOf(arguments);
    if (const auto word = arguments.value("--format"))
        request.format = static_cast<SweepFormat>(choiceOf("--format", *word, {"csv", "json", "text"}));
    request.output = arguments.value("--output").value_or("-");
    if (request.output.empty())
        throw RequestError("--output '': the name is empty; it takes a file, or - for standard output");
    refuseToOverwriteScenario("--output", request.output, arguments);
    readShard(arguments, request);
    return request;
}

} // namespace coroscope
