// SPDX-License-Identifier: MIT
#include "run/change_reader.h"

#include "text/wording.h"

#include <algorithm>
#include <string>

namespace coroscope {

std::size_t ChangeReader::parameter(std::string_view name) const
{
    if (const std::optional<std::size_t> position = m_table.find(name))
        return *position;
    throw ChangeError(std::string(m_pattern.id) + " has no parameter " + inQuotes(name) + "; "
                      + suggestion(name, "parameters", parameterIds()));
}

Change ChangeReader::setting(std::string_view name, std::string_view value) const
{
    const std::size_t position = parameter(name);
    const ParsedValue read = parsed(m_table.all()[position]->spec(), value);
    if (!read.value)
        throw ChangeError(read.error);
    return {.parameter = position, .value = *read.value};
}

bool ChangeReader::hasAction(std::string_view id) const
{
    const std::vector<std::string_view> ids = actionIds();
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

Change ChangeReader::action(std::string_view id, std::optional<std::string_view> target) const
{
    const std::vector<std::string_view> ids = actionIds();
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (found == ids.end())
        throw ChangeError(std::string(m_pattern.id) + " has no action" + (ids.empty() ? "s" : " " + inQuotes(id) + "; ")
                          + (ids.empty() ? std::string() : suggestion(id, "actions", ids)));
    ActionCall call{static_cast<std::size_t>(found - ids.begin())};
    const ActionSpec &action = m_pattern.actions()[call.action];
    if (!action.group) {
        if (target)
            throw ChangeError(std::string(id) + " takes no target");
        return {.action = call};
    }
    const Topology &topology = m_pattern.topology();
    const std::string accepted = "it takes a name of " + inQuotes(placeName(topology, {*action.group, 0})) + " to "
        + inQuotes(placeName(topology, {*action.group, action.places - 1}));
    if (!target || target->empty())
        throw ChangeError(std::string(id) + ": the target is missing; " + accepted);
    const std::optional<Place> place = placeNamed(topology, *action.group, *target);
    if (!place || place->index >= action.places)
        throw ChangeError(std::string(id) + ": there can be no " + inQuotes(*target) + "; " + accepted);
    call.index = place->index;
    return {.action = call};
}

void ChangeReader::refuse(std::string_view name) const
{
    const std::vector<std::string_view> actions = actionIds();
    throw ChangeError(
        std::string(m_pattern.id) + " has no parameter " + inQuotes(name)
        + (actions.empty() ? ", and no actions; " : " and no such action (the actions are: " + listed(actions) + "); ")
        + suggestion(name, "parameters", parameterIds()));
}

std::vector<std::string_view> ChangeReader::parameterIds() const
{
    std::vector<std::string_view> ids;
    for (const Parameter *parameter : m_table.all())
        ids.push_back(parameter->spec().id);
    return ids;
}

std::vector<std::string_view> ChangeReader::actionIds() const
{
    std::vector<std::string_view> ids;
    for (const ActionSpec &action : m_pattern.actions())
        ids.push_back(action.id);
    return ids;
}

} // namespace coroscope
