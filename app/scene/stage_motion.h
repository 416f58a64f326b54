// SPDX-License-Identifier: MIT
#pragma once

#include "model/topology.h"
#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

namespace coroscope {

/// The colour of a terminal, and of the items on their way to it.
Role roleOf(const Terminal &terminal) noexcept;
/// The ways that items travel.
void appendLinks(DisplayList &list, const Topology &topology, const StageLayout &layout);
/// Items on their way between places, for at most a quarter of a second of wall time each; as a stream of dashes where
/// they are too many to be told apart. Nothing where the source allows no motion.
void appendMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
