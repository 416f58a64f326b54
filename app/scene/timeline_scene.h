// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/timeline_lanes.h"
#include "scene/timeline_layout.h"

namespace coroscope {

/// Lanes, curves, marks, axis and playhead, and who woke the selected tasks. The cost depends on the number of pixels and
/// of lanes in sight, not on the length of the run or on how many lanes there are.
DisplayList timelineScene(const SceneSource &source, const TimelineLanes &lanes, const TimelineLayout &layout);

/// What is visible of it, in words: "6 lanes, from 0.000 s to 14.000 s. 2 marks, the last at 5.000 s: capacity 10 → 3."
QString describeTimeline(const SceneSource &source, const TimelineLanes &lanes, const TimelineLayout &layout);

} // namespace coroscope
