// SPDX-License-Identifier: MIT
#include "pattern/parameter.h"

#include "text/duration_text.h"
#include "text/number_text.h"
#include "text/one_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace coroscope {

namespace {

constexpr std::int64_t wholeShare = 1'000'000'000;
constexpr std::int64_t wholeRate = 1'000;
constexpr std::int64_t wholeFactor = 1'000;

/// @p text as a decimal number times @p scale, exactly; nothing where it is no plain decimal, has more digits than the
/// scale can hold, or is out of range.
std::optional<std::int64_t> parsedDecimal(std::string_view text, std::int64_t scale)
{
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    std::string_view fraction = text.substr(std::min(point + 1, text.size()));
    const auto isDigit = [](char letter) { return letter >= '0' && letter <= '9'; };
    if (whole.empty() || !std::all_of(whole.begin(), whole.end(), isDigit)
        || !std::all_of(fraction.begin(), fraction.end(), isDigit) || (point < text.size() && fraction.empty()))
        return std::nullopt;
    std::int64_t value = 0;
    if (std::from_chars(whole.data(), whole.data() + whole.size(), value).ec != std::errc{})
        return std::nullopt;
    if (__builtin_mul_overflow(value, scale, &value))
        return std::nullopt;
    for (std::int64_t unit = scale / 10; !fraction.empty(); unit /= 10, fraction.remove_prefix(1)) {
        const std::int64_t digit = fraction.front() - '0';
        if (unit == 0 && digit != 0)
            return std::nullopt;
        if (__builtin_add_overflow(value, digit * unit, &value))
            return std::nullopt;
    }
    return value;
}

/// The shortest decimal of @p value / @p scale.
std::string decimal(std::int64_t value, std::int64_t scale)
{
    std::string text = std::to_string(value / scale);
    std::int64_t rest = value % scale;
    if (rest == 0)
        return text;
    text += '.';
    for (std::int64_t unit = scale / 10; rest != 0; unit /= 10) {
        text += static_cast<char>('0' + rest / unit);
        rest %= unit;
    }
    return text;
}

bool endsWith(std::string_view &text, std::string_view ending)
{
    if (!text.ends_with(ending))
        return false;
    text.remove_suffix(ending.size());
    return true;
}

std::optional<std::int64_t> valueOf(const ParameterSpec &spec, std::string_view text)
{
    switch (spec.kind) {
    case ParameterKind::Count:
        return parsedDecimal(text, 1);
    case ParameterKind::Duration: {
        const std::optional<Duration> duration = parsedDuration(text);
        return duration ? std::optional(duration->count()) : std::nullopt;
    }
    case ParameterKind::Share: {
        // A bare 5 could be meant either way; a bare 0 or 1 could not.
        if (endsWith(text, " %") || endsWith(text, "%")) // as it is printed, and as it is typed
            return parsedDecimal(text, wholeShare / 100);
        return parsedDecimal(text, wholeShare);
    }
    case ParameterKind::Rate:
        return endsWith(text, " /s") || endsWith(text, "/s") ? parsedDecimal(text, wholeRate) : std::nullopt;
    case ParameterKind::Factor:
        return parsedDecimal(text, wholeFactor);
    case ParameterKind::Choice:
        for (std::size_t i = 0; i < spec.choices.size(); ++i) {
            if (spec.choices[i].id == text)
                return static_cast<std::int64_t>(i);
        }
        return std::nullopt;
    }
    return std::nullopt;
}

std::string accepted(const ParameterSpec &spec)
{
    if (spec.kind == ParameterKind::Choice) {
        std::string list;
        for (std::size_t i = 0; i < spec.choices.size(); ++i) {
            if (i > 0)
                list += i + 1 == spec.choices.size() ? " or " : ", ";
            list += spec.choices[i].id;
        }
        return list;
    }
    std::string range = canonical(spec, spec.minimum) + " to " + canonical(spec, spec.maximum);
    switch (spec.kind) {
    case ParameterKind::Count:
        return "a whole number, " + range;
    case ParameterKind::Duration:
        return "a duration such as 250ms or 1.5s, " + range;
    case ParameterKind::Share:
        return "a share such as 5% or 0.05, " + range;
    case ParameterKind::Factor:
        return "a number such as 2 or 1.5, " + range;
    default:
        return "a rate such as 8/s, " + range;
    }
}

Duration intervalAt(std::int64_t rate)
{
    return Duration{std::chrono::seconds(1)} * wholeRate / rate;
}

/// What was given, short and on one line: it may come from anywhere and be of any length.
std::string quoted(std::string_view text)
{
    constexpr std::size_t longest = 40; // characters
    const std::string shown = onOneLine(text, longest);
    return "'" + shown + "'";
}

} // namespace

ParsedValue parsed(const ParameterSpec &spec, std::string_view text)
{
    const std::optional<std::int64_t> value = valueOf(spec, text);
    if (value && *value >= spec.minimum && *value <= spec.maximum)
        return {value, {}};
    return {std::nullopt, std::string(spec.id) + ": " + quoted(text) + " is not accepted; it takes " + accepted(spec)};
}

std::string canonical(const ParameterSpec &spec, std::int64_t value)
{
    switch (spec.kind) {
    case ParameterKind::Count:
        return std::to_string(value);
    case ParameterKind::Duration:
        return canonicalDuration(Duration{value});
    case ParameterKind::Share:
        return decimal(value, wholeShare / 100) + "%";
    case ParameterKind::Rate:
        return decimal(value, wholeRate) + "/s";
    case ParameterKind::Factor:
        return decimal(value, wholeFactor);
    case ParameterKind::Choice:
        return std::string(spec.choices[static_cast<std::size_t>(value)].id);
    }
    return {};
}

