// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"
#include "scene/time_axis.h"

#include <QSizeF>

namespace coroscope {

/// Where the parts of a map of the whole run are.
struct MinimapLayout {
    TimeAxis axis; ///< from the start of the run on
    QSizeF size;
    Time shownFrom{}; ///< what the timeline below shows
    Time shownTo{};
    double textScale = 1;

    static constexpr double leastFrame = 8; ///< px

    /// The frame around what is shown: never so narrow that it cannot be taken hold of, and within the map.
    QRectF frame() const noexcept;
};

/// The whole run in a strip: the shares of all tasks, failures and marks, and in which part of it the timeline is. The cost
/// depends on its pixels and on how many groups there are, not on the length of the run or on how many tasks there are.
DisplayList minimapScene(const SceneSource &source, const MinimapLayout &layout);

} // namespace coroscope
