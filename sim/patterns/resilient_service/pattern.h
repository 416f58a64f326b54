// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

namespace coroscope {

/// Requests that arrive at a bounded intake are answered by supervised workers with the help of several backends.
const PatternInfo &resilientServicePattern();

} // namespace coroscope
