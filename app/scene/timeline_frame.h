// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/timeline_layout.h"

#include <algorithm>

namespace coroscope {

/// A stretch of time that is shown.
struct TimelineSpan {
    Time from{};
    Time to{};
};

/// What every part of a timeline's picture is made from, and what it is added to.
struct TimelineFrame {
    TimelineFrame(const SceneSource &source, const TimelineLayout &layout, DisplayList &list)
        : source(source),
          layout(layout),
          axis(layout.axis),
          list(list),
          from(std::max(axis.timeAt(axis.left), source.forgottenBefore())),
          to(std::min(axis.timeAt(layout.right()), source.present()))
    {
    }
    /// The same of another span, as another picture.
    TimelineFrame(const TimelineFrame &other, DisplayList &list, TimelineSpan span)
        : source(other.source), layout(other.layout), axis(other.axis), list(list), from(span.from), to(span.to)
    {
    }

    const SceneSource &source;
    const TimelineLayout &layout;
    const TimeAxis &axis;
    DisplayList &list;
    const Time from; ///< what is shown of the run, and known of it
    const Time to;
};

} // namespace coroscope
