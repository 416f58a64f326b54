// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

namespace coroscope {

/// At the place where an item was lost or failed just now, that it was: the card may be another task's already.
void appendMishaps(DisplayList &list, const SceneSource &source, const StageLayout &layout);
/// Below the cards of tasks that have a Meter, how much more they bear.
void appendMeters(DisplayList &list, const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
