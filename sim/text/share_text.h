// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace coroscope {

/// "71 %", as percent(); but never "0 %" for more than none, or "100 %" for less than all: "0.01 %", "99.8 %".
std::string preciseShare(double share);

/// The same with as many decimals as tell it from @p other, six at most.
std::string shareApart(double share, double other);

} // namespace coroscope
