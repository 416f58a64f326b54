// SPDX-License-Identifier: MIT
#pragma once

namespace coroscope {

/// From here on a double does not represent every integer: 2^53.
inline constexpr double largestExact = 9007199254740992.0;

/// @p value rounded to nine decimals (nanoseconds, if it is in seconds); unchanged where a double has fewer. @p value
/// is finite.
double toNineDecimals(double value) noexcept;

} // namespace coroscope
