// SPDX-License-Identifier: MIT
#include "cli/run_request.h"

#include "cli/errors.h"
#include "files/file_name.h"
#include "run/change_reader.h"
#include "run/registry.h"
#include "run/scenario_file.h"
#include "text/duration_text.h"
#include "text/wording.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace coroscope {

namespace {

constexpr std::array<OptionSpec, 6> options = {{
    {.name = "--set",
     .value = "NAME=VALUE",
     .help = "a parameter's value at the start (`coroscope-cli describe PATTERN` lists them)",
     .repeatable = true},
    {.name = "--at",
     .value = "TIME:NAME=VALUE|TIME:ACTION[=TARGET]",
     .help = "turn a parameter, or take an action, at a moment of the run",
     .repeatable = true},
    {.name = "--seed", .value = "N", .help = "which of all possible runs, 0 to 9007199254740991 (default 1)"},
    {.name = "--schedule", .value = "fifo|shuffled", .help = "which ready task goes first (default fifo)"},
    {.name = "--for", .value = "DURATION", .help = "virtual time to run, up to 1000000h (default 60s)"},
    {.name = "--warmup",
     .value = "DURATION",
     .help = "virtual time left out of the measures, rates, shares and means (default 0)"},
}};

std::vector<std::string_view> patternIds()
{
    std::vector<std::string_view> ids;
    for (const PatternInfo *pattern : patterns())
        ids.push_back(pattern->id);
    return ids;
}

std::string inOption(std::string_view option, std::string_view value)
{
    return std::string(option) + " " + inQuotes(value) + ": ";
}

Duration durationOf(std::string_view option, std::string_view text)
{
    const std::optional<Duration> duration = parsedDuration(text);
    if (!duration || *duration > RunRequest::maximumLength)
        throw RequestError(inOption(option, text)
                           + "not accepted; it takes a duration such as 250ms, 1.5s or 10m, up to "
                           + canonicalDuration(RunRequest::maximumLength));
    return *duration;
}

std::uint64_t seedOf(std::string_view text)
{
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (error != std::errc{} || end != text.data() + text.size() || seed > RunSettings::maximumSeed)
        throw RequestError(inOption("--seed", text) + "not accepted; it takes a whole number, 0 to "
                           + std::to_string(RunSettings::maximumSeed));
    return seed;
}

/// NAME=VALUE, NAME in front of it and what is behind, if anything is.
struct Assignment {
    explicit Assignment(std::string_view text) : name(text.substr(0, text.find('=')))
    {
        if (name.size() < text.size())
            value = text.substr(name.size() + 1);
    }

    std::string_view name;
    std::optional<std::string_view> value;
};

/// @p form of what is expected.
Change turnOf(const ChangeReader &reader, const Assignment &given, const std::string &where, const char *form)
{
    return readIn(where, [&] {
        reader.parameter(given.name);
        if (!given.value)
            throw ChangeError("the value of " + inQuotes(given.name) + " is missing; it takes " + form);
        return reader.setting(given.name, *given.value);
    });
}

void readValues(const Arguments &arguments, const ParameterTable &table, const ChangeReader &reader,
                std::vector<std::int64_t> &values)
{
    if (values.empty()) {
        for (const Parameter *parameter : table.all())
            values.push_back(parameter->spec().initial);
    }
    std::vector<bool> isSet(values.size());
    for (const Arguments::Given &given : arguments.options()) {
        if (given.name != "--set")
            continue;
        const Change change = turnOf(reader, Assignment(given.value), "--set: ", "NAME=VALUE");
        if (isSet[change.parameter])
            throw RequestError("--set: " + std::string(table.all()[change.parameter]->spec().id)
                               + " is set twice; each parameter is set once");
        isSet[change.parameter] = true;
        values[change.parameter] = change.value;
    }
}

void readChanges(const Arguments &arguments, const ParameterTable &table, const ChangeReader &reader, Duration length,
                 std::vector<Change> &changes)
{
    for (const Arguments::Given &given : arguments.options()) {
        if (given.name != "--at")
            continue;
        const std::string where = inOption("--at", given.value);
        const std::size_t colon = given.value.find(':');
        if (colon == std::string_view::npos)
            throw RequestError(where + "not accepted; it takes TIME:NAME=VALUE, such as 5s:capacity=3");
        const std::optional<Duration> at = parsedDuration(given.value.substr(0, colon));
        if (!at)
            throw RequestError(where + "the time " + inQuotes(given.value.substr(0, colon))
                               + " is not accepted; it takes a duration such as 250ms or 1.5s, 0s to "
                               + canonicalDuration(length));
        const Assignment what(given.value.substr(colon + 1));
        Change change;
        if (reader.hasAction(what.name))
            change = readIn(where + "(TIME:ACTION or TIME:ACTION=TARGET) ",
                            [&] { return reader.action(what.name, what.value); });
        else if (table.find(what.name))
            change = turnOf(reader, what, where, "TIME:NAME=VALUE");
        else
            readIn(where, [&] { reader.refuse(what.name); });
        if (*at > length)
            throw RequestError(where + "the run is over by then; it takes a time of 0s to " + canonicalDuration(length)
                               + " (see --for)");
        change.at = Time{} + *at;
        // Behind what happens at the same time: in the order in which they were given.
        changes.insert(std::upper_bound(changes.begin(), changes.end(), change,
                                        [](const Change &a, const Change &b) { return a.at < b.at; }),
                       change);
    }
    if (!changes.empty() && changes.back().at > Time{} + length)
        throw RequestError("--for " + inQuotes(canonicalDuration(length)) + ": something is set after that; it takes "
                           + canonicalDuration(changes.back().at.time_since_epoch()) + " or more");
}

} // namespace

