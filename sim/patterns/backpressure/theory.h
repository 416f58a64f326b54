// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/definition.h"
#include "patterns/backpressure/parameters.h"

#include <vector>

namespace coroscope::backpressure {

/// See PatternInfo::theory. Condition: items come at exponential intervals, one by one, and none fails. Then
/// `unbounded` is an M/M/c, with one consumer an M/G/1, if the load is below one and memory never runs out; with
/// exponential work `drop-newest` is an M/M/c/K, and `wait` a birth-death chain, both at any load. For `drop-oldest`
/// there is no formula.
std::vector<TheoryValue> theory(const MeasuredOf<Parameters> &measured);

} // namespace coroscope::backpressure
