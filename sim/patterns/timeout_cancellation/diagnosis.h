// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "patterns/timeout_cancellation/parameters.h"

#include <cstdint>
#include <span>
#include <string>

namespace coroscope::cancellation {

/// The chance that the operation takes longer than @p time: 0 … 1.
double chanceToTakeLonger(const Parameters &parameters, Duration time);

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, std::span<const std::int64_t> values);
std::string hint(std::size_t parameter, std::span<const std::int64_t> values);
std::string irrelevance(std::size_t parameter, std::span<const std::int64_t> values);
std::string loadText(std::span<const std::int64_t> values);
std::vector<TheoryValue> theoryOf(const Measured &measured);

} // namespace coroscope::cancellation