std::span<const OptionSpec> runOptions()
{
    return options;
}

const PatternInfo &patternNamed(std::string_view id)
{
    if (const PatternInfo *const pattern = findPattern(id))
        return *pattern;
    throw RequestError("unknown pattern " + inQuotes(id) + "; " + suggestion(id, "patterns", patternIds()));
}

std::size_t choiceOf(std::string_view option, std::string_view word, const std::vector<std::string_view> &words)
{
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end())
        throw RequestError(inOption(option, word) + "not accepted; it takes " + listed(words, "or"));
    return static_cast<std::size_t>(found - words.begin());
}

const PatternInfo &patternOperand(const Arguments &arguments)
{
    if (arguments.operands().empty())
        throw RequestError("no pattern is named; " + suggestion({}, "patterns", patternIds()));
    return patternNamed(arguments.operands().front());
}

RunRequest fileRequest(std::string_view file)
{
    try {
        return readScenario(fileName(file));
    } catch (const ScenarioError &error) {
        throw RequestError(error.what());
    } catch (const ScenarioFileError &error) {
        throw WorkError(error.what());
    }
}

RunRequest operandRequest(std::string_view operand)
{
    const PatternInfo *const pattern = findPattern(operand);
    const bool looksLikeFile = operand.find_first_of("/.") != std::string_view::npos;
    if (!pattern && (looksLikeFile || fileExists(fileName(operand))))
        return fileRequest(operand);
    RunRequest request;
    request.pattern = pattern ? pattern : &patternNamed(operand);
    return request;
}

RunRequest readRunRequest(const Arguments &arguments)
{
    if (arguments.operands().empty())
        throw RequestError("neither a pattern nor a scenario file is named; "
                           + suggestion({}, "patterns", patternIds()));
    return readRunRequest(arguments, operandRequest(arguments.operands().front()));
}

RunRequest readRunRequest(const Arguments &arguments, RunRequest request)
{
    if (const auto text = arguments.value("--seed"))
        request.settings.seed = seedOf(*text);
    if (const auto word = arguments.value("--schedule"))
        request.settings.schedule = static_cast<Schedule>(choiceOf("--schedule", *word, {"fifo", "shuffled"}));
    if (const auto text = arguments.value("--for")) {
        request.length = durationOf("--for", *text);
        if (request.length == Duration::zero())
            throw RequestError(inOption("--for", *text) + "nothing happens in no time; it takes a duration above 0s");
    }
    const auto warmup = arguments.value("--warmup");
    if (warmup)
        request.settings.warmup = durationOf("--warmup", *warmup);
    if (request.settings.warmup >= request.length)
        throw RequestError(inOption("--warmup", warmup ? *warmup : canonicalDuration(request.settings.warmup))
                           + "nothing would be left to measure; it takes less than the run lasts, "
                           + canonicalDuration(request.length));
    const std::unique_ptr<ParameterTable> table = request.pattern->declare();
    const ChangeReader reader(*request.pattern, *table);
    readValues(arguments, *table, reader, request.settings.values);
    readChanges(arguments, *table, reader, request.length, request.changes);
    return request;
}

} // namespace coroscope
