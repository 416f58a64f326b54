// SPDX-License-Identifier: MIT
#pragma once

#include "insight/wake_ups.h"
#include "scene/timeline_frame.h"
#include "scene/timeline_lanes.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace coroscope {

/// From the lane of a task that woke another one to the lane of that.
struct WakeArrow {
    QPointF from;
    QPointF to;
    bool comesFromSight = true; ///< the lane it comes from is not scrolled away
    bool isOwn = false;         ///< it comes from the selected task, which woke the other one
    WakeUp wakeUp{};
};

struct WakeArrows {
    std::vector<WakeArrow> shown;
    std::size_t leftOut = 0; ///< that have no room among them
};

/// Who woke the selected tasks in what is shown, and whom those woke: as many as can be told apart, those nearest the
/// playhead first.
WakeArrows wakeArrows(const TimelineFrame &frame, const TimelineLanes &lanes);
void appendWakeArrows(TimelineFrame &frame, const TimelineLanes &lanes);

/// The one at this point, if one is.
std::optional<WakeArrow> wakeArrowAt(const WakeArrows &arrows, QPointF point);

} // namespace coroscope
