// SPDX-License-Identifier: MIT
#pragma once

#include "trace/time.h"

#include <QString>

#include <vector>

namespace coroscope {

/// Time on a horizontal axis: which span is mapped to which pixels.
struct TimeAxis {
    double from = 0;  ///< seconds at the left end
    double span = 14; ///< seconds, > 0
    double left = 0;  ///< px
    double width = 1; ///< px, > 0

    static constexpr double shortestSpan = 1e-3;
    static constexpr double longestSpan = 1e7;

    double pixelOf(double seconds) const noexcept { return left + (seconds - from) / span * width; }
    double secondsAt(double pixel) const noexcept { return from + (pixel - left) / width * span; }
    /// The time at this pixel, not before the start of the run.
    Time timeAt(double pixel) const noexcept;
    double pixelOf(Time time) const noexcept { return pixelOf(inSeconds(time)); }
    /// Shows 1/@p factor of the span; what is at @p pixel stays there.
    void zoom(double factor, double pixel) noexcept;
    void pan(double pixels) noexcept;

    struct Tick {
        double seconds;
        QString text;
    };
    /// Round times, at least @p leastDistance pixels apart.
    std::vector<Tick> ticks(double leastDistance) const;
};

} // namespace coroscope
