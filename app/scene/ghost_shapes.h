// SPDX-License-Identifier: MIT
#pragma once

#include "scene/timeline_frame.h"
#include "scene/timeline_lanes.h"

namespace coroscope {

/// What a lane was like in the run that this one has left (SceneSource::ghost()): faint, as bars of its own below the lane's,
/// and of full height where this run has not come to yet. A channel's curve is dashed. Nothing of a group's heading, see
/// appendGroupAndGhost().
void appendGhost(TimelineFrame &frame, const LaneRef &lane, double top, double height);
/// The shares of all tasks of a group; over them, as a dashed line, how many of them were running in the run that has been
/// left, to the same scale; and all its shares, faint, where this run has not come to yet.
void appendGroupAndGhost(TimelineFrame &frame, std::uint32_t group, double top, double height);

} // namespace coroscope
