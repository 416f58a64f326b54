// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/definition.h"
#include "patterns/timeout_cancellation/parameters.h"
#include "patterns/timeout_cancellation/pattern_metrics.h"

#include <vector>

namespace coroscope::cancellation {

/// The chance that the operation takes longer than @p time: 0 … 1.
double chanceToTakeLonger(const Parameters &parameters, Duration time);

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, const Parameters &parameters);
Sentence hint(const Parameter &which, const Parameters &parameters);
Sentence irrelevance(const Parameter &which, const Parameters &parameters);
Sentence loadText(const Parameters &parameters);
std::vector<TheoryValue> theoryOf(const MeasuredOf<Parameters, CancellationMetrics> &measured);

} // namespace coroscope::cancellation
