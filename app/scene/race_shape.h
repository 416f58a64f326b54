// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "scene/display_list.h"

namespace coroscope {

/// The race of a task against the time that whoever waits for it gives it: two bars towards one line, on @p plate.
void appendRace(DisplayList &list, const TaskView &task, const DeadlineView &deadline, const QRectF &plate, Time now);

} // namespace coroscope
