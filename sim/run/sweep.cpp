// SPDX-License-Identifier: MIT
#include "run/sweep.h"

#include "text/one_line.h"

#include <algorithm>
#include <charconv>
#include <new>
#include <set>

namespace coroscope {

namespace {

constexpr std::size_t mostValues = 100'000;

ParsedVariation refused(const ParameterSpec &spec, std::string_view text, const std::string &why)
{
    return {{}, std::string(spec.id) + " = '" + onOneLine(text, 60) + "': " + why};
}

std::string forms(const ParameterSpec &spec)
{
    if (spec.kind == ParameterKind::Choice)
        return "it takes choices, such as " + std::string(spec.choices.front().id) + ","
            + std::string(spec.choices.back().id);
    const std::string from = canonical(spec, spec.minimum);
    const std::string to = canonical(spec, spec.maximum);
    return "it takes values, such as " + from + "," + to + ", and ranges with a step, FROM..TO/STEP, of " + from
        + " to " + to;
}

/// A step in the unit of the parameter. It may be smaller than the least value.
std::optional<std::int64_t> parsedStep(const ParameterSpec &spec, std::string_view text)
{
    ParameterSpec wide = spec;
    wide.minimum = 1;
    wide.maximum = std::max<std::int64_t>(1, spec.maximum - spec.minimum);
    const ParsedValue step = parsed(wide, text);
    return step.value && *step.value > 0 ? step.value : std::nullopt;
}

/// The slash before the step, from position @p begin on; npos: there is none. A rate's own slash is not it.
std::size_t stepSlash(const ParameterSpec &spec, std::string_view text, std::size_t begin)
{
    const auto isOfUnit = [&](std::size_t slash) {
        const std::string_view rest = text.substr(slash);
        return spec.kind == ParameterKind::Rate && (rest == "/s" || rest.starts_with("/s/"));
    };
    std::size_t slash = text.find('/', begin);
    while (slash != std::string_view::npos && isOfUnit(slash))
        slash = text.find('/', slash + 1);
    return slash;
}

ParsedVariation parsedRange(const ParameterSpec &spec, std::string_view text, std::size_t dots)
{
    if (spec.kind == ParameterKind::Choice)
        return refused(spec, text, forms(spec));
    const std::size_t slash = stepSlash(spec, text, dots + 2);
    const ParsedValue from = parsed(spec, text.substr(0, dots));
    const ParsedValue to = parsed(spec,
                                  text.substr(dots + 2, slash == std::string_view::npos ? slash : slash - dots - 2));
    if (!from.value || !to.value)
        return {{}, from.value ? to.error : from.error};
    if (*from.value > *to.value)
        return refused(spec, text, "the range runs backwards; " + forms(spec));
    if (slash == std::string_view::npos && spec.kind != ParameterKind::Count)
        return refused(spec, text, "a step is missing; " + forms(spec));
    const std::optional<std::int64_t> step = slash == std::string_view::npos ? 1
                                                                             : parsedStep(spec, text.substr(slash + 1));
    if (!step)
        return refused(spec, text, "the step is not accepted; " + forms(spec));
    ParsedVariation variation;
    const std::string most = std::to_string(mostValues);
    if ((*to.value - *from.value) / *step >= static_cast<std::int64_t>(mostValues))
        return refused(spec, text, "these are more than " + most + " values");
    for (std::int64_t value = *from.value;; value += *step) {
        variation.values.push_back(value);
        if (value > *to.value - *step)
            return variation;
    }
}

/// One value, or a range.
ParsedVariation parsedPart(const ParameterSpec &spec, std::string_view text)
{
    if (const std::size_t dots = text.find(".."); dots != std::string_view::npos)
        return parsedRange(spec, text, dots);
    const ParsedValue value = parsed(spec, text);
    return value.value ? ParsedVariation{{*value.value}, {}} : ParsedVariation{{}, value.error};
}

/// A name, and where its number comes from.
struct Column {
    std::string name;
    std::optional<double> (*number)(Session &session);
    Measure::Better better = Measure::Better::Neither;
};

std::optional<double> inSecondsOf(std::optional<std::int64_t> nanoseconds)
{
    return nanoseconds ? std::optional(static_cast<double>(*nanoseconds) / 1e9) : std::nullopt;
}

/// What every pattern has.
const std::vector<Column> &commonColumns()
{
    using enum Measure::Better;
    static const std::vector<Column> all = {
        {"created", [](Session &s) { return std::optional(static_cast<double>(s.metrics().items().created)); }},
        {"done", [](Session &s) { return std::optional(static_cast<double>(s.metrics().items().done)); }, More},
        {"failed", [](Session &s) { return std::optional(static_cast<double>(s.metrics().items().failed)); }, Less},
        {"cancelled", [](Session &s) { return std::optional(static_cast<double>(s.metrics().items().cancelled)); }},
        {"dropped", [](Session &s) { return std::optional(static_cast<double>(s.metrics().items().dropped)); }, Less},
        {"lost", [](Session &s) { return std::optional(static_cast<double>(s.metrics().items().lost)); }, Less},
        {"in_flight_mean", [](Session &s) { return s.metrics().inFlightMean(); }},
        {"throughput_per_s", [](Session &s) { return s.metrics().throughput(); }, More},
        {"latency_mean_s",
         [](Session &s) {
             const std::optional<double> mean = s.metrics().latency().mean();
             return mean ? std::optional(*mean / 1e9) : std::nullopt;
         },
         Less},
        {"latency_p50_s", [](Session &s) { return inSecondsOf(s.metrics().latency().quantile(0.5)); }, Less},
        {"latency_p90_s", [](Session &s) { return inSecondsOf(s.metrics().latency().quantile(0.9)); }, Less},
        {"latency_p99_s", [](Session &s) { return inSecondsOf(s.metrics().latency().quantile(0.99)); }, Less},
        {"latency_max_s", [](Session &s) { return inSecondsOf(s.metrics().latency().maximum()); }, Less},
    };
    return all;
}

} // namespace

ParsedVariation parsedVariation(const ParameterSpec &spec, std::string_view text)
{
    ParsedVariation all;
    std::set<std::int64_t> known;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        const ParsedVariation some = parsedPart(spec, text.substr(at, comma - at));
        if (!some.error.empty())
            return some;
        for (const std::int64_t value : some.values) {
            if (!known.insert(value).second)
                return refused(spec, text, canonical(spec, value) + " is there twice");
        }
        all.values.insert(all.values.end(), some.values.begin(), some.values.end());
        if (all.values.size() > mostValues)
            return refused(spec, text, "these are more than " + std::to_string(mostValues) + " values");
        at = comma + 1;
    }
    return all;
}

