// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

namespace coroscope {

/// The links from each task to those beside it that it has spawned; cut where nobody waits for these any more,
/// or was told how one ended.
void appendFamilies(DisplayList &list, const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
