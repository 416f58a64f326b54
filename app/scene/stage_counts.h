// SPDX-License-Identifier: MIT
#pragma once

#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <cstddef>

namespace coroscope {

/// What the layout has to make room for at the playhead.
StageLayout::Counts stageCounts(const SceneSource &source);
/// Whether a place is shown: its task is alive, or has ended without having been dismissed, or, if tasks come and go,
/// has just left or has a result that nobody has gathered yet. The parts of a job are gone once the next one has begun.
bool isShown(const TaskView &task, const SceneSource &source);
/// How many items have ended at a terminal.
std::size_t terminalCount(const SceneSource &source, const Terminal &terminal);

} // namespace coroscope
