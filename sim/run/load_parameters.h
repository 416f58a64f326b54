// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <cstddef>
#include <vector>

namespace coroscope {

/// The parameters, by position, that say how much a run of this pattern has to do: how many ask, how often, and for how
/// much at a time. Runs in which they differ do not have the same work, so how much each of them gets done says nothing
/// about which is better. Empty where the workers are never short of work, as a supervisor's.
std::vector<std::size_t> loadParameters(const PatternInfo &pattern);

} // namespace coroscope