std::uint64_t Sweep::points() const noexcept
{
    std::uint64_t count = 1;
    for (const Variation &variation : variations)
        count *= variation.values.size();
    return count;
}

std::vector<std::int64_t> Sweep::valuesAt(std::uint64_t point) const
{
    std::vector<std::int64_t> values(variations.size());
    for (std::size_t i = variations.size(); i-- > 0;) {
        values[i] = variations[i].values[point % variations[i].values.size()];
        point /= variations[i].values.size();
    }
    return values;
}

Scenario Sweep::scenarioAt(std::uint64_t point, std::uint64_t seed) const
{
    Scenario scenario = base;
    scenario.settings.seed = seed;
    const std::vector<std::int64_t> values = valuesAt(point);
    for (std::size_t i = 0; i < variations.size(); ++i)
        scenario.settings.values[variations[i].parameter] = values[i];
    return scenario;
}

std::vector<std::string> sweepColumns(const PatternInfo &pattern)
{
    std::vector<std::string> names;
    for (const Column &column : commonColumns())
        names.push_back(column.name);
    for (const Measure &measure : pattern.measures())
        names.emplace_back(measure.id);
    return names;
}

std::vector<Measure::Better> betterInColumns(const PatternInfo &pattern)
{
    std::vector<Measure::Better> all;
    for (const Column &column : commonColumns())
        all.push_back(column.better);
    for (const Measure &measure : pattern.measures())
        all.push_back(measure.better);
    return all;
}

std::vector<std::optional<double>> sweepNumbers(Session &session)
{
    std::vector<std::optional<double>> numbers;
    for (const Column &column : commonColumns())
        numbers.push_back(column.number(session));
    const Measured measured = session.measured();
    for (const Measure &measure : session.pattern().measures())
        numbers.push_back(measure.value(measured));
    return numbers;
}

namespace {

/// A millisecond, or a few megabytes of what piles up.
constexpr std::uint64_t turnsBetweenLooks = 2'000;

/// What comes of @p session, unless @p stop asks to break it off.
std::optional<SweepRun> outcomeOf(Session &session, const Scenario &scenario, const std::stop_token &stop)
{
    while (!session.runUntil(Time{} + scenario.length, turnsBetweenLooks)) {
        if (stop.stop_requested())
            return std::nullopt;
    }
    SweepRun run{.numbers = sweepNumbers(session), .theory = {}, .outcome = session.outcome()};
    const std::vector<TheoryValue> theory = session.theory();
    for (const std::string &name : sweepColumns(*scenario.pattern)) {
        const auto said = std::find_if(theory.begin(), theory.end(),
                                       [&](const TheoryValue &value) { return value.id == name; });
        run.theory.push_back(said == theory.end() ? std::nullopt : std::optional(said->value));
    }
    return run;
}

} // namespace

std::optional<SweepRun> sweepRun(const Scenario &scenario, const std::stop_token &stop, const std::stop_token &leave)
{
    auto session = sessionOf(scenario, Retention{.budget = 0, .world = false, .history = false});
    try {
        std::optional<SweepRun> run = outcomeOf(*session, scenario, stop);
        while (!session->unwind(turnsBetweenLooks)) {
            if (leave.stop_requested()) {
                keepUntilExit(std::move(session));
                break;
            }
        }
        return run;
    } catch (const std::bad_alloc &) {
        keepUntilExit(std::move(session));
        throw;
    }
}

void SweepPoint::add(const SweepRun &run)
{
    if (m_runs++ == 0) {
        m_theory = run.theory;
        m_numbers.resize(run.numbers.size());
    }
    for (std::size_t i = 0; i < m_numbers.size(); ++i) {
        if (run.numbers[i])
            m_numbers[i].add(*run.numbers[i]);
    }
    m_notCompleted += run.outcome == Outcome::Completed ? 0u : 1u;
    m_overBudget += run.outcome == Outcome::Budget ? 1u : 0u;
}

SweepRow SweepPoint::row(std::uint64_t point) const
{
    SweepRow row{.point = point,
                 .numbers = {},
                 .theory = m_theory,
                 .runs = m_runs,
                 .notCompleted = m_notCompleted,
                 .overBudget = m_overBudget};
    for (const RunningMean &mean : m_numbers) {
        SweepNumber number;
        if (const auto interval = mean.interval()) {
            number.mean = interval->mean;
            number.halfWidth = interval->halfWidth;
        }
        row.numbers.push_back(number);
    }
    return row;
}

} // namespace coroscope
