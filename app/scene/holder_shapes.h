// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <cstdint>

namespace coroscope {

/// An executor's threads: which task has which, and the ready tasks that wait for one.
void appendThreads(DisplayList &list, const SceneSource &source, const StageLayout &layout);
/// A lock: the task that holds it, and those that wait for it.
void appendLock(DisplayList &list, const SceneSource &source, const StageLayout &layout, std::uint32_t id);

} // namespace coroscope
