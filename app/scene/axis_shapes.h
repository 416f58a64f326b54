// SPDX-License-Identifier: MIT
#pragma once

#include "scene/timeline_frame.h"

namespace coroscope {

/// Ticks below the lanes; where their texts count from a moment, that is said below the names.
void appendTicks(TimelineFrame &frame);
/// What was turned, done, crashed or started anew, and its words where there is room for them.
void appendMarks(TimelineFrame &frame);
/// A hatched stretch across the lanes where nothing is known any more.
void appendForgotten(TimelineFrame &frame);
void appendPlayhead(TimelineFrame &frame);

} // namespace coroscope
