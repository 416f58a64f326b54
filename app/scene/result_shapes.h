// SPDX-License-Identifier: MIT
#pragma once

#include "insight/gathering.h"
#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <optional>
#include <vector>

namespace coroscope {

/// Where results are gathered; a pattern has one such place at most.
inline constexpr NodeRef gathering{NodeRef::Kind::Gather, 0};

/// The slots at the playhead; empty if the pattern gathers nothing.
std::vector<ResultSlot> resultSlots(const SceneSource &source);
/// Where the result of a task lies; nothing if it has none, or no slot of its own in the picture.
std::optional<QPointF> resultPlace(TaskId task, const std::vector<ResultSlot> &slots, const StageLayout &layout);
/// The results of a job: which are there, which have been gathered, and what the others wait for.
void appendResults(DisplayList &list, const SceneSource &source, const StageLayout &layout);
/// Results on their way from their tasks to their slots.
void appendResultMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout);

} // namespace coroscope
