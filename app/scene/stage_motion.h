// SPDX-License-Identifier: MIT
#pragma once

#include "model/topology.h"
#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <vector>

namespace coroscope {

/// The colour of a terminal, and of the items on their way to it.
Role roleOf(const Terminal &terminal) noexcept;
/// The ways that items travel.
void appendLinks(DisplayList &list, const Topology &topology, const StageLayout &layout);
/// An item on its way between two places.
struct MotionUnderWay {
    const Motion *motion; ///< of the source's world
    const Motion *sent;   ///< where it passed through a channel without staying: its way in; otherwise nullptr
    double share;         ///< of the time that the motion takes, 0 … 1
};
/// Each item that is on its way, with its latest motion, oldest first. Nothing where the source allows no motion, or
/// where items are too many to be told apart.
std::vector<MotionUnderWay> motionsUnderWay(const SceneSource &source);
/// Items on their way between places, for at most a quarter of a second of wall time each; as a stream of dashes where
/// they are too many to be told apart. Nothing where the source allows no motion.
void appendMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
