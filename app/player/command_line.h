// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"
#include "run/sweep.h"

#include <string>
#include <vector>

namespace coroscope {

/// The `coroscope-cli run …` that does what @p scenario does up to its length, to the same fingerprint. Where that is 0, it
/// is the run as it is set up, to the end that `run` gives it.
std::string commandFor(const Scenario &scenario);
/// The `coroscope-cli sweep …` that makes the same runs.
std::string sweepCommandFor(const Sweep &sweep);
/// The parameter values of a set-up: the defaults, and what it says.
std::vector<std::int64_t> setupValues(const PatternInfo &pattern, const Setup &setup);

} // namespace coroscope
