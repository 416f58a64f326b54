// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <cstdint>

namespace coroscope {

/// An executor's threads: who has which, and who is ready and waits for one.
void appendThreads(DisplayList &list, const SceneSource &source, const StageLayout &layout);
/// A lock: who has it, and who waits for it.
void appendLock(DisplayList &list, const SceneSource &source, const StageLayout &layout, std::uint32_t id);

} // namespace coroscope
