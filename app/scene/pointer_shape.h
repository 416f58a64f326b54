// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

namespace coroscope {

/// What the advice above the stage is about: a line around it, and from above, where nothing is in the way, a tail.
void appendPointer(DisplayList &list, const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
