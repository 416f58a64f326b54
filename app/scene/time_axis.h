// SPDX-License-Identifier: MIT
#pragma once

#include "trace/time.h"

#include <QString>

#include <vector>

namespace coroscope {

/// "5.210", with so many decimals; "9:48.210" where seconds alone are hard to read.
QString axisTime(Time time, int places);
/// The same with the unit where it has one: "5.210 s".
QString axisTimeWithUnit(Time time, int places);

/// Time on a horizontal axis: which span is mapped to which pixels. Where little is shown late in a run, seconds from the
/// start would not tell apart what pixels do: they are counted from a moment nearby.
struct TimeAxis {
    double from = 0;  ///< seconds at the left end, after `origin`
    double span = 6;  ///< seconds, > 0
    double left = 0;  ///< px
    double width = 1; ///< px, > 0
    Time origin{};    ///< the start, unless the axis has been moved or zoomed far from it

    static constexpr double shortestSpan = 2e-7;
    static constexpr double longestSpan = 1e7;

    double pixelOf(Time time) const noexcept { return left + (inSeconds(time - origin) - from) / span * width; }
    /// The time at this pixel, to the nanosecond, and not before the start of the run.
    Time timeAt(double pixel) const noexcept;
    // The same in seconds from the start of the run, which late in a run are less exact.
    double pixelOf(double seconds) const noexcept;
    double secondsAt(double pixel) const noexcept;

    /// Shows 1/@p factor of the span; what is at @p pixel stays there.
    void zoom(double factor, double pixel) noexcept;
    void pan(double pixels) noexcept;
    /// Puts @p time at the left end, or the start of the run if that would be earlier.
    void begin(Time time) noexcept;
    /// Whether @p time is between the ends.
    bool shows(Time time) const noexcept { return pixelOf(time) >= left && pixelOf(time) <= left + width; }

    struct Tick {
        Time time;
        QString text;
    };
    struct Ticks {
        std::vector<Tick> list; ///< round times
        /// What texts like "+3 µs" count from; empty where they are times themselves.
        QString base{};
    };
    /// At least @p leastDistance pixels apart, and so that texts with letters @p letterWidth px wide do not touch.
    Ticks ticks(double leastDistance, double letterWidth = 0) const;

    friend bool operator==(const TimeAxis &, const TimeAxis &) = default;

private:
    Ticks ticksEvery(std::int64_t step) const;
    void settle() noexcept;
};

} // namespace coroscope
