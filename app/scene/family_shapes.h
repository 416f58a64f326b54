// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <vector>

namespace coroscope {

/// The links from each task to those beside it that it has spawned; cut where nobody waits for these any more,
/// or was told how one ended.
void appendFamilies(DisplayList &list, const SceneSource &source, const StageLayout &layout);

/// A ring around each task that is selected or pointed at, and a thin one around those that belong to it: who has spawned
/// it, and whom it has spawned.
void appendPickedOut(DisplayList &list, const SceneSource &source, const StageLayout &layout);
/// Who is selected or pointed at, and who belongs to them.
std::vector<Place> pickedOut(const SceneSource &source);

} // namespace coroscope
