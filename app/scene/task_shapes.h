// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

namespace coroscope {

/// Draws a task in its place, or on the thread that it holds, in as much detail as fits; what hangs over its edge, and so stands
/// above whatever is drawn round it, is appended to @p badges. @p awaitsItem: the item that it has taken is still on its way,
/// so that it is not shown at work.
void appendTask(DisplayList &list, DisplayList &badges, const TaskView &task, bool awaitsItem,
                const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
