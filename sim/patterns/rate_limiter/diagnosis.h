// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "patterns/rate_limiter/parameters.h"

namespace coroscope::limiting {

/// Requests that clients would make per second if none of them had to wait.
double offeredPerSecond(const Parameters &parameters);

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, const Parameters &parameters);
Sentence hint(const Parameter &which, const Parameters &parameters);
Sentence irrelevance(const Parameter &which, const Parameters &parameters);
Sentence loadText(const Parameters &parameters);

} // namespace coroscope::limiting
