// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace coroscope {
enum class Shape : std::uint8_t;
}

namespace coroscope::theory {

/// 1 + 1/2 + … + 1/n, for n from 0 (an empty sum) to largestCount.
std::optional<double> harmonicNumber(int n);

/// The mean time until @p k of @p count concurrent durations are over, in the unit of @p mean > 0; 1 ≤ k ≤ count ≤
/// largestCount. They are independent, start together and have one shape:
///   exponential: mean × (1/count + … + 1/(count − k + 1)), as the first of n memoryless ones is over after mean/n;
///   uniform (mean ± 50 %): mean × (1/2 + k/(count + 1));
///   fixed: mean.
/// (David, Order Statistics, 1970.) nullopt for the lognormal one, which has no closed form, or for a bad argument.
std::optional<double> meanUntilKth(Shape shape, double mean, int k, int count);
/// The mean time until all of them are over; for exponential ones mean × harmonicNumber(count).
std::optional<double> meanUntilAll(Shape shape, double mean, int count);

} // namespace coroscope::theory
