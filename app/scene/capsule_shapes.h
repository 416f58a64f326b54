// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/stage_layout.h"

#include <cstddef>
#include <vector>

namespace coroscope {

// What channels, threads and locks have in common on the stage.

/// The rim; amber and stronger where all slots are taken. @p otherwise is the colour where they are not.
void appendRim(DisplayList &list, const StageLayout::Capsule &capsule, bool allTaken, Role otherwise, bool dashed);
/// The corners of the rim.
double rimRadius(const StageLayout::Capsule &capsule);
/// The empty slots.
void appendSlots(DisplayList &list, const StageLayout::Capsule &capsule);
/// What is written above and below: each in as many words as there is room for, the most first; at least one.
void appendCaptions(DisplayList &list, const StageLayout::Capsule &capsule, const QStringList &above,
                    const QStringList &below);

/// Where those stand who wait before the mouth.
struct WaitingLine {
    double radius = 0;
    std::vector<QPointF> places; ///< the first gets in first; fewer than wait, where there is no room
};
WaitingLine waitingLine(const StageLayout::Capsule &capsule, double itemRadius, std::size_t waiting);

} // namespace coroscope
