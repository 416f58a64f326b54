// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "patterns/pipeline/parameters.h"

#include <string>

namespace coroscope::pipeline {

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, const Parameters &parameters);
std::string hint(const Parameter &which, const Parameters &parameters);
std::string irrelevance(const Parameter &which, const Parameters &parameters);
std::string loadText(const Parameters &parameters);

} // namespace coroscope::pipeline
