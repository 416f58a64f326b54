// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "patterns/backpressure/parameters.h"

#include <optional>
#include <string>

namespace coroscope::backpressure {

/// Items the producers could make per second, if nothing held them up.
double offeredPerSecond(const Parameters &parameters);
/// Items the producers could make per item the consumers could take; nullopt without consumers.
std::optional<double> offeredLoad(const Parameters &parameters);
/// Share of the producers' time that they wait for room in the channel.
std::optional<double> sendBlockedShare(const Metrics &metrics);
/// Share of the consumers' time that they work on an item.
std::optional<double> consumerUtilisation(const Metrics &metrics);

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, const Parameters &parameters);
Sentence hint(const Parameter &which, const Parameters &parameters);
Sentence irrelevance(const Parameter &which, const Parameters &parameters);
Sentence loadText(const Parameters &parameters);

} // namespace coroscope::backpressure
