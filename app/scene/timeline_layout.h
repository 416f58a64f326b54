// SPDX-License-Identifier: MIT
#pragma once

#include "scene/time_axis.h"

#include <QSizeF>

#include <cstddef>
#include <optional>

namespace coroscope {

/// Where the parts of a timeline are.
struct TimelineLayout {
    TimeAxis axis;
    QSizeF size;
    double labelWidth = 104;
    double laneTop = 10;    ///< above it the playhead's handle
    double laneHeight = 28; ///< from lane to lane
    double axisHeight = 38; ///< below the lanes: ticks and marks
    bool namesMarks = true; ///< there is room for the marks' texts
    double textScale = 1;
    double scrollY = 0;                   ///< px by which the lanes are scrolled up
    std::optional<std::size_t> current{}; ///< the lane that the keyboard has reached
    bool showsFolds = false; ///< lanes are told which of them can be folded, as the pointer is at their names

    double lanesBottom() const noexcept { return size.height() - axisHeight; }
    double right() const noexcept { return axis.left + axis.width; }
    double topOf(std::size_t lane) const noexcept { return laneTop - scrollY + static_cast<double>(lane) * laneHeight; }
    /// Whether all of the lane that begins at @p top is in sight.
    bool shows(double top) const noexcept { return top >= laneTop - 1 && top + laneHeight <= lanesBottom() + 1; }
    /// The lane in sight at this height, which may be below the last; nullopt beside all lanes.
    std::optional<std::size_t> laneAt(double y) const noexcept
    {
        if (y < laneTop || y >= lanesBottom())
            return std::nullopt;
        const auto lane = static_cast<std::size_t>((y - laneTop + scrollY) / laneHeight);
        return shows(topOf(lane)) ? std::optional(lane) : std::nullopt;
    }
};

} // namespace coroscope
