// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/definition.h"
#include "patterns/task_spawning/parameters.h"
#include "patterns/task_spawning/pattern_metrics.h"

#include <vector>

namespace coroscope::spawning {

/// See PatternInfo::theory: how long a burst takes, if its tasks do not get in each other's way.
std::vector<TheoryValue> theory(const MeasuredOf<Parameters, SpawningMetrics> &measured);

} // namespace coroscope::spawning
