// SPDX-License-Identifier: MIT
#include "lesson/goal.h"

#include "text/duration_text.h"
#include "text/trimmed.h"
#include "text/wording.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace coroscope {

namespace {

constexpr std::array<std::string_view, 5> signs = {"<", "<=", "=", ">=", ">"};
constexpr std::array outcomes = {Outcome::Completed, Outcome::Stalled, Outcome::Deadlock, Outcome::Budget};
constexpr std::string_view outcomeName = "outcome";

ParsedGoal refused(std::string why)
{
    return {{}, std::move(why)};
}

std::optional<double> plainDecimal(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

ParsedGoal outcomeGoal(Goal goal, std::string_view text)
{
    std::vector<std::string_view> names;
    for (const Outcome outcome : outcomes)
        names.push_back(coroscope::text(outcome));
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end() || goal.relation != Relation::Equal)
        return refused("an outcome is equal to one of " + listed(names, "or")
                       + ", as in `outcome = " + std::string(names.front()) + "`");
    goal.about = Goal::About::Outcome;
    goal.outcome = outcomes.at(static_cast<std::size_t>(found - names.begin()));
    return {goal, {}};
}

ParsedGoal parameterGoal(Goal goal, const ParameterSpec &spec, std::string_view text)
{
    const ParsedValue read = parsed(spec, text);
    if (!read.value)
        return refused(read.error);
    if (spec.kind == ParameterKind::Choice && goal.relation != Relation::Equal)
        return refused(std::string(spec.id) + " is a choice, which can only be equal to one of its values");
    goal.about = Goal::About::Parameter;
    goal.limit = *read.value;
    return {goal, {}};
}

} // namespace

std::optional<double> parsedNumber(std::string_view text)
{
    if (const std::optional<double> number = plainDecimal(text))
        return number;
    if (text.ends_with('%')) {
        const std::optional<double> percent = plainDecimal(text.substr(0, text.size() - 1));
        return percent ? std::optional(*percent / 100) : std::nullopt;
    }
    const std::optional<Duration> duration = parsedDuration(text);
    return duration ? std::optional(inSeconds(*duration)) : std::nullopt;
}

std::string_view signOf(Relation relation)
{
    return signs.at(static_cast<std::size_t>(relation));
}

bool holds(double number, Relation relation, double value)
{
    switch (relation) {
    case Relation::Less:
        return number < value;
    case Relation::AtMost:
        return number <= value;
    case Relation::Equal:
        return number == value;
    case Relation::AtLeast:
        return number >= value;
    case Relation::More:
        return number > value;
    }
    return false;
}

ParsedGoal parsedGoal(const PatternInfo &pattern, const ParameterTable &table, std::string_view text)
{
    const std::size_t begin = text.find_first_of("<=>");
    if (begin == std::string_view::npos)
        return refused(inQuotes(text) + " compares nothing; it takes a name, one of < <= = >= >, and a value");
    const std::size_t end = std::min(text.find_first_not_of("<=>", begin), text.size());
    const std::string_view sign = text.substr(begin, end - begin);
    const auto found = std::find(signs.begin(), signs.end(), sign);
    if (found == signs.end())
        return refused(inQuotes(sign) + " is no relation; it takes one of < <= = >= >");
    Goal goal{.relation = static_cast<Relation>(found - signs.begin())};
    const std::string_view name = trimmed(text.substr(0, begin));
    const std::string_view value = trimmed(text.substr(end));
    if (name == outcomeName)
        return outcomeGoal(goal, value);
    if (const std::optional<std::size_t> position = table.find(name)) {
        goal.position = *position;
        return parameterGoal(goal, table.all()[*position]->spec(), value);
    }
    const std::vector<std::string> columns = sweepColumns(pattern);
    const auto column = std::find(columns.begin(), columns.end(), name);
    if (column == columns.end()) {
        const std::vector<std::string_view> names(columns.begin(), columns.end());
        return refused(std::string(pattern.id) + " has no parameter and no number " + inQuotes(name) + "; "
                       + suggestion(name, "numbers", names));
    }
    const std::optional<double> number = parsedNumber(value);
    if (!number)
        return refused(inQuotes(value) + " is no value of " + *column
                       + "; it takes a number, a share such as 5%, or a duration such as 500ms");
    goal.position = static_cast<std::size_t>(column - columns.begin());
    goal.value = *number;
    return {goal, {}};
}

std::string canonical(const Goal &goal, const PatternInfo &pattern, const ParameterTable &table)
{
    const std::string sign = " " + std::string(signOf(goal.relation)) + " ";
    switch (goal.about) {
    case Goal::About::Parameter: {
        const ParameterSpec &spec = table.all().at(goal.position)->spec();
        return std::string(spec.id) + sign + canonical(spec, goal.limit);
    }
    case Goal::About::Outcome:
        return std::string(outcomeName) + sign + std::string(text(goal.outcome));
    case Goal::About::Number:
        break;
    }
    std::array<char, 400> digits{}; // more than any double takes
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), goal.value,
                                            std::chars_format::fixed);
    return sweepColumns(pattern).at(goal.position) + sign
        + (error == std::errc{} ? std::string(digits.data(), end) : std::string());
}

bool isReached(const Goal &goal, std::span<const std::int64_t> values, const SweepRun &run)
{
    switch (goal.about) {
    case Goal::About::Parameter:
        return holds(static_cast<double>(values[goal.position]), goal.relation, static_cast<double>(goal.limit));
    case Goal::About::Outcome:
        return run.outcome == goal.outcome;
    case Goal::About::Number:
        break;
    }
    const std::optional<double> number = run.numbers.at(goal.position);
    return number && holds(*number, goal.relation, goal.value);
}

} // namespace coroscope
