// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <vector>

namespace coroscope {

/// What the layout has to make room for at the playhead.
StageLayout::Counts stageCounts(const SceneSource &source);
/// Whether a place is shown: its task is alive, or has ended without having been dismissed, or, if tasks come and go,
/// has just left.
bool isShown(const TaskView &task, const Topology &topology, Time now);

/// The part of the picture that depends on the layout alone: links, empty slots, names.
DisplayList stageBackground(const SceneSource &source, const StageLayout &layout);
/// Everything else: tasks, items, motion.
DisplayList stageForeground(const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
