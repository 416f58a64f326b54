// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/definition.h"
#include "patterns/supervisor/parameters.h"
#include "patterns/supervisor/pattern_metrics.h"

#include <optional>
#include <vector>

namespace coroscope::supervisor {

/// How long a worker is up on average before it fails, in seconds; nullopt if it never does. For any shape of the work:
/// it does 1 ÷ failure-rate jobs (Wald).
std::optional<double> meanUp(const Parameters &parameters);
/// How long its place is then down, in seconds, if no restart fails and none follows another in a row.
double meanDown(const Parameters &parameters);

/// Failures that the supervisor sees, of all workers, per second, long after the start; nullopt if there are none.
std::optional<double> failuresPerSecond(const Parameters &parameters);

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, const Parameters &parameters);
Sentence hint(const Parameter &which, const Parameters &parameters);
Sentence irrelevance(const Parameter &which, const Parameters &parameters);
Sentence loadText(const Parameters &parameters);
std::vector<TheoryValue> theory(const MeasuredOf<Parameters, SupervisorMetrics> &measured);

} // namespace coroscope::supervisor
