// SPDX-License-Identifier: MIT
#include "cli/nine_decimals.h"

#include <cmath>

namespace coroscope {

double toNineDecimals(double value) noexcept
{
    constexpr double nanos = 1e9;
    return std::abs(value) * nanos < largestExact ? std::round(value * nanos) / nanos : value;
}

} // namespace coroscope
