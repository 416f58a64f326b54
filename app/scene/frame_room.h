// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "scene/display_list.h"
#include "scene/stage_layout.h"

#include <QRectF>

#include <vector>

namespace coroscope {

/// How far from @p rect, in px, a frame @p stroke wide stands so that it touches no other task's place: at most @p most, and
/// where there is no gap, it covers the edge of what it frames, not the neighbour.
double frameDistance(const QRectF &rect, double stroke, double most, const StageLayout &layout);

/// A frame around the place of a task, at that distance; where it is close, a thin line sets it off from what it frames.
void appendFrame(DisplayList &list, const QRectF &place, double stroke, Role role, const StageLayout &layout);

/// What is written on the stage: the labels of @p list, as far as their letters reach, about, for there is no font where
/// scenes are made; and the names of districts.
std::vector<QRectF> writtenOn(const DisplayList &list, const Topology &topology, const StageLayout &layout);

} // namespace coroscope
