// SPDX-License-Identifier: MIT
#include "player/second_run.h"

#include "models/text.h"
#include "pattern/setup_values.h"
#include "player/command_line.h"

#include <algorithm>

namespace coroscope {

namespace {

/// Each parameter once, as it is set.
QString settingsText(const ParameterTable &table, std::span<const Advice::Setting> settings)
{
    std::vector<Sentence> said;
    for (const Advice::Setting &setting : settings) {
        const ParameterSpec &spec = table.all()[table.find(setting.id).value()]->spec();
        said.push_back(
            say(words("{parameter} → {value}"), {{"parameter", spec.label}, {"value", readable(spec, setting.value)}}));
    }
    return toQString(joined(std::move(said), ", "));
}

/// The same from the beginning with these settings, in place of what was set of these parameters on the way.
Scenario withSettings(Scenario scenario, const ParameterTable &table, std::span<const Advice::Setting> settings)
{
    for (const Advice::Setting &setting : settings) {
        const std::size_t parameter = table.find(setting.id).value();
        scenario.settings.values[parameter] = setting.value;
        std::erase_if(scenario.changes,
                      [&](const Change &change) { return !change.action && change.parameter == parameter; });
    }
    return scenario;
}

Scenario withValues(const Scenario &first, std::vector<std::int64_t> values)
{
    Scenario scenario = first;
    scenario.settings.values = std::move(values);
    scenario.changes.clear();
    return scenario;
}

/// The value of a parameter at the end of what has been run.
std::int64_t latest(const Scenario &scenario, std::size_t parameter)
{
    std::int64_t value = scenario.settings.values[parameter];
    for (const Change &change : scenario.changes) {
        if (!change.action && change.parameter == parameter && change.at <= Time{} + scenario.length)
            value = change.value;
    }
    return value;
}

} // namespace

bool areSameUntil(const Scenario &one, const Scenario &other, Time until)
{
    const auto end = [until](const Scenario &scenario) {
        return std::find_if(scenario.changes.begin(), scenario.changes.end(),
                            [until](const Change &change) { return change.at > until; });
    };
    return one.pattern == other.pattern && one.settings.seed == other.settings.seed
        && one.settings.schedule == other.settings.schedule && one.settings.values == other.settings.values
        && std::equal(one.changes.begin(), end(one), other.changes.begin(), end(other));
}

std::vector<SecondRun> secondRuns(const Scenario &first, std::span<const Advice::Setting> advised)
{
    const PatternInfo &pattern = *first.pattern;
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    std::vector<SecondRun> runs;
    const auto add = [&](const QString &name, Scenario scenario) {
        const auto isSame = [&](const Scenario &other) { return areSameUntil(scenario, other, never); };
        if (!isSame(first)
            && std::none_of(runs.begin(), runs.end(), [&](const SecondRun &run) { return isSame(run.scenario); }))
            runs.push_back({name, std::move(scenario)});
    };
    // A good practice is about one habit, which is its parameter `variant`: one of two.
    if (const auto variant = table->find("variant"); variant && pattern.kind == PatternInfo::Kind::Practice) {
        const Advice::Setting other{"variant", 1 - latest(first, *variant)};
        add(QStringLiteral("The other habit: %1").arg(settingsText(*table, std::span(&other, 1))),
            withSettings(first, *table, std::span(&other, 1)));
    }
    if (!advised.empty())
        add(QStringLiteral("As advised: %1").arg(settingsText(*table, advised)), withSettings(first, *table, advised));
    for (const Setup &setup : pattern.setups())
        add(QStringLiteral("Set-up “%1”").arg(translated(setup.title)), withValues(first, setupValues(pattern, setup)));
    add(QStringLiteral("The defaults"), withValues(first, setupValues(pattern, {})));
    runs.push_back({QStringLiteral("The same, to be turned"), first});
    return runs;
}

QString differenceTitle(const PatternInfo &pattern, std::span<const std::int64_t> values,
                        std::span<const std::int64_t> others, std::size_t most)
{
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    std::vector<Sentence> said;
    std::int64_t more = 0;
    for (std::size_t i = 0; i < values.size() && i < others.size(); ++i) {
        if (values[i] == others[i])
            continue;
        const ParameterSpec &spec = table->all()[i]->spec();
        if (said.size() < most)
            said.push_back(
                say(words("{parameter}: {value}"), {{"parameter", spec.label}, {"value", readable(spec, values[i])}}));
        else
            ++more;
    }
    if (more > 0)
        said.push_back(sayCounted(more, "{n} more", plural("{n} more")));
    return toQString(joined(std::move(said), " · "));
}

} // namespace coroscope
