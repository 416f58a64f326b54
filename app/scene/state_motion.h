// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

namespace coroscope {

/// How a card moves for a moment when its task's state has changed.
struct StateMotion {
    QRectF rect;             ///< the card
    bool isGrowing = false;  ///< its task is new: there is no room for words yet
    bool isStopping = false; ///< its task has been told to stop
    bool isAsBefore = false; ///< the cancellation that has stopped it is still on its way to it
};

/// Done: it swells. Failed: it shakes. New: it grows. @p rect: where it is at rest.
StateMotion stateMotionOf(const TaskView &task, const QRectF &rect, const SceneSource &source,
                          const StageLayout &layout);
/// Cancellations on their way down to the tasks that are to stop, and errors on theirs up to the tasks that spawned those
/// which have failed.
void appendSignals(DisplayList &list, const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
