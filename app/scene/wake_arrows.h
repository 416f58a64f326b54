// SPDX-License-Identifier: MIT
#pragma once

#include "scene/timeline_frame.h"
#include "scene/timeline_lanes.h"

#include <vector>

namespace coroscope {

/// From the lane of a task that woke another one to the lane of that.
struct WakeArrow {
    QPointF from;
    QPointF to;
    bool comesFromSight = true; ///< the lane it comes from is not scrolled away
};

/// Who woke the selected tasks in what is shown: as many as can be told apart, those nearest the playhead first.
std::vector<WakeArrow> wakeArrows(const TimelineFrame &frame, const TimelineLanes &lanes);
void appendWakeArrows(TimelineFrame &frame, const TimelineLanes &lanes);

} // namespace coroscope
