// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <optional>
#include <span>

namespace coroscope::limiting {

// Of the measured time, see Measured; nothing where there is nothing to divide by.

/// Requests that got a token, per second.
std::optional<double> admittedPerSecond(const Measured &measured);
/// Of the requests made: the share that was refused, 0 … 1.
std::optional<double> refusedShare(const Measured &measured);
/// Mean seconds from being made to having a token, of the requests that got one; zeros included.
std::optional<double> tokenWaitMean(const Measured &measured);
/// Tokens in the bucket, weighted by time.
std::optional<double> bucketFillMean(const Measured &measured);

/// What PatternInfo asks for, see there.
std::span<const Measure> measures();

} // namespace coroscope::limiting
