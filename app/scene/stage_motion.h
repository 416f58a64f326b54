// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"
#include "scene/under_way.h"

#include <span>

namespace coroscope {

/// What stands on an item's disc; nothing on what is no item and has no number, as a token in a bucket.
QString numberText(ItemId item);
/// The colour of a terminal, and of the items on their way to it.
Role roleOf(const Terminal &terminal) noexcept;
/// The ways that items travel.
void appendLinks(DisplayList &list, const Topology &topology, const StageLayout &layout);
/// If there are too many items to tell apart, a stream of dashes instead. Nothing if the source allows no motion.
void appendFlow(DisplayList &list, const SceneSource &source, const StageLayout &layout);
/// Items on their way between places, for at most a quarter of a second of wall time each, half a second of virtual
/// time, and a quarter of the work they are on their way to.
void appendMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout,
                   std::span<const MotionUnderWay> underWay);

} // namespace coroscope
