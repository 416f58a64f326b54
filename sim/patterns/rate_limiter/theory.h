// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/definition.h"
#include "patterns/rate_limiter/parameters.h"
#include "patterns/rate_limiter/pattern_metrics.h"

#include <vector>

namespace coroscope::limiting {

/// See PatternInfo::theory.
///
/// Count what a bucket lacks: each request that passes, or is let in to wait, adds one token to it, and it is made up for
/// at the rate, one token after another. That is the number in the system of a queue with one server and a fixed service
/// time. So, where requests come at exponential intervals:
/// - `refuse` is an M/D/1/K (theory::refusingMD1) with K = burst, and the bucket holds burst − n tokens;
/// - `queue` is one with K = burst + capacity + 1 (the dispatcher has one in hand); with more than burst in the system
///   the bucket is empty, and the ones above it wait. Their mean wait follows by Little's law.
///
/// Where clients `wait` and their intervals are fixed, min(clients/interval, rate) pass in the long run: it is a ring of
/// fixed times, which goes as fast as its slowest circuit (timed event graphs: Baccelli, Cohen, Olsder, Quadrat,
/// Synchronization and Linearity, 1992).
/// Nothing is said of the rest: waiting at random intervals, and refusals at intervals that are not exponential.
std::vector<TheoryValue> theory(const MeasuredOf<Parameters, LimiterMetrics> &measured);

} // namespace coroscope::limiting
