// SPDX-License-Identifier: MIT
#include "scene/timeline_lanes.h"

#include "models/text.h"
#include "pattern/place_names.h"

#include <algorithm>

namespace coroscope {

namespace {

/// Whether the run is, or has been, as it says.
bool hasBeen(const std::optional<Alternative> &when, const SceneSource &source)
{
    if (!when || when->parameter >= source.values().size() || source.values()[when->parameter] == when->value)
        return true;
    const std::deque<History::Mark> &marks = source.history().marks();
    return std::any_of(marks.begin(), marks.end(), [&](const History::Mark &mark) {
        return mark.kind == History::Mark::Kind::Parameter && mark.parameter == when->parameter
            && (mark.before == when->value || mark.after == when->value);
    });
}

} // namespace

TimelineLanes::TimelineLanes(const SceneSource &source, const LaneFolds &folds) : m_history(&source.history())
{
    const Topology &topology = source.topology();
    int columns = 0;
    for (const TaskGroup &group : topology.groups)
        columns = std::max(columns, group.column + 1);
    for (const ChannelNode &channel : topology.channels)
        columns = std::max(columns, channel.column + 1);
    for (int column = 0; column < columns; ++column) {
        for (std::uint32_t group = 0; group < topology.groups.size(); ++group) {
            if (topology.groups[group].column == column && hasBeen(topology.groups[group].when, source))
                addGroup(group, folds);
        }
        for (std::uint32_t channel = 0; channel < topology.channels.size(); ++channel) {
            if (topology.channels[channel].column == column && !m_history->channel(channel).capacity.empty()
                && hasBeen(topology.channels[channel].when, source))
                add({.first = 0,
                     .count = 1,
                     .index = channel,
                     .isChannel = true,
                     .hasHeading = false,
                     .folded = false});
        }
    }
}

void TimelineLanes::addGroup(std::uint32_t group, const LaneFolds &folds)
{
    const std::size_t places = placesOf(group);
    if (places == 0)
        return;
    const bool isLarge = places > mostUnfolded;
    const auto chosen = folds.find(group);
    const bool folded = places > 1 && (chosen == folds.end() ? isLarge : chosen->second);
    add({.first = 0,
         .count = folded ? 1 : places + (isLarge ? 1 : 0),
         .index = group,
         .isChannel = false,
         .hasHeading = folded || isLarge,
         .folded = folded});
}

void TimelineLanes::add(Section section)
{
    section.first = m_count;
    m_count += section.count;
    m_sections.push_back(section);
}

LaneRef TimelineLanes::operator[](std::size_t lane) const
{
    const auto section = std::prev(
        std::upper_bound(m_sections.begin(), m_sections.end(), lane,
                         [](std::size_t wanted, const Section &one) { return wanted < one.first; }));
    if (section->isChannel)
        return {.isChannel = true, .channel = section->index};
    const auto &places = m_history->groups()[section->index].lanes;
    const std::size_t within = lane - section->first;
    if (section->hasHeading && within == 0)
        return {.place = places.front()->place, .isHeading = true, .folded = section->folded};
    return {.place = places[within - (section->hasHeading ? 1 : 0)]->place,
            .opens = !section->hasHeading && within == 0 && section->count > 1};
}

std::optional<std::size_t> TimelineLanes::laneOf(Place place) const
{
    for (const Section &section : m_sections) {
        if (section.isChannel || section.index != place.group)
            continue;
        if (section.folded)
            return section.first;
        const auto &places = m_history->groups()[place.group].lanes;
        const auto found = std::lower_bound(
            places.begin(), places.end(), place.index,
            [](const History::Lane *one, std::uint32_t index) { return one->place.index < index; });
        if (found == places.end() || (*found)->place != place)
            return std::nullopt;
        return section.first + (section.hasHeading ? 1 : 0) + static_cast<std::size_t>(found - places.begin());
    }
    return std::nullopt;
}

TimelineLanes timelineLanes(const SceneSource &source, const LaneFolds &folds)
{
    return {source, folds};
}

QString laneName(const LaneRef &lane, const TimelineLanes &lanes, const Topology &topology)
{
    if (lane.isChannel)
        return translated(topology.channels[lane.channel].label) + QStringLiteral(" fill");
    if (!lane.isHeading)
        return toQString(placeLabel(topology, lane.place));
    const TaskGroup &group = topology.groups[lane.place.group];
    return QStringLiteral("%1 · %2")
        .arg(translated(group.plural.empty() ? group.label : group.plural))
        .arg(lanes.placesOf(lane.place.group));
}

QStringList brieferNames(const LaneRef &lane, const Topology &topology)
{
    if (!lane.isHeading)
        return {};
    const TaskGroup &group = topology.groups[lane.place.group];
    QStringList names{translated(group.plural.empty() ? group.label : group.plural)};
    if (!group.brief.empty())
        names << translated(group.brief);
    return names;
}

} // namespace coroscope
