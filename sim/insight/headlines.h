// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <string>

namespace coroscope {

class Recent;

// Headlines that several patterns have, over the span of @p recent.

/// How many items are in flight now, and on average.
Headline inFlight(const Recent &recent);
/// Of done items, 99 % of which took no longer; @p note says from when to when, or with what.
Headline latencyP99(const Recent &recent, std::string note);

} // namespace coroscope