Sentence readable(const ParameterSpec &spec, std::int64_t value)
{
    switch (spec.kind) {
    case ParameterKind::Count:
        if (value == 0 && spec.zeroIsOff)
            return words("off");
        return spec.unit.many.empty() ? Sentence(std::to_string(value)) : countOf(value, spec.unit);
    case ParameterKind::Duration:
        return value == 0 && spec.zeroIsOff ? Sentence(words("off")) : readableDuration(Duration{value});
    case ParameterKind::Share:
        return decimal(value, wholeShare / 100) + " %";
    case ParameterKind::Rate:
        return decimal(value, wholeRate) + " /s";
    case ParameterKind::Factor:
        return decimal(value, wholeFactor);
    case ParameterKind::Choice:
        return spec.choices[static_cast<std::size_t>(value)].label;
    }
    return {};
}

std::string columnName(const ParameterSpec &spec)
{
    const std::string id(spec.id);
    switch (spec.kind) {
    case ParameterKind::Duration:
        return id + "_s";
    case ParameterKind::Rate:
        return id + "_per_s";
    default:
        return id;
    }
}

std::optional<double> plainNumber(const ParameterSpec &spec, std::int64_t value)
{
    const auto in = [&](std::int64_t one) { return static_cast<double>(value) / static_cast<double>(one); };
    switch (spec.kind) {
    case ParameterKind::Count:
        return static_cast<double>(value);
    case ParameterKind::Duration:
        return inSeconds(Duration{value});
    case ParameterKind::Share:
        return in(wholeShare);
    case ParameterKind::Rate:
        return in(wholeRate);
    case ParameterKind::Factor:
        return in(wholeFactor);
    case ParameterKind::Choice:
        break;
    }
    return std::nullopt;
}

Parameter::Parameter(ParameterTable &table, ParameterSpec spec) : m_spec(std::move(spec)), m_raw(m_spec.initial)
{
    table.m_all.push_back(this);
}

void Parameter::set(std::int64_t raw)
{
    m_raw = raw;
    rawChanged();
    for (const std::function<void()> &reaction : m_reactions)
        reaction();
}

std::optional<std::size_t> ParameterTable::find(std::string_view id) const noexcept
{
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        if (m_all[i]->spec().id == id)
            return i;
    }
    return std::nullopt;
}

CountParameter::CountParameter(ParameterTable &table, const Declaration &declaration)
    : Parameter(table,
                {.id = declaration.id,
                 .label = declaration.label,
                 .effect = declaration.effect,
                 .unit = declaration.unit,
                 .kind = ParameterKind::Count,
                 .minimum = declaration.minimum,
                 .maximum = declaration.maximum,
                 .initial = declaration.initial,
                 .choices = {},
                 .zeroIsOff = declaration.zeroIsOff})
{
}

ShareParameter::ShareParameter(ParameterTable &table, const Declaration &declaration)
    : Parameter(table,
                {.id = declaration.id,
                 .label = declaration.label,
                 .effect = declaration.effect,
                 .unit = {},
                 .kind = ParameterKind::Share,
                 .minimum = 0,
                 .maximum = wholeShare,
                 .initial = std::llround(declaration.initial * static_cast<double>(wholeShare)),
                 .choices = {}})
{
}

FactorParameter::FactorParameter(ParameterTable &table, const Declaration &declaration)
    : Parameter(table,
                {.id = declaration.id,
                 .label = declaration.label,
                 .effect = declaration.effect,
                 .unit = {},
                 .kind = ParameterKind::Factor,
                 .minimum = declaration.minimum.thousandths(),
                 .maximum = declaration.maximum.thousandths(),
                 .initial = declaration.initial.thousandths(),
                 .choices = {}})
{
}

RateParameter::RateParameter(ParameterTable &table, const Declaration &declaration)
    : Parameter(table,
                {.id = declaration.id,
                 .label = declaration.label,
                 .effect = declaration.effect,
                 .unit = {},
                 .kind = ParameterKind::Rate,
                 .minimum = declaration.minimum,
                 .maximum = declaration.maximum,
                 .initial = declaration.initial,
                 .choices = {}}),
      m_interval(intervalAt(declaration.initial))
{
}

void RateParameter::rawChanged()
{
    m_interval.setMean(intervalAt(raw()));
}

DurationParameter::DurationParameter(ParameterTable &table, const Declaration &declaration)
    : Parameter(table,
                {.id = declaration.id,
                 .label = declaration.label,
                 .effect = declaration.effect,
                 .unit = {},
                 .kind = ParameterKind::Duration,
                 .minimum = declaration.minimum.count(),
                 .maximum = declaration.maximum.count(),
                 .initial = declaration.initial.count(),
                 .choices = {},
                 .zeroIsOff = declaration.zeroIsOff}),
      m_live(isOff() ? forEver : declaration.initial)
{
}

RandomDurationParameter::RandomDurationParameter(ParameterTable &table, const Declaration &declaration)
    : mean(table,
           {.id = declaration.id,
            .label = declaration.label,
            .effect = declaration.effect,
            .minimum = declaration.minimum,
            .maximum = declaration.maximum,
            .initial = declaration.initial}),
      m_shapeId(std::string(declaration.id) + "-shape"),
      shape(table,
            {.id = m_shapeId,
             .label = say(words("{duration}: distribution"), {{"duration", declaration.label}}),
             .effect = words("How the time varies around its mean: the distribution it is drawn from."),
             .choices = {{"fixed", words("Fixed")},
                         {"uniform", words("Uniform")},
                         {"exponential", words("Exponential")},
                         {"lognormal", words("Lognormal")}},
             .initial = declaration.shape,
             .isShape = true})
{
    mean.live().setShape(declaration.shape);
    shape.onChanged([this] { mean.live().setShape(shape()); });
}

} // namespace coroscope
