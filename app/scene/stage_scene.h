// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <vector>

namespace coroscope {

/// What the layout has to make room for at the playhead.
StageLayout::Counts stageCounts(const SceneSource &source);
/// Whether a place is to be seen: a task is in it, or has ended there without having been dismissed, or, where tasks come and
/// go, has just left it.
bool isShown(const TaskView &task, const Topology &topology, Time now);

/// The part of the picture that only the layout decides: links, empty slots, names.
DisplayList stageBackground(const SceneSource &source, const StageLayout &layout);
/// Everything else: tasks, items, what is on its way.
DisplayList stageForeground(const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
