// SPDX-License-Identifier: MIT
#include "lesson/prediction_reader.h"

#include "lesson/step_reader.h"
#include "text/trimmed.h"
#include "text/wording.h"

#include <algorithm>
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

/// `FROM .. TO`, in @p text of an entry: numbers, shares or durations.
std::pair<double, double> rangeOf(const LessonEntry &entry, std::string_view text, const char *what)
{
    const std::size_t dots = text.find("..");
    if (dots != std::string_view::npos) {
        const std::optional<double> from = parsedNumber(trimmed(text.substr(0, dots)));
        const std::optional<double> to = parsedNumber(trimmed(text.substr(dots + 2)));
        if (from && to && *from < *to)
            return {*from, *to};
    }
    throw LessonError(entry.line,
                      inQuotes(text) + " is no " + what + "; it takes FROM .. TO, such as 0 .. 20 or 1.5s .. 2s");
}

std::pair<double, double> scaleOf(const LessonEntry &entry)
{
    return rangeOf(entry, entry.value, "scale");
}

} // namespace

const std::vector<std::string_view> &predictionEntries()
{
    static const std::vector<std::string_view> names = {"ask",   "number", "option", "best", "trend",  "amount", "with",
                                                        "curve", "scale",  "answer", "run",  "warmup", "seeds"};
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
    for (const LessonEntry &entry : section.entries) {
        if (entry.name == "answer")
            prediction.claims.push_back(claim(entry, prediction));
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

Prediction::Claim PredictionReader::claim(const LessonEntry &entry, const Prediction &prediction) const
{
    if (std::holds_alternative<Prediction::Amount>(prediction.kind)) {
        if (!prediction.claims.empty())
            throw LessonError(entry.line, "an amount has one answer");
        const auto [from, to] = rangeOf(entry, entry.value, "answer");
        return {.line = entry.line, .from = from, .to = to};
    }
    const auto *const curve = std::get_if<Prediction::Curve>(&prediction.kind);
    if (!curve)
        throw LessonError(entry.line, "answer belongs to an amount or a curve; runs answer the others");
    const ParameterSpec &spec = m_table.all()[curve->variation.parameter]->spec();
    const std::size_t colon = std::min(entry.value.find(':'), entry.value.size());
    const ParsedValue value = parsed(spec, trimmed(entry.value.substr(0, colon)));
    const std::vector<std::int64_t> &values = curve->variation.values;
    const auto found = value.value ? std::find(values.begin(), values.end(), *value.value) : values.end();
    if (colon == entry.value.size() || found == values.end())
        throw LessonError(entry.line,
                          inQuotes(entry.value) + " is at no point of the curve; it takes VALUE: FROM .. TO, such as "
                              + canonical(spec, values.front()) + ": 0 .. 20");
    const auto [from, to] = rangeOf(entry, trimmed(entry.value.substr(colon + 1)), "answer");
    return {entry.line, static_cast<std::size_t>(found - values.begin()), from, to};
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
