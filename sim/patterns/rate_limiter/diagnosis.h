// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "patterns/rate_limiter/parameters.h"

#include <string>

namespace coroscope::limiting {

/// Requests that clients would make per second if none of them had to wait.
double offeredPerSecond(const Parameters &parameters);

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, const Parameters &parameters);
std::string hint(const Parameter &which, const Parameters &parameters);
std::string irrelevance(const Parameter &which, const Parameters &parameters);
std::string loadText(const Parameters &parameters);

} // namespace coroscope::limiting
