// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "patterns/task_spawning/parameters.h"

namespace coroscope::spawning {

// What PatternInfo asks for, see there.
Diagnosis diagnose(const Recent &recent, const Parameters &parameters);
Sentence hint(const Parameter &which, const Parameters &parameters);
Sentence irrelevance(const Parameter &which, const Parameters &parameters);
Sentence loadText(const Parameters &parameters);

} // namespace coroscope::spawning
