// SPDX-License-Identifier: MIT
#include "player/second_run.h"

#include "models/text.h"
#include "pattern/setup_values.h"
#include "player/command_line.h"
#include "player/run_difference.h"

#include <algorithm>
#include <utility>

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

std::vector<SecondRun> secondRuns(const Scenario &first, std::span<const Advice::Setting> advised,
                                  std::vector<SecondRun> branches, const std::optional<LastChange> &last)
{
    const PatternInfo &pattern = *first.pattern;
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    std::vector<SecondRun> runs;
    const auto add = [&](SecondRun::Kind kind, const QString &name, Scenario scenario) {
        const auto isSame = [&](const Scenario &other) { return areSameUntil(scenario, other, never); };
        if (!isSame(first)
            && std::none_of(runs.begin(), runs.end(), [&](const SecondRun &run) { return isSame(run.scenario); }))
            runs.push_back({kind, name, std::move(scenario)});
    };
    // Of a branch that has just been begun, what it parts from may still be the same.
    for (SecondRun &branch : branches)
        runs.push_back(std::move(branch));
    const auto addBefore = [&] {
        add(SecondRun::Kind::Before, QStringLiteral("Before the last change: %1").arg(toQString(last->what)),
            last->without);
    };
    if (last && !last->atStart)
        addBefore();
    if (!advised.empty())
        add(SecondRun::Kind::Advised, QStringLiteral("As advised: %1").arg(settingsText(*table, advised)),
            withSettings(first, *table, advised));
    // A good practice is about one habit, which is its parameter `variant`: one of two.
    if (const auto variant = table->find("variant"); variant && pattern.kind == PatternInfo::Kind::Practice) {
        const Advice::Setting other{"variant", 1 - latest(first, *variant)};
        add(SecondRun::Kind::OtherHabit,
            QStringLiteral("The other variant: %1").arg(settingsText(*table, std::span(&other, 1))),
            withSettings(first, *table, std::span(&other, 1)));
    }
    if (last && last->atStart)
        addBefore();
    for (const Setup &setup : pattern.setups())
        add(SecondRun::Kind::Setup, QStringLiteral("Set-up “%1”").arg(translated(setup.title)),
            withValues(first, setupValues(pattern, setup)));
    add(SecondRun::Kind::Setup, QStringLiteral("The defaults"), withValues(first, setupValues(pattern, {})));
    runs.push_back({SecondRun::Kind::Same, QStringLiteral("The same values, to be changed"), first});
    return runs;
}

std::size_t tellingRun(std::span<const SecondRun> runs, const Scenario &first)
{
    const auto found = std::find_if(runs.begin(), runs.end(), [&](const SecondRun &run) {
        return run.kind != SecondRun::Kind::Setup
            || (haveSameLoad(run.scenario, first, never) && differingParameters(run.scenario, first) == 1);
    });
    return static_cast<std::size_t>(found - runs.begin());
}

} // namespace coroscope
