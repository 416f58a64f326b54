// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/definition.h"
#include "patterns/fan_out_fan_in/parameters.h"
#include "patterns/fan_out_fan_in/pattern_metrics.h"

#include <vector>

namespace coroscope::fan_out_fan_in {

/// The mean latency of a job, if all subtasks run at once, take exponentially distributed times and never fail. See
/// PatternInfo::theory.
std::vector<TheoryValue> theory(const MeasuredOf<Parameters, JobMetrics> &measured);

} // namespace coroscope::fan_out_fan_in
