// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coroscope {

/// What stands on an item's disc; nothing on what is no item and has no number, as a token in a bucket.
QString numberText(ItemId item);
/// The colour of a terminal, and of the items on their way to it.
Role roleOf(const Terminal &terminal) noexcept;
/// The ways that items travel.
void appendLinks(DisplayList &list, const Topology &topology, const StageLayout &layout);
/// An item on its way between two places.
struct MotionUnderWay {
    const Motion *motion; ///< of the source's world
    const Motion *sent;   ///< if it passed through a channel without staying: its way in; otherwise nullptr
    double share;         ///< of the time that the motion takes, 0 … 1
};
/// Each item that is on its way, with its latest motion, oldest first: it is nowhere else in the picture. Empty if the
/// source allows no motion, or if there are too many items to tell apart.
std::vector<MotionUnderWay> motionsUnderWay(const SceneSource &source);
/// How many items on their way to a terminal have not arrived.
std::size_t onTheWayTo(std::uint32_t terminal, std::span<const MotionUnderWay> underWay, const Topology &topology,
                       const StageLayout &layout);
/// Whether the item that a task has taken has not arrived at it yet.
bool isAwaitingItem(const TaskView &task, std::span<const MotionUnderWay> underWay, const Topology &topology,
                    const StageLayout &layout);
/// If there are too many items to tell apart, a stream of dashes instead. Nothing if the source allows no motion.
void appendFlow(DisplayList &list, const SceneSource &source, const StageLayout &layout);
/// Items on their way between places, for at most a quarter of a second of wall time each, half a second of virtual
/// time, and a quarter of the work they are on their way to.
void appendMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout,
                   std::span<const MotionUnderWay> underWay);

} // namespace coroscope
