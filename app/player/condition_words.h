// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "run/stop_condition.h"
#include "text/sentence.h"

#include <QString>

#include <cstdint>
#include <string_view>

namespace coroscope {

/// What one chooses from: "A channel is full". @p things: what the pattern's items are.
Sentence label(StopCondition::Kind kind, const Noun &things);
/// What is waited for, as it stands in a sentence: "the next failure", "the moment when the channel is full".
Sentence describe(const StopCondition &condition, const PatternInfo &pattern);

/// A line of the code as a condition takes it, with as much of the path as tells the files of one pattern apart:
/// "pipeline/stages.cpp:41".
QString linePlace(std::string_view file, std::uint32_t line);

} // namespace coroscope
