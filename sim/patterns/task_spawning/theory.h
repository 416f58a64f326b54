// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/definition.h"
#include "patterns/task_spawning/parameters.h"
#include "patterns/task_spawning/pattern_metrics.h"

#include <vector>

namespace coroscope::spawning {

/// What PatternInfo asks for, see there: how long a burst takes, where its tasks do not get into each other's way.
std::vector<TheoryValue> theory(const MeasuredOf<Parameters, SpawningMetrics> &measured);

} // namespace coroscope::spawning
