// SPDX-License-Identifier: MIT
#pragma once

#include "trace/time.h"

#include <optional>
#include <string>
#include <string_view>

namespace coroscope {

/// Reads a decimal with a unit, or several from large to small, of which the last may have a fraction: `300ms`, `1.5s`,
/// `1h30m`, `2m 5s`; units ns us ms s m h. The readable form is accepted, too: `2 min 5.5 s`, `30 µs`. Nothing else: no
/// sign, no exponent, no fraction of a nanosecond, nothing above the clock's range. A bare `0` is zero.
std::optional<Duration> parsedDuration(std::string_view text);
/// In the largest unit that makes it whole: 1500 ms is `1500ms`, 2000 ms is `2s`. Zero is `0s`.
std::string canonicalDuration(Duration duration);
/// For people, rounded to three digits: "300 ms", "1.42 s", "2 min 5 s".
std::string readableDuration(Duration duration);
/// A time in a run, for people: "12.480 s", "1 h 02 min 03.4 s".
std::string readableTime(Time time);

/// Seconds as a decimal number, exact: "0.25".
std::string decimalSeconds(Duration duration);

} // namespace coroscope
