// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <optional>

namespace coroscope {

/// The way of a task from its place to the thread that its task has taken, or back from one that it has given up; where
/// tasks sit on their threads.
struct SeatMotion {
    QPointF center;      ///< where it is
    bool toSeat = false; ///< or back
};

/// Nothing if the task is in its place, or on its thread.
std::optional<SeatMotion> seatMotionOf(const TaskView &task, const SceneSource &source, const StageLayout &layout);
/// All that are on such a way. They are nowhere else in the picture.
void appendSeatMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
