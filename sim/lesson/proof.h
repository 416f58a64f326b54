// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/lesson.h"

#include <string>
#include <vector>

namespace coroscope {

/// The smallest turn of a parameter that reaches @p goal, as a step may wait for.
std::int64_t leastTurn(const Goal &goal);

/// The run that a step shows: the last one that began up to it, with what steps have turned since, by themselves or by
/// asking the learner to, as far as that was needed.
Scenario runOfStep(const Lesson &lesson, std::size_t step);

/// What a lesson claims and runs do not bear out, a line each with its place: a goal that its run does not reach, by itself
/// or once the learner has turned what the step waits for, runs that do not differ as they are said to, a question without
/// an answer that stands out, or with another one than is said, an event that does not come within ten minutes, a challenge
/// that is met from the start or whose solution does not meet it or earns fewer stars than there are. Takes as long as
/// those runs, up to some seconds.
std::vector<std::string> unproved(const Lesson &lesson);

} // namespace coroscope
