// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"
#include "scene/scene_source.h"

#include <QSizeF>
#include <QString>

#include <cstdint>
#include <optional>

namespace coroscope {

/// Room for the numbers of the axis at the left of a chart, px, at a text scale of 1.
inline constexpr double chartAxisWidth = 34;

/// What the time axis of a chart spans: "last 10 s", also of a younger run; else as Recent::over().
QString axisSpanText(const Recent &recent);

/// The channel whose fill is charted: the only one, if it always has a part in the pattern. Else it is how many items are
/// in flight.
std::optional<std::uint32_t> chartedChannel(const Topology &topology);
/// The fill of that channel, with its capacity, or else how many items are in flight; over the window of all figures.
/// @p scale: of texts.
DisplayList fillChart(const SceneSource &source, QSizeF size, double scale = 1);
/// The distribution of the latencies, with the 99th percentile, over the same window. Behind a run that has left another,
/// that one's, as an outline, as far as it has got.
DisplayList latencyChart(const SceneSource &source, QSizeF size, double scale = 1);

/// The same in words, for screen readers: "Last 10 s: now 10 of 10, mean 9.8."
QString describeFill(const SceneSource &source);
/// "Last 10 s: 67 done, median 1.9 s, p99 2.09 s, at most 2.1 s. The run that was left: 60 done, …"
QString describeLatencies(const SceneSource &source);

} // namespace coroscope
