// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

namespace coroscope {

/// While the process is dead: a frame round the stage, and a sign that says so, where it covers as little as possible of
/// what is in @p list. What would stick out from under it is taken away.
void appendCrash(DisplayList &list, const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
