// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/definition.h"
#include "patterns/pipeline/parameters.h"
#include "patterns/pipeline/pattern_metrics.h"

#include <span>
#include <vector>

namespace coroscope::pipeline {

/// For each stage its utilisation, then waiting and working; those of the whole pipeline come last.
inline constexpr std::size_t measuresPerStage = 3;

// What PatternInfo asks for, see there.
std::span<const Measure> measures();
std::vector<TheoryValue> theory(const MeasuredOf<Parameters, StageMetrics> &measured);

} // namespace coroscope::pipeline
