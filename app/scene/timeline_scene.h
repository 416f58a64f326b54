// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/time_axis.h"

#include <QSizeF>

#include <vector>

namespace coroscope {

/// What a lane of the timeline shows: a place, or a channel.
struct LaneRef {
    bool isChannel = false;
    std::uint32_t channel = 0;
    Place place{};
};

/// Where the parts of a timeline are.
struct TimelineLayout {
    TimeAxis axis;
    QSizeF size;
    double labelWidth = 104;
    double laneTop = 10;    ///< above it the playhead's handle
    double laneHeight = 28; ///< from lane to lane
    double axisHeight = 38; ///< below the lanes: ticks and marks
    bool namesMarks = true; ///< there is room for the marks' texts
    double textScale = 1;
    double scrollY = 0; ///< px by which the lanes are scrolled up

    double lanesBottom() const noexcept { return size.height() - axisHeight; }
};

/// The lanes from top to bottom: groups and channels in their order on the stage, from left to right; of a group, the
/// first thousand.
std::vector<LaneRef> timelineLanes(const SceneSource &source);
/// Lanes, curves, marks, axis and playhead. The cost depends on the number of pixels, not on the length of the run.
DisplayList timelineScene(const SceneSource &source, const std::vector<LaneRef> &lanes, const TimelineLayout &layout);

/// What is visible of it, in words: "6 lanes, from 0.000 s to 14.000 s. 2 marks, the last at 5.000 s: capacity 10 → 3."
QString describeTimeline(const SceneSource &source, const std::vector<LaneRef> &lanes, const TimelineLayout &layout);

} // namespace coroscope
