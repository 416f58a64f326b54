// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

namespace coroscope::theory {

/// The most servers, places or tasks that a function of coroscope::theory takes.
inline constexpr int largestCount = 1'000'000;

/// A rate or a mean time: finite and greater than 0.
inline bool isPositive(double value) noexcept
{
    return std::isfinite(value) && value > 0;
}

/// A number of servers, places or tasks: 1 … largestCount.
inline bool isCount(int count) noexcept
{
    return count >= 1 && count <= largestCount;
}

} // namespace coroscope::theory
