// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <optional>

namespace coroscope {

/// Where a task is on the way from its place to the thread that it has taken, where tasks sit on their threads. Nothing
/// if it has got there, or holds none: what gives its thread back is at home at once, as its card tells what it does next.
std::optional<QPointF> onTheWayToSeat(const TaskView &task, const SceneSource &source, const StageLayout &layout);
/// Where the card of a task that sits on its thread is; nothing of one that does not, or is on the way.
std::optional<QRectF> seatOf(const TaskView &task, const SceneSource &source, const StageLayout &layout);
/// All that are on such a way. They are nowhere else in the picture.
void appendSeatMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
