// SPDX-License-Identifier: MIT
#include "player/command_line.h"

#include "model/duration_text.h"

namespace coroscope {

std::string commandFor(const Session &session)
{
    const PatternInfo &pattern = session.pattern();
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    const RunSettings &settings = session.settings();
    std::string command = "coroscope-cli run " + std::string(pattern.id) + " --seed " + std::to_string(settings.seed);
    if (settings.schedule == Schedule::Shuffled)
        command += " --schedule shuffled";
    for (std::size_t i = 0; i < table->all().size(); ++i) {
        const ParameterSpec &spec = table->all()[i]->spec();
        if (settings.values[i] != spec.initial)
            command += " --set " + std::string(spec.id) + "=" + canonical(spec, settings.values[i]);
    }
    for (const Change &change : session.changes()) {
        command += " --at " + canonicalDuration(change.at.time_since_epoch()) + ":";
        if (change.action) {
            command += pattern.actions()[change.action->action].id;
            if (const std::string target = targetName(pattern, *change.action); !target.empty())
                command += "='" + target + "'";
            continue;
        }
        const ParameterSpec &spec = table->all()[change.parameter]->spec();
        command += std::string(spec.id) + "=" + canonical(spec, change.value);
    }
    if (settings.warmup > Duration::zero())
        command += " --warmup " + canonicalDuration(settings.warmup);
    if (session.now() > Time{})
        command += " --for " + canonicalDuration(session.now().time_since_epoch());
    return command;
}

std::vector<std::int64_t> setupValues(const PatternInfo &pattern, const Setup &setup)
{
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    std::vector<std::int64_t> values;
    for (const Parameter *parameter : table->all()) {
        std::int64_t value = parameter->raw();
        for (const auto &[id, text] : setup.values) {
            if (id == parameter->spec().id)
                value = parsed(parameter->spec(), text).value.value();
        }
        values.push_back(value);
    }
    return values;
}

} // namespace coroscope
