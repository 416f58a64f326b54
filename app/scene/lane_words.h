// SPDX-License-Identifier: MIT
#pragma once

#include "scene/scene_source.h"
#include "scene/timeline_lanes.h"
#include "scene/timeline_layout.h"

#include "text/words.h"

#include <QRectF>
#include <QString>

#include <optional>

namespace coroscope {

/// What a pixel of a lane stands for.
struct LaneSpot {
    Time from;
    Time to;
    std::optional<Condition> condition{}; ///< nullopt: several, or a channel
    bool orphaned = false;
    bool lasts = false; ///< it is not over yet
    LookTimes times{};  ///< of several
};

/// What there is at @p time, which is within what is shown and known; nullopt if nothing is.
std::optional<LaneSpot> laneSpot(const SceneSource &source, const TimelineLayout &layout, const LaneRef &lane,
                                 Time time);
/// In words: "Producer 2 · blocked: channel full · 5.210–5.800 s · 590 ms", "Producers · 90 · running 61 %, waiting 39 % ·
/// 5.210–5.230 s". @p then: the world within it, which tells what the task does or waits for; nullptr: that is left out.
QString spotText(const SceneSource &source, const TimelineLanes &lanes, const LaneRef &lane, const LaneSpot &spot,
                 const World *then);

/// "5.210–5.800 s": with as many digits as its length is told by.
QString spanText(Time from, Time to);

} // namespace coroscope
