// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"

#include <QSizeF>
#include <QString>

namespace coroscope {

// Two runs in one chart, both to the same scale: A in a solid line, B in a dashed one, and each line has its letter.

/// The fill of the only channel of both, or else how many items are in flight, over the window of all figures. @p scale:
/// of texts.
DisplayList comparedFillChart(const SceneSource &first, const SceneSource &second, QSizeF size, double scale = 1);
/// The distributions of their latencies, as shares of what was done, with the 99th percentiles, over the same window.
DisplayList comparedLatencyChart(const SceneSource &first, const SceneSource &second, QSizeF size, double scale = 1);

/// The same in words, for screen readers.
QString describeComparedFill(const SceneSource &first, const SceneSource &second);
QString describeComparedLatencies(const SceneSource &first, const SceneSource &second);

} // namespace coroscope
