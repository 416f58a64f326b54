// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"
#include "scene/display_list.h"
#include "scene/timeline_scene.h"

#include <optional>
#include <span>

namespace coroscope {

/// What the user has marked on a timeline.
struct TimelineMarks {
    std::optional<Time> loopFrom{}; ///< of the stretch that is played over and over
    std::optional<Time> loopTo{};
    std::span<const Bookmark> bookmarks{};
};

/// The stretch of the loop, to be painted below the lanes.
DisplayList loopBand(const TimelineMarks &marks, const TimelineLayout &layout);
/// The ends of the loop and the flags of the bookmarks, to be painted over the lanes.
DisplayList timelineMarks(const TimelineMarks &marks, const TimelineLayout &layout);

} // namespace coroscope
