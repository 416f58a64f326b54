// SPDX-License-Identifier: MIT
#include "lesson/prediction_reader.h"

#include "lesson/step_reader.h"
#include "text/trimmed.h"
#include "text/wording.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace coroscope {

namespace {

constexpr std::size_t fewestOptions = 2;
constexpr std::size_t mostOptions = 4;
constexpr std::size_t fewestPoints = 3;
constexpr std::size_t mostPoints = 20;

const LessonEntry *find(const LessonSection &section, std::string_view name)
{
    const auto found = std::find_if(section.entries.begin(), section.entries.end(),
                                    [&](const LessonEntry &entry) { return entry.name == name; });
    return found == section.entries.end() ? nullptr : &*found;
}

const LessonEntry &need(const LessonSection &section, std::string_view name, const LessonEntry &beside)
{
    if (const LessonEntry *const entry = find(section, name))
        return *entry;
    throw LessonError(beside.line, std::string(beside.name) + " needs " + std::string(name) + ": beside it");
}

/// `FROM .. TO`: two decimals.
std::pair<double, double> scaleOf(const LessonEntry &entry)
{
    const auto number = [](std::string_view text) -> std::optional<double> {
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value,
                                                  std::chars_format::fixed);
        return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
    };
    const std::size_t dots = entry.value.find("..");
    if (dots != std::string_view::npos) {
        const std::optional<double> from = number(trimmed(entry.value.substr(0, dots)));
        const std::optional<double> to = number(trimmed(entry.value.substr(dots + 2)));
        if (from && to && *from < *to)
            return {*from, *to};
    }
    throw LessonError(entry.line, inQuotes(entry.value) + " is no scale; it takes FROM .. TO, such as 0 .. 20");
}

} // namespace

const std::vector<std::string_view> &predictionEntries()
{
    static const std::vector<std::string_view> names = {"ask",  "number", "option", "best", "trend",  "amount",
                                                        "with", "curve",  "scale",  "run",  "warmup", "seeds"};
    return names;
}

std::optional<Prediction> PredictionReader::read(const LessonSection &section) const
{
    const LessonEntry *const ask = find(section, "ask");
    if (!ask) {
        for (const std::string_view name : predictionEntries()) {
            if (const LessonEntry *const entry = find(section, name))
                throw LessonError(entry->line, std::string(name) + " belongs to a question; it takes ask: beside it");
        }
        return std::nullopt;
    }
    const LessonEntry &number = need(section, "number", *ask);
    Prediction prediction{.question = std::string(ask->value), .number = m_reader.number(number, number.value)};
    const LessonEntry *form = nullptr;
    for (const std::string_view name : {"best", "trend", "amount", "curve"}) {
        const LessonEntry *const entry = find(section, name);
        if (entry && form)
            throw LessonError(entry->line,
                              "a question is of one kind; it has " + std::string(form->name) + " and "
                                  + std::string(name));
        form = entry ? entry : form;
    }
    if (!form)
        throw LessonError(ask->line, "ask needs one of best:, trend:, amount: and curve: beside it");
    if (form->name == "best") {
        prediction.kind = best(section, *form);
    } else if (form->name == "trend") {
        prediction.kind = Prediction::Trend{m_reader.settings(*form, form->value)};
    } else if (form->name == "amount") {
        const auto [from, to] = scaleOf(*form);
        const LessonEntry *const with = find(section, "with");
        prediction.kind = Prediction::Amount{
            with ? m_reader.settings(*with, with->value) : std::vector<LessonSetting>(), from, to};
    } else {
        prediction.kind = curve(section, *form);
    }
    if (const LessonEntry *const entry = find(section, "run"))
        prediction.length = lessonDuration(*entry);
    if (const LessonEntry *const entry = find(section, "warmup"))
        prediction.warmup = lessonDuration(*entry);
    if (prediction.warmup >= prediction.length)
        throw LessonError(ask->line, "the warm-up takes all of the run that answers the question");
    if (const LessonEntry *const entry = find(section, "seeds"))
        prediction.seeds = lessonSeeds(*entry);
    return prediction;
}

Prediction::Best PredictionReader::best(const LessonSection &section, const LessonEntry &best) const
{
    if (best.value != "most" && best.value != "least")
        throw LessonError(best.line, inQuotes(best.value) + " is neither most nor least");
    Prediction::Best read{.largest = best.value == "most", .options = {}};
    for (const LessonEntry &entry : section.entries) {
        if (entry.name != "option")
            continue;
        const std::size_t bar = entry.value.rfind('|');
        if (bar == std::string_view::npos || trimmed(entry.value.substr(0, bar)).empty())
            throw LessonError(entry.line, inQuotes(entry.value) + " is no option; it takes TEXT | NAME=VALUE …");
        read.options.push_back({std::string(trimmed(entry.value.substr(0, bar))),
                                m_reader.settings(entry, trimmed(entry.value.substr(bar + 1)))});
    }
    if (read.options.size() < fewestOptions || read.options.size() > mostOptions)
        throw LessonError(best.line,
                          "there are " + std::to_string(read.options.size()) + " options; it takes two to four");
    return read;
}

Prediction::Curve PredictionReader::curve(const LessonSection &section, const LessonEntry &curve) const
{
    const std::size_t equals = curve.value.find('=');
    if (equals == std::string_view::npos)
        throw LessonError(curve.line,
                          inQuotes(curve.value) + " is no curve; it takes NAME=VALUES, such as capacity=1,4,16");
    const std::size_t parameter = m_reader.parameter(curve, trimmed(curve.value.substr(0, equals)));
    ParsedVariation read = parsedVariation(m_table.all()[parameter]->spec(), trimmed(curve.value.substr(equals + 1)));
    if (!read.error.empty())
        throw LessonError(curve.line, read.error);
    if (read.values.size() < fewestPoints || read.values.size() > mostPoints)
        throw LessonError(curve.line,
                          "a curve through " + std::to_string(read.values.size())
                              + " values can't be drawn; it takes 3 to 20");
    const LessonEntry &scale = need(section, "scale", curve);
    const auto [from, to] = scaleOf(scale);
    return {{parameter, std::move(read.values)}, from, to};
}

} // namespace coroscope
