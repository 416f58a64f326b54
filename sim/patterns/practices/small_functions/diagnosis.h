// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "patterns/practices/small_functions/parameters.h"

#include <string>

namespace coroscope::practices::smallfunctions {

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, const Parameters &parameters);
std::string hint(const Parameter &which, const Parameters &parameters);
std::string irrelevance(const Parameter &which, const Parameters &parameters);
std::string loadText(const Parameters &parameters);

} // namespace coroscope::practices::smallfunctions
