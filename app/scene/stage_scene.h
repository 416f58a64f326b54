// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

namespace coroscope {

/// The part of the picture that depends on the layout alone: links, empty slots, names.
DisplayList stageBackground(const SceneSource &source, const StageLayout &layout);
/// Everything else: tasks, items, motion.
DisplayList stageForeground(const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
