// SPDX-License-Identifier: MIT
#include "scene/timeline_marks.h"

#include <algorithm>

namespace coroscope {

namespace {

double rightEnd(const TimeAxis &axis)
{
    return axis.left + axis.width;
}

/// The pixel of a time that is in sight.
std::optional<double> visibleAt(const TimeAxis &axis, Time time)
{
    const double x = axis.pixelOf(time);
    return x < axis.left - 0.5 || x > rightEnd(axis) + 0.5 ? std::nullopt : std::optional(x);
}

/// A bracket over the whole height, open towards the inside of the loop.
void bracket(DisplayList &list, const TimelineLayout &layout, Time time, double inwards)
{
    const std::optional<double> x = visibleAt(layout.axis, time);
    if (!x)
        return;
    const double foot = *x + inwards * 6 * layout.textScale;
    const double bottom = layout.lanesBottom() - 1;
    list.push_back(
        Line{.points = QPolygonF{{foot, 2}, {*x, 2}, {*x, bottom}, {foot, bottom}}, .role = Role::Accent, .width = 2});
}

/// A flag on its pole; the pole stands at the time.
void flag(DisplayList &list, const TimelineLayout &layout, Time time)
{
    const std::optional<double> at = visibleAt(layout.axis, time);
    if (!at)
        return;
    const double x = *at;
    const double wide = 9 * layout.textScale;
    const double tall = 8 * layout.textScale;
    list.push_back(
        Line{.points = QPolygonF{{x, 0}, {x, layout.lanesBottom()}}, .role = Role::TextMuted, .dashed = true});
    list.push_back(Line{.points = QPolygonF{{x, 0}, {x, 2 * tall}}, .role = Role::Text, .width = 1.5});
    list.push_back(
        Area{.outline = QPolygonF{{x, 0}, {x + wide, 0}, {x + 0.7 * wide, tall / 2}, {x + wide, tall}, {x, tall}},
             .fill = Role::Text});
}

} // namespace

DisplayList loopBand(const TimelineMarks &marks, const TimelineLayout &layout)
{
    if (!marks.loopFrom || !marks.loopTo)
        return {};
    const TimeAxis &axis = layout.axis;
    const double left = std::max(axis.left, axis.pixelOf(*marks.loopFrom));
    const double right = std::min(rightEnd(axis), axis.pixelOf(*marks.loopTo));
    if (right <= left)
        return {};
    return {Box{.rect = QRectF(QPointF(left, 2), QPointF(right, layout.lanesBottom())), .fill = Role::AccentSoft}};
}

DisplayList timelineMarks(const TimelineMarks &marks, const TimelineLayout &layout)
{
    DisplayList list;
    if (marks.loopFrom)
        bracket(list, layout, *marks.loopFrom, 1);
    if (marks.loopTo)
        bracket(list, layout, *marks.loopTo, -1);
    for (const Bookmark &bookmark : marks.bookmarks)
        flag(list, layout, bookmark.at);
    return list;
}

} // namespace coroscope
