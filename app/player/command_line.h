// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"
#include "run/sweep.h"

#include <string>
#include <vector>

namespace coroscope {

/// The `coroscope-cli run …` that reproduces @p scenario up to its length, with the same fingerprint. If that is 0, it
/// is the run as set up, with the default length of `run`.
std::string commandFor(const Scenario &scenario);
/// The `coroscope-cli compare …` of two scenarios that differ in the values they start with, as far as the first has got.
std::string compareCommandFor(const Scenario &first, const Scenario &second);
/// The `coroscope-cli sweep …` that makes the same runs.
std::string sweepCommandFor(const Sweep &sweep);

} // namespace coroscope
