// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "patterns/resilient_service/parameters.h"

#include <optional>

namespace coroscope::service {

/// Requests per second that the workers can take with this timeout, if no call fails; nullopt if the shape of a
/// backend's work, or retries of calls that often time out, allow no such number.
std::optional<double> takenPerSecond(const Parameters &parameters, Duration timeout);
/// Requests per second that the slower of the two stages can take; nullopt if neither takes any time.
std::optional<double> passedPerSecond(const Parameters &parameters);

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, const Parameters &parameters);
Sentence hint(const Parameter &which, const Parameters &parameters);
Sentence irrelevance(const Parameter &which, const Parameters &parameters);
Sentence loadText(const Parameters &parameters);

} // namespace coroscope::service
