// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"

#include <QSizeF>

namespace coroscope {

/// The fill of the first channel over the last half minute before the playhead, with its capacity.
DisplayList fillChart(const SceneSource &source, QSizeF size);
/// How the latencies of the last minute before the playhead are spread, with the 99th percentile.
DisplayList latencyChart(const SceneSource &source, QSizeF size);

} // namespace coroscope
