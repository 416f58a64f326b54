// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <cstdint>

namespace coroscope {

/// A channel with what is in it, who stands outside, and what there is to say of it.
void appendChannel(DisplayList &list, const SceneSource &source, const StageLayout &layout, std::uint32_t id);

} // namespace coroscope
