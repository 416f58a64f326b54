// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/definition.h"
#include "patterns/timeout_cancellation/parameters.h"
#include "patterns/timeout_cancellation/pattern_metrics.h"

#include <string>

namespace coroscope::cancellation {

/// The chance that the operation takes longer than @p time: 0 … 1.
double chanceToTakeLonger(const Parameters &parameters, Duration time);

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, const Parameters &parameters);
std::string hint(const Parameter &which, const Parameters &parameters);
std::string irrelevance(const Parameter &which, const Parameters &parameters);
std::string loadText(const Parameters &parameters);
std::vector<TheoryValue> theoryOf(const MeasuredOf<Parameters, CancellationMetrics> &measured);

} // namespace coroscope::cancellation
