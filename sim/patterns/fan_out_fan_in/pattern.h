// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

namespace coroscope {

/// A coordinator splits a job into subtasks, runs them side by side, and gathers the results.
const PatternInfo &fanOutFanInPattern();

} // namespace coroscope
