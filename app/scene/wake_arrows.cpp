// SPDX-License-Identifier: MIT
#include "scene/wake_arrows.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace coroscope {

namespace {

/// More could not be told apart.
constexpr std::size_t mostArrows = 40;
constexpr double leastDistance = 9; ///< px, from arrow to arrow
constexpr double reach = 4;         ///< px, of a pointer
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

/// Too close to each other to be told apart: those in one direction wherever they are; others, where they pass each other.
bool areConfused(const WakeArrow &one, const WakeArrow &other)
{
    const double apart = std::abs(one.to.x() - other.to.x());
    if (one.isOwn == other.isOwn)
        return apart < leastDistance;
    const auto [top, bottom] = std::minmax({one.from.y(), one.to.y()});
    const auto [otherTop, otherBottom] = std::minmax({other.from.y(), other.to.y()});
    return apart < leastDistance && top < otherBottom && otherTop < bottom;
}

} // namespace

WakeArrows wakeArrows(const TimelineFrame &frame, const TimelineLanes &lanes)
{
    WakeArrows arrows;
    const Trace *const trace = frame.source.trace();
    const TaskPlaces *const places = trace && !frame.source.selected().empty() ? frame.source.taskPlaces() : nullptr;
    if (!places || frame.to <= frame.from)
        return arrows;
    const WakeUps found = wakeUps(*trace, *places, frame.source.selected(), frame.from, frame.to,
                                  frame.source.playhead(), mostArrows);
    arrows.leftOut = found.leftOut;
    const TimelineLayout &layout = frame.layout;
    const auto middle = [&](std::size_t lane) {
        return std::clamp(layout.topOf(lane) + layout.laneHeight / 2, layout.laneTop, layout.lanesBottom());
    };
    const auto add = [&](const WakeUp &one, bool isOwn) {
        const auto by = lanes.laneOf(one.by);
        const auto woken = lanes.laneOf(one.woken);
        if (!by || !woken || *by == *woken || !layout.shows(layout.topOf(isOwn ? *by : *woken)))
            return;
        const double x = frame.axis.pixelOf(one.woke);
        const double start = std::max(frame.axis.pixelOf(one.caused), frame.axis.left);
        // Its head stands at the edge of the bar, or where a lane out of sight would be.
        const bool isSeen = layout.shows(layout.topOf(*woken));
        const double edge = isSeen ? (*by < *woken ? -1 : 1) * layout.laneHeight * 0.31 : 0;
        const WakeArrow arrow{.from = {start, middle(*by)},
                              .to = {x, middle(*woken) + edge},
                              .comesFromSight = layout.shows(layout.topOf(*by)),
                              .isOwn = isOwn,
                              .wakeUp = one};
        const bool isApart = std::none_of(arrows.shown.begin(), arrows.shown.end(),
                                          [&](const WakeArrow &other) { return areConfused(arrow, other); });
        if (isApart)
            arrows.shown.push_back(arrow);
        else
            ++arrows.leftOut;
    };
    std::vector<std::pair<WakeUp, bool>> all;
    for (const WakeUp &one : found.ofThem)
        all.emplace_back(one, false);
    for (const WakeUp &one : found.byThem)
        all.emplace_back(one, true);
    const auto distance = [&](const WakeUp &one) {
        return std::abs(inSeconds(one.woke) - inSeconds(frame.source.playhead()));
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto &a, const auto &b) { return distance(a.first) < distance(b.first); });
    for (const auto &[one, isOwn] : all)
        add(one, isOwn);
    return arrows;
}

void appendWakeArrows(TimelineFrame &frame, const TimelineLanes &lanes)
{
    for (const WakeArrow &arrow : wakeArrows(frame, lanes).shown) {
        // Dashed and from an open ring are those that the selected task sends out.
        const Role role = arrow.isOwn ? Role::Accent : Role::Text;
        const QPolygonF line{arrow.from, arrow.to};
        frame.list.push_back(Line{.points = line, .role = Role::Card, .width = 1.5 + 2 * halo});
        frame.list.push_back(Area{.outline = head(arrow, halo), .fill = Role::Card});
        frame.list.push_back(Line{.points = line, .role = role, .width = 1.5, .dashed = arrow.isOwn});
        frame.list.push_back(Area{.outline = head(arrow, 0), .fill = role});
        if (arrow.comesFromSight)
            frame.list.push_back(Disc{.center = arrow.from,
                                      .radius = 3,
                                      .fill = arrow.isOwn ? Role::Card : role,
                                      .stroke = arrow.isOwn ? role : Role::Card,
                                      .strokeWidth = arrow.isOwn ? 1.5 : 1});
    }
}

std::optional<WakeArrow> wakeArrowAt(const WakeArrows &arrows, QPointF point)
{
    std::optional<WakeArrow> nearest;
    double least = reach;
    for (const WakeArrow &arrow : arrows.shown) {
        const auto [top, bottom] = std::minmax({arrow.from.y(), arrow.to.y()});
        if (point.y() < top - reach || point.y() > bottom + reach)
            continue;
        const double height = arrow.to.y() - arrow.from.y();
        const double share = height == 0 ? 0 : std::clamp((point.y() - arrow.from.y()) / height, 0.0, 1.0);
        const double away = std::abs(point.x() - arrow.from.x() - share * (arrow.to.x() - arrow.from.x()));
        if (away <= least) {
            least = away;
            nearest = arrow;
        }
    }
    return nearest;
}

} // namespace coroscope
