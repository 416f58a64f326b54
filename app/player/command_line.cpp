// SPDX-License-Identifier: MIT
#include "player/command_line.h"

#include "text/duration_text.h"

#include <algorithm>

namespace coroscope {

namespace {

/// The schedule and the values that are not the defaults, but for those @p left out.
std::string startOptions(const ParameterTable &table, const RunSettings &settings,
                         const std::vector<Variation> &left = {})
{
    std::string options;
    if (settings.schedule == Schedule::Shuffled)
        options += " --schedule shuffled";
    for (std::size_t i = 0; i < table.all().size(); ++i) {
        const ParameterSpec &spec = table.all()[i]->spec();
        const bool isLeft = std::any_of(left.begin(), left.end(),
                                        [i](const Variation &variation) { return variation.parameter == i; });
        if (settings.values[i] != spec.initial && !isLeft)
            options += " --set " + std::string(spec.id) + "=" + canonical(spec, settings.values[i]);
    }
    return options;
}

/// What follows the subcommand: the pattern, and everything that determines the run.
std::string runOptions(const Scenario &scenario, const ParameterTable &table)
{
    const PatternInfo &pattern = *scenario.pattern;
    const RunSettings &settings = scenario.settings;
    std::string command = std::string(pattern.id) + " --seed " + std::to_string(settings.seed)
        + startOptions(table, settings);
    for (const Change &change : scenario.changes) {
        if (change.at > Time{} + scenario.length)
            break;
        command += " --at " + canonicalDuration(change.at.time_since_epoch()) + ":";
        if (change.action) {
            command += pattern.actions()[change.action->action].id;
            if (const std::string target = targetName(pattern, *change.action); !target.empty())
                command += "='" + target + "'";
            continue;
        }
        const ParameterSpec &spec = table.all()[change.parameter]->spec();
        command += std::string(spec.id) + "=" + canonical(spec, change.value);
    }
    if (settings.warmup > Duration::zero())
        command += " --warmup " + canonicalDuration(settings.warmup);
    if (scenario.length > Duration::zero())
        command += " --for " + canonicalDuration(scenario.length);
    return command;
}

} // namespace

std::string commandFor(const Scenario &scenario)
{
    return "coroscope-cli run " + runOptions(scenario, *scenario.pattern->declare());
}

std::string compareCommandFor(const Scenario &first, const Scenario &second)
{
    const std::unique_ptr<ParameterTable> table = first.pattern->declare();
    std::string command = "coroscope-cli compare " + runOptions(first, *table);
    bool differs = false;
    for (std::size_t i = 0; i < table->all().size(); ++i) {
        const ParameterSpec &spec = table->all()[i]->spec();
        const std::int64_t value = second.settings.values[i];
        // It takes one at least, where nothing differs.
        const bool isLast = i + 1 == table->all().size();
        if (value == first.settings.values[i] && (differs || !isLast))
            continue;
        command += " --versus " + std::string(spec.id) + "=" + canonical(spec, value);
        differs = true;
    }
    return command;
}

std::string sweepCommandFor(const Sweep &sweep)
{
    const PatternInfo &pattern = *sweep.base.pattern;
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    std::string command = "coroscope-cli sweep " + std::string(pattern.id);
    for (const Variation &variation : sweep.variations) {
        const ParameterSpec &spec = table->all()[variation.parameter]->spec();
        command += " --vary " + std::string(spec.id);
        for (std::size_t i = 0; i < variation.values.size(); ++i)
            command += (i == 0 ? "=" : ",") + canonical(spec, variation.values[i]);
    }
    command += " --seeds " + std::to_string(sweep.firstSeed) + ".." + std::to_string(sweep.lastSeed)
        + startOptions(*table, sweep.base.settings, sweep.variations);
    if (sweep.base.settings.warmup > Duration::zero())
        command += " --warmup " + canonicalDuration(sweep.base.settings.warmup);
    return command + " --for " + canonicalDuration(sweep.base.length);
}

} // namespace coroscope
