// SPDX-License-Identifier: MIT
#include "scene/wake_arrows.h"

#include "insight/wake_ups.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

/// More could not be told apart.
constexpr std::size_t mostArrows = 40;
constexpr double leastDistance = 9; ///< px, from arrow to arrow
constexpr double headLength = 7;
constexpr double headWidth = 7;
constexpr double halo = 1.2; ///< of the card's colour, so that an arrow is seen on bars

QPolygonF head(const WakeArrow &arrow, double larger)
{
    const double back = arrow.to.y() < arrow.from.y() ? headLength : -headLength;
    const double half = headWidth / 2 + larger;
    const double tip = back < 0 ? larger : -larger;
    return {{arrow.to.x(), arrow.to.y() + tip},
            {arrow.to.x() + half, arrow.to.y() + back - tip / 2},
            {arrow.to.x() - half, arrow.to.y() + back - tip / 2}};
}

} // namespace

std::vector<WakeArrow> wakeArrows(const TimelineFrame &frame, const TimelineLanes &lanes)
{
    std::vector<WakeArrow> arrows;
    const Trace *const trace = frame.source.trace();
    const TaskPlaces *const places = trace && !frame.source.selected().empty() ? frame.source.taskPlaces() : nullptr;
    if (!places || frame.to <= frame.from)
        return arrows;
    std::vector<WakeUp> found = wakeUps(*trace, *places, frame.source.selected(), frame.from, frame.to,
                                        frame.source.playhead(), mostArrows);
    const auto distance = [&](const WakeUp &one) {
        return std::abs(inSeconds(one.woke) - inSeconds(frame.source.playhead()));
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const WakeUp &a, const WakeUp &b) { return distance(a) < distance(b); });
    const TimelineLayout &layout = frame.layout;
    const auto middle = [&](std::size_t lane) {
        return std::clamp(layout.topOf(lane) + layout.laneHeight / 2, layout.laneTop, layout.lanesBottom());
    };
    for (const WakeUp &one : found) {
        const auto by = lanes.laneOf(one.by);
        const auto woken = lanes.laneOf(one.woken);
        const double x = frame.axis.pixelOf(one.woke);
        const bool isApart = std::none_of(arrows.begin(), arrows.end(), [x](const WakeArrow &other) {
            return std::abs(other.to.x() - x) < leastDistance;
        });
        if (!by || !woken || *by == *woken || !layout.shows(layout.topOf(*woken)) || !isApart)
            continue;
        const double start = std::max(frame.axis.pixelOf(one.caused), frame.axis.left);
        // Its head stands at the edge of the bar.
        const double edge = (*by < *woken ? -1 : 1) * layout.laneHeight * 0.31;
        arrows.push_back({.from = {start, middle(*by)},
                          .to = {x, middle(*woken) + edge},
                          .comesFromSight = layout.shows(layout.topOf(*by))});
    }
    return arrows;
}

void appendWakeArrows(TimelineFrame &frame, const TimelineLanes &lanes)
{
    for (const WakeArrow &arrow : wakeArrows(frame, lanes)) {
        const QPolygonF line{arrow.from, arrow.to};
        frame.list.push_back(Line{.points = line, .role = Role::Card, .width = 1.5 + 2 * halo});
        frame.list.push_back(Area{.outline = head(arrow, halo), .fill = Role::Card});
        frame.list.push_back(Line{.points = line, .role = Role::Text, .width = 1.5});
        frame.list.push_back(Area{.outline = head(arrow, 0), .fill = Role::Text});
        if (arrow.comesFromSight)
            frame.list.push_back(
                Disc{.center = arrow.from, .radius = 3, .fill = Role::Text, .stroke = Role::Card, .strokeWidth = 1});
    }
}

} // namespace coroscope
