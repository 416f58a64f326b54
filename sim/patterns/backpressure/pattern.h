// SPDX-License-Identifier: MIT
#pragma once

#include "model/pattern.h"

namespace coroscope {

/// Producers send into a bounded channel; consumers take from it.
const PatternInfo &backpressurePattern();

} // namespace coroscope
