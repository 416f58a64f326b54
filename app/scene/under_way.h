// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace coroscope {

/// An item on its way between two places.
struct MotionUnderWay {
    const Motion *motion; ///< of the source's world
    const Motion *sent;   ///< if it passed through a channel without staying: its way in; otherwise nullptr
    double share;         ///< of the time that the motion takes, 0 … 1
};
/// Each item that is on its way, with its latest motion, oldest first: it is nowhere else in the picture. Empty if the
/// source allows no motion, or if there are too many items to tell apart.
std::vector<MotionUnderWay> motionsUnderWay(const SceneSource &source);
/// Whether the item that a task has taken has not arrived at it yet.
bool isAwaitingItem(const TaskView &task, std::span<const MotionUnderWay> underWay, const Topology &topology,
                    const StageLayout &layout);
/// Whether there are so many items that single ones can't be told apart.
bool isTooManyToTellApart(const SceneSource &source);
/// Whether what a group's tasks return goes to this end once it has been gathered.
bool isGathered(const Topology &topology, std::uint32_t group, NodeRef end);
/// The terminal that a motion leads to, where both ends of the way are shown.
std::optional<std::uint32_t> terminalOf(const Motion &motion, const Topology &topology, const StageLayout &layout);
/// Whether there is a way to be seen between a task and a channel that it takes items from or puts them into.
bool hasWay(const Motion &motion, const Topology &topology, const StageLayout &layout);

/// What has set out together, and is one disc.
struct Party {
    const MotionUnderWay *first;
    std::size_t size = 1;
};
/// All of @p underWay: as parties where more than three set out from one place, else one by one.
std::vector<Party> partiesOf(std::span<const MotionUnderWay> underWay, const SceneSource &source,
                             const StageLayout &layout);

} // namespace coroscope
