// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

namespace coroscope {

// One function for each pattern, which says all that there is to say of it.
#define COROSCOPE_PATTERN(name) const PatternInfo &name();
#include "patterns/list.inc"

} // namespace coroscope
