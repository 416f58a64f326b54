// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "patterns/supervisor/parameters.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coroscope::supervisor {

/// How long a worker is up on average before it fails, in seconds; nothing where it never does. Of any shape of the work:
/// it does 1 ÷ failure-rate jobs (Wald).
std::optional<double> meanUp(const Parameters &parameters);
/// How long its place is down then, in seconds, where no restart fails and none is the second of a row.
double meanDown(const Parameters &parameters);

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, std::span<const std::int64_t> values);
std::string hint(std::size_t parameter, std::span<const std::int64_t> values);
std::string irrelevance(std::size_t parameter, std::span<const std::int64_t> values);
std::string loadText(std::span<const std::int64_t> values);
std::vector<TheoryValue> theory(const Measured &measured);

} // namespace coroscope::supervisor
