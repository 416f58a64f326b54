// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/timeline_layout.h"

#include <QPointF>
#include <QString>

#include <optional>
#include <vector>

namespace coroscope {

/// A mark below the lanes, as it is seen.
struct MarkSpot {
    double x = 0;
    History::Mark mark; ///< of several at one pixel the last
    Role role{};
    bool fromOutside = false; ///< somebody has set or done something
    QString text{};           ///< in a few words, where there is room for them
    QRectF textRect{};
};

/// All that are in sight, from left to right. Marks of one kind that fall on one pixel are one: a run that crashes for hours
/// costs no more. Texts that would run into each other are left out; zooming in brings them back.
std::vector<MarkSpot> markSpots(const SceneSource &source, const TimelineLayout &layout);
/// The one at a point: at its sign, with some room to hit it, or at its text.
std::optional<MarkSpot> markAt(const SceneSource &source, const TimelineLayout &layout, QPointF point);
/// Of the failures in a lane the one at this pixel, with some room to hit it.
std::optional<Time> failureAt(const History::Lane &lane, const TimelineLayout &layout, double x);

} // namespace coroscope
