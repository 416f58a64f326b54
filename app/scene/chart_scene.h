// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"

#include <QSizeF>
#include <QString>

namespace coroscope {

/// The fill of the first channel over the last half minute before the playhead, with its capacity.
DisplayList fillChart(const SceneSource &source, QSizeF size);
/// How the latencies of the last minute before the playhead are spread, with the 99th percentile.
DisplayList latencyChart(const SceneSource &source, QSizeF size);

/// The same for those who can't see it: "Last 30 s: now 10 of 10, mean 9.8."
QString describeFill(const SceneSource &source);
/// "Last minute: 67 items done, median 1.9 s, p99 2.09 s, at most 2.1 s."
QString describeLatencies(const SceneSource &source);

} // namespace coroscope
