// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/stage_layout.h"

#include <cstddef>
#include <vector>

namespace coroscope {

// What channels, threads and locks share on the stage.

/// The rim; amber and stronger if all slots are taken. @p otherwise is the colour if they are not.
void appendRim(DisplayList &list, const StageLayout::Capsule &capsule, bool allTaken, Role otherwise, bool dashed);
/// The radius of the rim's corners.
double rimRadius(const StageLayout::Capsule &capsule);
/// The empty slots.
void appendSlots(DisplayList &list, const StageLayout::Capsule &capsule);
enum class Captions { Centred, FromItsLeft };
/// The captions above and below: each the longest of its variants, given longest first, that fits; at least one each.
void appendCaptions(DisplayList &list, const StageLayout::Capsule &capsule, const QStringList &above,
                    const QStringList &below, Captions placed = Captions::Centred);

/// Where the tasks that wait before the mouth are drawn.
struct WaitingLine {
    double radius = 0;
    std::vector<QPointF> places; ///< the first in line first; fewer than wait, if there is no room
};
WaitingLine waitingLine(const StageLayout::Capsule &capsule, double itemRadius, std::size_t waiting);

} // namespace coroscope
