// SPDX-License-Identifier: MIT
#include "pattern/place_names.h"

#include <charconv>

namespace coroscope {

Sentence placeLabel(const Topology &topology, Place place)
{
    if (place.group >= topology.groups.size())
        return words("main");
    const TaskGroup &group = topology.groups[place.group];
    return group.single ? Sentence(group.label)
                        : say(words("{group} {number}"), {{"group", group.label}, {"number", place.index + 1}});
}

std::string placeName(const Topology &topology, Place place)
{
    return placeLabel(topology, place).text();
}

Sentence channelName(const Topology &topology, std::uint32_t channel)
{
    const Words label = channel < topology.channels.size() ? topology.channels[channel].label : words("channel");
    const bool numbered = label.back() >= '0' && label.back() <= '9';
    return numbered ? Sentence(label) : say(words("the {name}"), {{"name", label}});
}

std::optional<Place> placeNamed(const Topology &topology, std::uint32_t group, std::string_view name)
{
    const TaskGroup &spec = topology.groups.at(group);
    if (spec.single)
        return name == spec.label ? std::optional(Place{group, 0}) : std::nullopt;
    if (!name.starts_with(spec.label) || name.size() < spec.label.size() + 2 || name[spec.label.size()] != ' ')
        return std::nullopt;
    const std::string_view digits = name.substr(spec.label.size() + 1);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || number == 0 || digits.front() == '0')
        return std::nullopt;
    return Place{group, number - 1};
}

} // namespace coroscope
