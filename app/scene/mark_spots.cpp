// SPDX-License-Identifier: MIT
#include "scene/mark_spots.h"

#include "models/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace coroscope {

namespace {

using Kind = History::Mark::Kind;

constexpr double letterWidth = 5.8;
/// Marks of a slider that was dragged, which share a text, are not further apart.
constexpr double nearness = 40;
/// On either side of a mark.
constexpr double reach = 7;
/// A failure's cross begins at its moment.
constexpr double crossReach = 10;

bool isFromOutside(Kind kind)
{
    return kind == Kind::Parameter || kind == Kind::Action;
}

MarkSpot spotOf(const History::Mark &mark, double x)
{
    const bool fromOutside = isFromOutside(mark.kind);
    return {.x = x,
            .mark = mark,
            .role = fromOutside || mark.kind == Kind::Restart ? Role::Restarted : Role::Failed,
            .fromOutside = fromOutside};
}

} // namespace

std::vector<MarkSpot> markSpots(const SceneSource &source, const TimelineLayout &layout)
{
    const TimeAxis &axis = layout.axis;
    std::vector<MarkSpot> spots;
    double saidUpTo = -1e9;
    std::array<std::optional<std::size_t>, 5> last; ///< by kind
    const auto add = [&](const History::Mark &mark, double x) {
        std::optional<std::size_t> &before = last[static_cast<std::size_t>(mark.kind)];
        if (before && x - spots[*before].x < 1) {
            spots[*before].mark = mark;
            return false;
        }
        before = spots.size();
        spots.push_back(spotOf(mark, x));
        return true;
    };
    const std::deque<History::Mark> &all = source.history().marks();
    const auto begin = std::lower_bound(all.begin(), all.end(), axis.timeAt(axis.left),
                                        [](const History::Mark &mark, Time time) { return mark.time < time; });
    for (auto i = static_cast<std::size_t>(begin - all.begin()); i < all.size(); ++i) {
        const double x = axis.pixelOf(all[i].time);
        if (x > layout.right())
            break;
        if (x < axis.left || !add(all[i], x))
            continue;
        // A slider that was dragged leaves many marks: one text for as many as stand close to each other.
        History::Mark said = all[i];
        double next = x;
        while (isFromOutside(said.kind) && i + 1 < all.size() && all[i + 1].kind == said.kind
               && all[i + 1].parameter == said.parameter && axis.pixelOf(all[i + 1].time) - next < nearness) {
            said.after = all[++i].after;
            next = axis.pixelOf(all[i].time);
            add(all[i], next);
        }
        if (!layout.namesMarks)
            continue;
        const QString text = toQString(source.markText(said));
        const double width = static_cast<double>(text.size()) * letterWidth * layout.textScale + 8;
        const double left = std::clamp(x - width / 2, axis.left, std::max(axis.left, layout.right() - width));
        if (left < saidUpTo)
            continue;
        // What it says has come about with the last of them.
        spots.back().text = text;
        spots.back().textRect = QRectF(left, layout.lanesBottom() + 22, width, 16);
        saidUpTo = left + width;
    }
    return spots;
}

std::optional<MarkSpot> markAt(const SceneSource &source, const TimelineLayout &layout, QPointF point)
{
    const double top = layout.lanesBottom();
    if (point.y() < top - 1)
        return std::nullopt;
    std::optional<MarkSpot> nearest;
    for (const MarkSpot &spot : markSpots(source, layout)) {
        if (spot.textRect.contains(point))
            return spot;
        const double distance = std::abs(spot.x - point.x());
        if (point.y() < top + 10 && distance <= reach && (!nearest || distance < std::abs(nearest->x - point.x())))
            nearest = spot;
    }
    return nearest;
}

std::optional<Time> failureAt(const History::Lane &lane, const TimelineLayout &layout, double x)
{
    const TimeAxis &axis = layout.axis;
    std::optional<Time> nearest;
    const auto distance = [&](Time time) { return std::abs(axis.pixelOf(time) - x); };
    for (auto at = std::lower_bound(lane.failures.begin(), lane.failures.end(), axis.timeAt(x - crossReach));
         at != lane.failures.end() && axis.pixelOf(*at) <= x + reach; ++at) {
        if (!nearest || distance(*at) < distance(*nearest))
            nearest = *at;
    }
    return nearest;
}

} // namespace coroscope
