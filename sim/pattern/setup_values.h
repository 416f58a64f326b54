// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <cstdint>
#include <vector>

namespace coroscope {

/// The values of all parameters at the start of a set-up, by their positions.
std::vector<std::int64_t> setupValues(const PatternInfo &pattern, const Setup &setup);

} // namespace coroscope
