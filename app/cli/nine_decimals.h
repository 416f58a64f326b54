// SPDX-License-Identifier: MIT
#pragma once

namespace coroscope {

/// From here on a double does not hold every whole number: 2^53.
inline constexpr double largestExact = 9007199254740992.0;

/// To nanoseconds, where @p value is in seconds; beyond what has so many decimals, as it is. @p value is finite.
double toNineDecimals(double value) noexcept;

} // namespace coroscope
