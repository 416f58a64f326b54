// SPDX-License-Identifier: MIT
#pragma once

#include "insight/subject.h"
#include "insight/world.h"
#include "scene/stage_layout.h"

namespace coroscope {

// What a pointer on the stage means.

/// What is drawn at @p point, in the layout's coordinates, in or before @p capsule, a channel, a lock or the threads: the item
/// in a slot, the task that has the thread or the lock, one in line; otherwise @p capsule itself.
Subject drawnAt(QPointF point, const Subject &capsule, const World &world, const StageLayout &layout);
/// Where the channel, the lock or the threads are drawn, with the line before them, however many are in it.
QRectF rectWithLine(const Subject &capsule, const StageLayout &layout);

} // namespace coroscope
