// SPDX-License-Identifier: MIT
#pragma once

#include "models/compared_model.h"
#include "pattern/pattern.h"

#include <span>
#include <vector>

namespace coroscope {

/// The numbers of two runs of one pattern, side by side: the second less the first, and what that means in words. What
/// looks the same is the same. Numbers that have different names in the two, as what a practice changes has, are shown
/// and not held against each other.
std::vector<ComparedRow> comparedRows(std::span<const Headline> first, std::span<const Headline> second);

/// With its sign and its unit: "+3.1 /s", "−300 ms", "+12 points" of a share.
QString differenceText(double difference, Unit unit);

} // namespace coroscope
