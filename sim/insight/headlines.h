// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <string>

namespace coroscope {

class Recent;

// Headlines shared by several patterns, over the span of @p recent.

/// How many items are in flight now, and on average.
Headline inFlight(const Recent &recent);
/// The latency that 99 % of the done items did not exceed; @p note says from when to when, or with what.
Headline latencyP99(const Recent &recent, std::string note);

} // namespace coroscope
