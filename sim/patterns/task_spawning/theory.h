// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <vector>

namespace coroscope::spawning {

/// What PatternInfo asks for, see there: how long a burst takes, where its tasks do not get into each other's way.
std::vector<TheoryValue> theory(const Measured &measured);

} // namespace coroscope::spawning
