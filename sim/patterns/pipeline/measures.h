// SPDX-License-Identifier: MIT
#pragma once

#include "model/pattern.h"

#include <span>
#include <vector>

namespace coroscope::pipeline {

// What PatternInfo asks for, see there.
std::span<const Measure> measures();
std::vector<TheoryValue> theory(const Measured &measured);

} // namespace coroscope::pipeline
