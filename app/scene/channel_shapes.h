// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"
#include "scene/stage_motion.h"

#include <cstdint>
#include <span>

namespace coroscope {

/// A channel at the playhead; a closed and empty one if the run has not created it yet.
const ChannelView &channelOf(const World &world, std::uint32_t id);
/// How many items crash the process if the channel is unbounded; 0: no number does.
std::int64_t limitOf(const SceneSource &source, std::uint32_t id);
/// A channel with its items, except those @p underWay, the tasks in line outside, and its captions.
void appendChannel(DisplayList &list, const SceneSource &source, const StageLayout &layout, std::uint32_t id,
                   std::span<const MotionUnderWay> underWay);

} // namespace coroscope
