// SPDX-License-Identifier: MIT
#include "cli/compare_report.h"

#include "cli/report_json.h"
#include "cli/text_table.h"
#include "cli/version.h"
#include "text/duration_text.h"
#include "text/number_text.h"
#include "text/share_text.h"
#include "text/wording.h"

#include <array>
#include <cmath>

namespace coroscope {

namespace {

using Align = TextTable::Align;

constexpr const char *undefined = "–";

std::string_view word(Verdict verdict)
{
    static constexpr std::array<std::string_view, 7> words = {"",      "the same", "not clear", "better",
                                                              "worse", "more",     "less"};
    return words[static_cast<std::size_t>(verdict)];
}

/// The difference as a share of the first; nothing where that is zero, or not defined.
std::optional<double> relative(const ComparedNumber &number)
{
    if (!number.difference.mean || !number.first.mean || *number.first.mean == 0)
        return std::nullopt;
    return *number.difference.mean / std::abs(*number.first.mean);
}

/// In the way of `--set` and `--at`, of what is not as by default.
Json changesOf(const Scenario &scenario, const ParameterTable &table)
{
    Json list = Json::array();
    for (const Change &change : scenario.changes) {
        Json entry = {{"at_s", seconds(change.at.time_since_epoch())}};
        if (change.action) {
            entry["action"] = scenario.pattern->actions()[change.action->action].id;
            if (const std::string target = targetName(*scenario.pattern, *change.action); !target.empty())
                entry["target"] = target;
        } else {
            const ParameterSpec &spec = table.all()[change.parameter]->spec();
            entry["name"] = spec.id;
            entry["value"] = canonical(spec, change.value);
        }
        list.push_back(std::move(entry));
    }
    return list;
}

Json runOf(const Scenario &scenario, const ParameterTable &table, const ComparedOutcomes &outcomes, bool several)
{
    Json run = {{"parameters", parametersOf(table, scenario.settings.values)}, {"changes", changesOf(scenario, table)}};
    if (several)
        run["not_completed"] = outcomes.notCompleted;
    else
        run["outcome"] = text(outcomes.first);
    return run;
}

Json sideOf(const std::optional<Divergence::Side> &side)
{
    if (!side)
        return nullptr;
    return {{"at_s", seconds(side->event.time.time_since_epoch())},
            {"event", side->sequence},
            {"what", capitalised(side->what.text())}};
}

Json measureOf(const ComparedNumber &value, Measure::Better better, bool several)
{
    Json measure = Json::object();
    const auto add = [&](const std::string &name, const SweepNumber &one) {
        measure[name] = number(one.mean);
        if (several)
            measure[name + "_ci95"] = number(one.halfWidth);
    };
    add("first", value.first);
    add("second", value.second);
    add("difference", value.difference);
    measure["relative"] = number(relative(value));
    const std::string_view verdict = word(verdictOn(value, better));
    measure["verdict"] = verdict.empty() ? Json(nullptr) : Json(verdict);
    return measure;
}

Json documentOf(const ComparisonReport &report)
{
    const Comparison &comparison = report.request.comparison;
    const Scenario &first = comparison.first;
    const bool several = comparison.seeds() > 1;
    const std::unique_ptr<ParameterTable> table = first.pattern->declare();
    Json document = {{"coroscope", version()}, {"pattern", first.pattern->id}};
    if (several)
        document["seeds"] = {{"first", comparison.firstSeed}, {"last", comparison.lastSeed}};
    else
        document["seed"] = comparison.firstSeed;
    document["schedule"] = first.settings.schedule == Schedule::Fifo ? "fifo" : "shuffled";
    document["duration_s"] = seconds(first.length);
    document["warmup_s"] = seconds(first.settings.warmup);
    document["runs"] = {{"first", runOf(first, *table, report.result.first(), several)},
                        {"second", runOf(comparison.second, *table, report.result.second(), several)}};
    const std::vector<std::string> names = sweepColumns(*first.pattern);
    const std::vector<Measure::Better> better = betterInColumns(*first.pattern);
    const std::vector<ComparedNumber> numbers = report.result.numbers();
    Json measures = Json::object();
    for (std::size_t i = 0; i < numbers.size(); ++i)
        measures[names[i]] = measureOf(numbers[i], better[i], several);
    document["measures"] = std::move(measures);
    document["parting"] = nullptr;
    if (report.divergence) {
        document["parting"] = {{"seed", comparison.firstSeed},
                               {"first", sideOf(report.divergence->first)},
                               {"second", sideOf(report.divergence->second)}};
    }
    return document;
}

/// What is set in one that is not so in the other: "capacity = 3, at 5s: consumers = 1"; "the defaults" if nothing is.
std::string settingsText(const Scenario &scenario, const Scenario &other, const ParameterTable &table)
{
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < scenario.settings.values.size(); ++i) {
        const ParameterSpec &spec = table.all()[i]->spec();
        const std::int64_t value = scenario.settings.values[i];
        if (value != spec.initial || value != other.settings.values[i])
            parts.push_back(std::string(spec.id) + " = " + canonical(spec, value));
    }
    for (const Change &change : scenario.changes) {
        std::string part = "at " + canonicalDuration(change.at.time_since_epoch()) + ": ";
        if (change.action) {
            const std::string target = targetName(*scenario.pattern, *change.action);
            part += std::string(scenario.pattern->actions()[change.action->action].id)
                + (target.empty() ? "" : " = " + target);
        } else {
            const ParameterSpec &spec = table.all()[change.parameter]->spec();
            part += std::string(spec.id) + " = " + canonical(spec, change.value);
        }
        parts.push_back(std::move(part));
    }
    std::string all;
    for (const std::string &part : parts)
        all += (all.empty() ? "" : ", ") + part;
    return all.empty() ? "the defaults" : all;
}

std::string outcomeText(const ComparedOutcomes &outcomes, std::uint64_t seeds)
{
    if (seeds == 1)
        return std::string(text(outcomes.first));
    return outcomes.notCompleted == 0
        ? "all completed"
        : std::to_string(outcomes.notCompleted) + " of " + std::to_string(seeds) + " not completed";
}

std::string headText(const ComparisonReport &report)
{
    const Comparison &comparison = report.request.comparison;
    const RunSettings &settings = comparison.first.settings;
    const bool several = comparison.seeds() > 1;
    const std::unique_ptr<ParameterTable> table = comparison.first.pattern->declare();
    std::string head = std::string(comparison.first.pattern->title)
        + (several ? ", seeds " + std::to_string(comparison.firstSeed) + " to " + std::to_string(comparison.lastSeed)
                   : ", seed " + std::to_string(comparison.firstSeed))
        + (settings.schedule == Schedule::Fifo ? ", fifo, " : ", shuffled, ")
        + readableDuration(comparison.first.length) + "\n";
    if (settings.warmup > Duration::zero())
        head += "measured after " + readableDuration(settings.warmup) + "; items are of the whole run\n";
    TextTable runs{Align::Left, Align::Left, Align::Left};
    runs.add({"first", settingsText(comparison.first, comparison.second, *table),
              outcomeText(report.result.first(), comparison.seeds())});
    runs.add({"second", settingsText(comparison.second, comparison.first, *table),
              outcomeText(report.result.second(), comparison.seeds())});
    return head + runs.text();
}

std::string numberText(const SweepNumber &number, bool isSigned)
{
    if (!number.mean)
        return undefined;
    const auto digits = [](double value) {
        const bool isWhole = value == std::trunc(value) && value < 1e15;
        return decimals(value, isWhole ? 0 : value < 0.0005 ? 9 : 3); // a small one is not to look like none
    };
    std::string text = digits(std::abs(*number.mean));
    const bool isZero = text.find_first_not_of("0.") == std::string::npos;
    if (*number.mean < 0 && !isZero)
        text = "−" + text;
    else if (isSigned && !isZero)
        text = "+" + text;
    if (number.halfWidth)
        text += " ± " + digits(*number.halfWidth);
    return text;
}

std::string relativeText(const ComparedNumber &number)
{
    const std::optional<double> share = relative(number);
    if (!share || *share == 0)
        return {};
    return (*share < 0 ? "−" : "+") + preciseShare(std::abs(*share)).text();
}

std::string measuresText(const ComparisonReport &report)
{
    const PatternInfo &pattern = *report.request.comparison.first.pattern;
    const std::vector<std::string> names = sweepColumns(pattern);
    const std::vector<Measure::Better> better = betterInColumns(pattern);
    const std::vector<ComparedNumber> numbers = report.result.numbers();
    TextTable table{Align::Left, Align::Right, Align::Right, Align::Right, Align::Right, Align::Left};
    table.add({"", "first", "second", "difference", "", ""});
    std::string missing;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (!numbers[i].first.mean && !numbers[i].second.mean) {
            missing += (missing.empty() ? "" : ", ") + names[i];
            continue;
        }
        table.add({names[i], numberText(numbers[i].first, false), numberText(numbers[i].second, false),
                   numberText(numbers[i].difference, true), relativeText(numbers[i]),
                   std::string(word(verdictOn(numbers[i], better[i])))});
    }
    return table.text() + (missing.empty() ? std::string() : "\nNothing to measure: " + missing + "\n");
}

