// SPDX-License-Identifier: MIT
#include "lesson/answer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace coroscope {

namespace {

/// The mean of a number over the runs that define it.
std::optional<double> meanOf(std::size_t number, std::span<const SweepRun> runs)
{
    double sum = 0;
    std::size_t count = 0;
    for (const SweepRun &run : runs) {
        if (run.numbers[number]) {
            sum += *run.numbers[number];
            ++count;
        }
    }
    return count > 0 ? std::optional(sum / static_cast<double>(count)) : std::nullopt;
}

bool differ(double a, double b)
{
    return std::abs(a - b) > leastChange * std::max(std::abs(a), std::abs(b));
}

/// The position of the largest, if the next one is clearly smaller.
std::optional<std::size_t> outstanding(const std::vector<std::optional<double>> &numbers, bool largest)
{
    if (std::any_of(numbers.begin(), numbers.end(), [](const auto &number) { return !number; }))
        return std::nullopt;
    std::vector<std::size_t> order(numbers.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return largest ? *numbers[a] > *numbers[b] : *numbers[a] < *numbers[b];
    });
    return differ(*numbers[order[0]], *numbers[order[1]]) ? std::optional(order[0]) : std::nullopt;
}

std::optional<Trend> trendOf(std::optional<double> before, std::optional<double> after)
{
    if (!before || !after)
        return std::nullopt;
    if (!differ(*before, *after))
        return Trend::Stays;
    return *after > *before ? Trend::Rises : Trend::Falls;
}

/// Whether @p a is further from @p goal than @p b.
bool isFurther(const Goal &goal, double a, double b)
{
    switch (goal.relation) {
    case Relation::Less:
    case Relation::AtMost:
        return a > b;
    case Relation::AtLeast:
    case Relation::More:
        return a < b;
    case Relation::Equal:
        break;
    }
    return std::abs(a - goal.value) > std::abs(b - goal.value);
}

bool areReached(const std::vector<Goal> &goals, std::span<const std::int64_t> values, std::span<const SweepRun> runs)
{
    return std::all_of(goals.begin(), goals.end(), [&](const Goal &goal) {
        return std::all_of(runs.begin(), runs.end(), [&](const SweepRun &run) { return isReached(goal, values, run); });
    });
}

} // namespace

Scenario SeededRuns::at(std::uint64_t number) const
{
    Scenario scenario = scenarios.at(number / seeds);
    scenario.settings.seed = firstSeed + number % seeds;
    return scenario;
}

SeededRuns runsFor(const Prediction &prediction, const Scenario &present)
{
    Scenario base = present;
    base.changes.clear();
    base.length = prediction.length;
    base.settings.warmup = prediction.warmup;
    SeededRuns runs{.scenarios = {}, .firstSeed = 1, .seeds = prediction.seeds};
    if (const auto *const best = std::get_if<Prediction::Best>(&prediction.kind)) {
        for (const Prediction::Option &option : best->options)
            runs.scenarios.push_back(withSettings(base, option.settings));
    } else if (const auto *const trend = std::get_if<Prediction::Trend>(&prediction.kind)) {
        runs.scenarios = {base, withSettings(base, trend->settings)};
    } else if (const auto *const amount = std::get_if<Prediction::Amount>(&prediction.kind)) {
        runs.scenarios = {withSettings(base, amount->settings)};
    } else if (const auto *const curve = std::get_if<Prediction::Curve>(&prediction.kind)) {
        for (const std::int64_t value : curve->variation.values)
            runs.scenarios.push_back(withSettings(base, {{curve->variation.parameter, value}}));
    }
    return runs;
}

bool givesAway(const Prediction &prediction, const Scenario &present)
{
    const std::vector<Scenario> answering = runsFor(prediction, present).scenarios;
    const std::ptrdiff_t first = std::holds_alternative<Prediction::Trend>(prediction.kind) ? 1 : 0;
    return std::any_of(answering.begin() + first, answering.end(),
                       [&](const Scenario &one) { return one.settings.values == present.settings.values; });
}

Answer answerTo(const Prediction &prediction, std::span<const SweepRun> runs)
{
    Answer answer;
    for (std::size_t begin = 0; begin < runs.size(); begin += prediction.seeds)
        answer.numbers.push_back(meanOf(prediction.number, runs.subspan(begin, prediction.seeds)));
    if (const auto *const best = std::get_if<Prediction::Best>(&prediction.kind))
        answer.best = outstanding(answer.numbers, best->largest);
    else if (std::holds_alternative<Prediction::Trend>(prediction.kind))
        answer.trend = trendOf(answer.numbers.at(0), answer.numbers.at(1));
    return answer;
}

SeededRuns runsFor(const Challenge &challenge, std::vector<std::int64_t> values)
{
    SeededRuns runs{.scenarios = {challenge.start}, .firstSeed = challenge.firstSeed, .seeds = challenge.seeds};
    runs.scenarios.front().settings.values = std::move(values);
    return runs;
}

Judgement judged(const Challenge &challenge, std::span<const std::int64_t> values, std::span<const SweepRun> runs)
{
    Judgement judgement{.lines = {}, .runs = runs.size()};
    for (const Goal &goal : challenge.goals) {
        Judgement::Line line{.goal = goal};
        for (const SweepRun &run : runs) {
            line.reached += isReached(goal, values, run) ? 1U : 0U;
            if (goal.about != Goal::About::Number)
                continue;
            const std::optional<double> number = run.numbers.at(goal.position);
            if (number && (!line.worst || isFurther(goal, *number, *line.worst)))
                line.worst = number;
        }
        judgement.lines.push_back(line);
    }
    if (!areReached(challenge.goals, values, runs))
        return judgement;
    judgement.stars = 1;
    for (const std::vector<Goal> &star : challenge.stars) {
        if (star.empty() || !areReached(star, values, runs))
            break;
        ++judgement.stars;
    }
    return judgement;
}

} // namespace coroscope
