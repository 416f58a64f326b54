// SPDX-License-Identifier: MIT
#include "fuzz/targets.h"

#include "sim/bare_run.h"
#include "sim/kernel/program_model.h"
#include "sim/kernel/program_on_kernel.h"

#include "cli/arguments.h"
#include "cli/errors.h"
#include "cli/run_request.h"
#include "run/registry.h"
#include "run/scenario.h"
#include "text/duration_text.h"

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <sstream>
#include <string>
#include <vector>

namespace coroscope::fuzz {

namespace {

using Bytes = std::span<const std::uint8_t>;

std::string_view textOf(Bytes bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

void expect(bool right, const char *what)
{
    if (!right)
        qFatal("%s", what);
}

/// An error is one line, and not endless: it stands on a terminal.
void expectOneLine(std::string_view error)
{
    expect(!error.empty() && error.size() < 2000, "an error has some length, and not more than people read");
    expect(
        std::none_of(error.begin(), error.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x20; }),
        "an error is one line without control characters");
}

void durations(Bytes bytes)
{
    const std::optional<Duration> duration = parsedDuration(textOf(bytes));
    if (!duration)
        return;
    expect(*duration >= Duration::zero(), "a duration is never negative");
    expect(parsedDuration(canonicalDuration(*duration)) == duration,
           "the canonical form reads back to the same duration");
    expect(!readableDuration(*duration).empty() && !readableTime(Time{} + *duration).empty(), "a duration can be read");
}

/// The first two bytes choose the pattern and its parameter, the others are the text.
void parameters(Bytes bytes)
{
    if (bytes.size() < 2)
        return;
    const auto all = patterns();
    const std::unique_ptr<ParameterTable> table = all[bytes[0] % all.size()]->declare();
    Parameter &parameter = *table->all()[bytes[1] % table->all().size()];
    const ParameterSpec &spec = parameter.spec();
    const ParsedValue result = parsed(spec, textOf(bytes.subspan(2)));
    expect(result.value.has_value() == result.error.empty(), "there is either a value or an error");
    if (!result.value) {
        expectOneLine(result.error);
        return;
    }
    expect(*result.value >= spec.minimum && *result.value <= spec.maximum, "a value is within its range");
    expect(parsed(spec, canonical(spec, *result.value)).value == result.value,
           "the canonical form reads back to the same value");
    expect(!readable(spec, *result.value).empty(), "a value can be read");
    parameter.set(*result.value);
}

void scenario(Bytes bytes)
{
    try {
        const Scenario read = parsedScenario(textOf(bytes));
        const std::string text = scenarioText(read);
        expect(scenarioText(parsedScenario(text)) == text, "what is written reads back to the same");
        expect(read.length > Duration::zero() && read.settings.warmup < read.length, "there is something to run");
    } catch (const ScenarioError &error) {
        expectOneLine(error.what());
    }
}

/// One word a line.
void commandLine(Bytes bytes)
{
    std::vector<std::string_view> words;
    for (std::string_view rest = textOf(bytes); !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        words.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    try {
        const Arguments arguments(words, runOptions(), 1);
        const RunRequest request = readRunRequest(arguments);
        const std::unique_ptr<ParameterTable> table = request.pattern->declare();
        expect(request.settings.seed <= RunSettings::maximumSeed, "a seed is within its range");
        expect(request.length > Duration::zero() && request.length <= RunRequest::maximumLength, "a run has a length");
        expect(request.settings.warmup < request.length, "something is left to measure");
        expect(request.settings.values.size() == table->all().size(), "each parameter has a value");
        const auto inRange = [&](std::size_t parameter, std::int64_t value) {
            const ParameterSpec &spec = table->all()[parameter]->spec();
            expect(value >= spec.minimum && value <= spec.maximum, "a value is within its range");
        };
        for (std::size_t i = 0; i < request.settings.values.size(); ++i)
            inRange(i, request.settings.values[i]);
        Time before{};
        for (const Change &change : request.changes) {
            expect(change.at >= before && change.at <= Time{} + request.length,
                   "changes come in order, within the run");
            before = change.at;
            inRange(change.parameter, change.value);
        }
    } catch (const RequestError &error) {
        expectOneLine(error.what());
    } catch (const WorkError &error) {
        expectOneLine(error.what()); // an operand that looks like a file is one that is not there
    }
}

/// A random program does on the kernel what it does on the model.
void program(Bytes bytes)
{
    const test::Program program = test::ProgramReader::read(bytes);
    const test::Told kernel = test::ProgramOnKernel::run(program);
    const test::Told model = test::ProgramModel::run(program);
    if (kernel.log == model.log && kernel.end == model.end)
        return;
    std::ostringstream text;
    text << program;
    for (const test::Told *told : {&kernel, &model}) {
        text << (told == &kernel ? "kernel:\n" : "model:\n");
        for (const std::string &line : told->log)
            text << "  " << line << '\n';
        text << "  " << told->end << '\n';
    }
    qFatal("%s", text.str().c_str());
}

/// Byte 0 chooses the pattern, 1 the schedule and the seed; then four for each turn: after which time, which parameter,
/// to what.
void pattern(Bytes bytes)
{
    constexpr std::size_t mostTurns = 16;
    constexpr std::uint64_t mostTaskTurns = 20'000;
    if (bytes.size() < 2)
        return;
    const auto all = patterns();
    const Schedule schedule = bytes[1] % 2 == 0 ? Schedule::Fifo : Schedule::Shuffled;
    test::BareRun run(*all[bytes[0] % all.size()], schedule, bytes[1] / 2);
    bytes = bytes.subspan(2);
    for (std::size_t turn = 0; turn < mostTurns && bytes.size() >= 4; ++turn, bytes = bytes.subspan(4)) {
        const std::vector<Parameter *> &table = run.parameters().all();
        run.kernel().runUntil(run.kernel().now() + std::chrono::milliseconds(bytes[0] * 4), mostTaskTurns);
        if (!run.kernel().idle())
            break; // more happens than a short run has time for
        Parameter &parameter = *table[bytes[1] % table.size()];
        const ParameterSpec &spec = parameter.spec();
        const auto share = static_cast<std::uint64_t>(bytes[2] * 256 + bytes[3]);
        const auto span = static_cast<std::uint64_t>(spec.maximum - spec.minimum);
        parameter.set(spec.minimum + static_cast<std::int64_t>(span / 65535 * share + span % 65535 * share / 65535));
    }
    run.kernel().runUntil(run.kernel().now() + std::chrono::seconds(2), mostTaskTurns);
    const QString wrong = run.wrong();
    if (!wrong.isEmpty())
        qFatal("%s", qPrintable(wrong));
    const QString left = run.close();
    if (!left.isEmpty())
        qFatal("%s", qPrintable(left));
}

} // namespace

std::span<const Target> targets()
{
    static constexpr Target all[] = {{"durations", durations},      {"parameters", parameters}, {"scenario", scenario},
                                     {"command_line", commandLine}, {"program", program},       {"pattern", pattern}};
    return all;
}

} // namespace coroscope::fuzz
