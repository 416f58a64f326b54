// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

namespace coroscope {

/// Producers send into a bounded channel; consumers take from it.
const PatternInfo &backpressurePattern();

} // namespace coroscope
