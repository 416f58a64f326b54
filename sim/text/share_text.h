// SPDX-License-Identifier: MIT
#pragma once

#include "text/sentence.h"

#include <vector>

namespace coroscope {

/// "71 %", as percent(); but never "0 %" for more than none, or "100 %" for less than all: "0.01 %", "99.8 %".
Sentence preciseShare(double share);

/// Each as preciseShare(), and rounded so that those of half a per cent and more add up to what all do: to 100 % where they
/// are parts of one whole. What is rounded up is what lacks least. None is below zero; their sum is at most 1.
std::vector<Sentence> sharesOfWhole(const std::vector<double> &shares);

/// The same with as many decimals as tell it from @p other, six at most.
Sentence shareApart(double share, double other);

} // namespace coroscope