std::string methodText(std::uint64_t seeds)
{
    if (seeds == 1)
        return "Both draw the same random numbers. This is one seed: --seeds 1..20 says how sure the differences "
               "are.\n";
    return "Means over the seeds, and 95 % intervals. With each seed both draw the same random numbers (common random\n"
           "numbers): the interval of a difference is that of the pairs, and not clear if zero lies in it.\n";
}

/// What is not rounded: its time, and its payload.
std::string exactly(const Event &event)
{
    const std::string_view payload = info(event.kind).payload;
    std::string text = "at " + canonicalDuration(event.time.time_since_epoch());
    if (payload.ends_with("_ns"))
        text += ", " + canonicalDuration(Duration{event.payload});
    else if (!payload.empty())
        text += ", " + std::string(payload) + " " + std::to_string(event.payload);
    return text;
}

std::string partingText(const ComparisonReport &report)
{
    const Comparison &comparison = report.request.comparison;
    const std::string seed = comparison.seeds() > 1 ? "With seed " + std::to_string(comparison.firstSeed) + " they"
                                                    : "They";
    if (!report.divergence)
        return seed + " are the same, event by event.\n";
    TextTable table{Align::Left, Align::Left, Align::Left};
    const std::optional<Divergence::Side> &first = report.divergence->first;
    const std::optional<Divergence::Side> &second = report.divergence->second;
    const bool alike = first && second && first->what == second->what; // rounded, as people read them
    const auto add = [&](const char *which, const std::optional<Divergence::Side> &side) {
        if (side)
            table.add({which, readableTime(side->event.time),
                       capitalised(side->what.text()) + (alike ? " (" + exactly(side->event) + ")" : "")});
        else
            table.add({which, undefined, "Nothing more happens."});
    };
    add("first", first);
    add("second", second);
    return seed + " part here:\n" + table.text(2);
}

} // namespace

std::string textOf(const ComparisonReport &report)
{
    switch (report.request.format) {
    case ComparisonFormat::Json:
        return documentOf(report).dump(2) + "\n";
    case ComparisonFormat::Csv:
        return dottedCsv(documentOf(report));
    case ComparisonFormat::Text:
        break;
    }
    return headText(report) + "\n" + measuresText(report) + "\n" + methodText(report.request.comparison.seeds()) + "\n"
        + partingText(report);
}

} // namespace coroscope
