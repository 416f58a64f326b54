// SPDX-License-Identifier: MIT
#include "scene/timeline_scene.h"

#include "models/text.h"
#include "scene/axis_shapes.h"
#include "scene/family_shapes.h"
#include "scene/ghost_shapes.h"
#include "scene/lane_shapes.h"
#include "scene/wake_arrows.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

/// A triangle that points to the right where a group is folded, and down where its lanes are below it.
Area foldSign(double left, double middle, bool folded)
{
    constexpr double half = 4;
    return {.outline = folded
                ? QPolygonF{{left + 1, middle - half}, {left + 1 + half, middle}, {left + 1, middle + half}}
                : QPolygonF{{left, middle - half / 2},
                            {left + 2 * half, middle - half / 2},
                            {left + half, middle + half / 2}},
            .fill = Role::TextMuted};
}

class Names
{
public:
    Names(TimelineFrame &frame, const TimelineLanes &lanes)
        : m_frame(frame), m_lanes(lanes), m_pickedOut(pickedOut(frame.source))
    {
    }

    void append(std::size_t number, const LaneRef &lane, double top)
    {
        const TimelineLayout &layout = m_frame.layout;
        const double height = layout.laneHeight;
        const bool isChosen = isPickedOut(lane);
        if (isChosen)
            m_frame.list.push_back(Box{.rect = QRectF(0, top, layout.size.width(), height),
                                       .radius = 4,
                                       .fill = Role::AccentSoft,
                                       .opacity = 0.6});
        if (layout.current == number)
            m_frame.list.push_back(Box{.rect = QRectF(1, top + 0.5, layout.size.width() - 2, height - 1),
                                       .radius = 4,
                                       .stroke = Role::Focus,
                                       .strokeWidth = 1.5});
        if (height < 9)
            return;
        const double middle = top + height / 2;
        double left = 4;
        double right = layout.labelWidth - 8;
        if (lane.isHeading) {
            m_frame.list.push_back(foldSign(left, middle, lane.folded));
            left += 14;
        } else if (lane.opens && layout.showsFolds) {
            m_frame.list.push_back(foldSign(right - 8, middle, false));
            right -= 12;
        }
        m_frame.list.push_back(Label{.rect = QRectF(left, top, right - left, height),
                                     .text = laneName(lane, m_lanes, m_frame.source.topology()),
                                     .role = isChosen ? Role::Text : Role::TextMuted,
                                     .size = height < 18 * layout.textScale ? Label::Size::Small : Label::Size::Normal,
                                     .shrinks = lane.isHeading,
                                     .briefer = brieferNames(lane, m_frame.source.topology())});
    }

private:
    bool isPickedOut(const LaneRef &lane) const
    {
        return !lane.isChannel && std::any_of(m_pickedOut.begin(), m_pickedOut.end(), [&](Place place) {
            return place == lane.place && !lane.isHeading ? true : lane.folded && place.group == lane.place.group;
        });
    }

    TimelineFrame &m_frame;
    const TimelineLanes &m_lanes;
    const std::vector<Place> m_pickedOut;
};

} // namespace

DisplayList timelineScene(const SceneSource &source, const TimelineLanes &lanes, const TimelineLayout &layout)
{
    DisplayList list;
    TimelineFrame frame(source, layout, list);
    Names names(frame, lanes);
    for (auto i = static_cast<std::size_t>(std::max(0.0, std::round(layout.scrollY / layout.laneHeight)));
         i < lanes.size() && layout.topOf(i) < layout.lanesBottom(); ++i) {
        const double top = layout.topOf(i);
        if (!layout.shows(top))
            continue;
        const LaneRef lane = lanes[i];
        names.append(i, lane, top);
        appendGhost(frame, lane, top, layout.laneHeight);
        if (lane.isChannel)
            appendFill(frame, lane.channel, top, layout.laneHeight);
        else if (lane.isHeading)
            appendGroupAndGhost(frame, lane.place.group, top, layout.laneHeight);
        else
            appendLane(frame, source.history().lanes().at(lane.place), top, layout.laneHeight);
    }
    appendWakeArrows(frame, lanes);
    appendForgotten(frame);
    appendTicks(frame);
    appendMarks(frame);
    appendPlayhead(frame);
    return list;
}

QString describeTimeline(const SceneSource &source, const TimelineLanes &lanes, const TimelineLayout &layout)
{
    const TimeAxis &axis = layout.axis;
    std::string text = counted(lanes.size(), "lane", "lanes") + ", from " + readableTime(axis.timeAt(axis.left))
        + " to " + readableTime(axis.timeAt(axis.left + axis.width)) + ".";
    const auto &marks = source.history().marks();
    if (!marks.empty())
        text += " " + counted(marks.size(), "mark", "marks") + ", the last at " + readableTime(marks.back().time) + ": "
            + source.markText(marks.back()) + ".";
    return toQString(text);
}

} // namespace coroscope
