// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <cstdint>

namespace coroscope {

/// The empty slots of a channel, of threads or of a lock.
void appendSlots(DisplayList &list, const StageLayout::Capsule &capsule);
/// A channel with what is in it, who stands outside, and what there is to say of it.
void appendChannel(DisplayList &list, const SceneSource &source, const StageLayout &layout, std::uint32_t id);

} // namespace coroscope
