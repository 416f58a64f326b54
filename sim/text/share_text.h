// SPDX-License-Identifier: MIT
#pragma once

#include "text/sentence.h"

namespace coroscope {

/// "71 %", as percent(); but never "0 %" for more than none, or "100 %" for less than all: "0.01 %", "99.8 %".
Sentence preciseShare(double share);

/// The same with as many decimals as tell it from @p other, six at most.
Sentence shareApart(double share, double other);

} // namespace coroscope
