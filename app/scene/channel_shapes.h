// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"
#include "scene/stage_motion.h"

#include <cstdint>
#include <span>

namespace coroscope {

/// A channel at the playhead; a closed and empty one where the run has not got to making it.
const ChannelView &channelOf(const World &world, std::uint32_t id);
/// How many items end the process where the channel has no bound; 0: no number does.
std::int64_t limitOf(const SceneSource &source, std::uint32_t id);
/// A channel with what is in it, but for @p underWay, who stands outside, and what there is to say of it.
void appendChannel(DisplayList &list, const SceneSource &source, const StageLayout &layout, std::uint32_t id,
                   std::span<const MotionUnderWay> underWay);

} // namespace coroscope
