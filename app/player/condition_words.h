// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "run/stop_condition.h"
#include "text/sentence.h"

namespace coroscope {

/// What one chooses from: "A channel is full".
Words label(StopCondition::Kind kind);
/// What is waited for, as it stands in a sentence: "the next failure", "the moment when the channel is full".
Sentence describe(const StopCondition &condition, const Topology &topology);

} // namespace coroscope
