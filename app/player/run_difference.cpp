// SPDX-License-Identifier: MIT
#include "player/run_difference.h"

#include "models/text.h"
#include "player/change_text.h"
#include "player/event_text.h"
#include "run/load_parameters.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// From when on a parameter has a value.
struct Held {
    Time from{};
    std::int64_t value = 0;

    friend bool operator==(const Held &, const Held &) = default;
};

/// All values that a parameter has in turn, up to and including @p until.
std::vector<Held> valuesOf(const Scenario &run, const Parameter &parameter, std::size_t position, Time until)
{
    const std::vector<std::int64_t> &initial = run.settings.values;
    std::vector<Held> held{{Time{}, position < initial.size() ? initial[position] : parameter.spec().initial}};
    for (const Change &change : run.changes) {
        if (change.action || change.parameter != position || change.at > until || change.value == held.back().value)
            continue;
        if (change.at == held.back().from)
            held.back().value = change.value; // it never counted
        else
            held.push_back({change.at, change.value});
    }
    return held;
}

/// "Start: Await → Spawn at 9.000 s": from where it departs from @p others on, with what it was until then.
Sentence said(const ParameterSpec &spec, const std::vector<Held> &held, const std::vector<Held> &others)
{
    constexpr std::size_t most = 3;
    const auto parting = std::mismatch(held.begin(), held.end(), others.begin(), others.end()).first;
    const auto apart = static_cast<std::size_t>(parting - held.begin());
    std::vector<Sentence> said;
    const std::size_t begin = apart == 0 ? 0 : apart - 1;
    for (std::size_t i = begin; i < held.size(); ++i) {
        if (said.size() + 1 == most && i + 1 < held.size()) {
            said.emplace_back("…"); // and what it is at last
            i = held.size() - 1;
        }
        const Sentence value = readable(spec, held[i].value);
        said.push_back(i == begin
                           ? value
                           : say(words("{value} at {time}"), {{"value", value}, {"time", clockText(held[i].from)}}));
    }
    return settingText(spec, joined(std::move(said), " → "));
}

/// "“Fail: Worker 2” at 5 s": the actions that @p other does not have.
std::vector<Sentence> saidActions(const Scenario &run, const Scenario &other)
{
    std::vector<Sentence> said;
    for (const Change &change : run.changes) {
        if (!change.action || std::find(other.changes.begin(), other.changes.end(), change) != other.changes.end())
            continue;
        said.push_back(
            say(words("“{action}” at {time}"),
                {{"action", actionName(*run.pattern, *change.action).toStdString()}, {"time", clockText(change.at)}}));
    }
    return said;
}

} // namespace

QString differenceTitle(const Scenario &run, const Scenario &other, std::size_t most)
{
    const std::unique_ptr<ParameterTable> table = run.pattern->declare();
    std::vector<Sentence> differences;
    for (std::size_t i = 0; i < table->all().size(); ++i) {
        const Parameter &parameter = *table->all()[i];
        const std::vector<Held> own = valuesOf(run, parameter, i, never);
        const std::vector<Held> others = valuesOf(other, parameter, i, never);
        if (own != others)
            differences.push_back(said(parameter.spec(), own, others));
    }
    std::vector<Sentence> actions = saidActions(run, other);
    std::move(actions.begin(), actions.end(), std::back_inserter(differences));
    if (differences.size() > most) {
        const auto more = static_cast<std::int64_t>(differences.size() - most);
        differences.resize(most);
        differences.push_back(sayCounted(more, "{n} more", plural("{n} more")));
    }
    return toQString(joined(std::move(differences), " · "));
}

bool haveSameLoad(const Scenario &one, const Scenario &other, Time until)
{
    const std::unique_ptr<ParameterTable> table = one.pattern->declare();
    const std::vector<std::size_t> load = loadParameters(*one.pattern);
    return std::all_of(load.begin(), load.end(), [&](std::size_t i) {
        const Parameter &parameter = *table->all()[i];
        return valuesOf(one, parameter, i, until) == valuesOf(other, parameter, i, until);
    });
}

std::size_t differingParameters(const Scenario &one, const Scenario &other)
{
    const std::unique_ptr<ParameterTable> table = one.pattern->declare();
    std::size_t differing = 0;
    for (std::size_t i = 0; i < table->all().size(); ++i) {
        const Parameter &parameter = *table->all()[i];
        differing += valuesOf(one, parameter, i, never) != valuesOf(other, parameter, i, never) ? 1u : 0u;
    }
    return differing;
}

} // namespace coroscope
