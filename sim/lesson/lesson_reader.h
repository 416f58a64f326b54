// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/lesson.h"
#include "lesson/lesson_text.h"

#include <functional>
#include <string>
#include <string_view>

namespace coroscope {

/// The text of a scenario file that lies beside a lesson. Throws if it can't be read; what it says goes into the
/// LessonError.
using LessonFiles = std::function<std::string(std::string_view name)>;

/// Reads a lesson, and checks all of it: names, ranges, units, that what a step needs is there and nothing else. @throws
/// LessonError
///
///     ---
///     title: Backpressure
///     kind: pattern
///     pattern: backpressure
///     ---
///     ## Faster than can be handled
///
///     Three producers make more than two consumers take.
///
///     ```coroscope
///     start: setup Held back
///     seek: 9s
///     point: channel channel
///     until: turn consumers >= 3
///     ```
///
/// Entries of a step, all of them optional:
///
///     start: default | setup TITLE | file NAME.coroscope     a run begins
///     seed: N                                                of that run
///     set: NAME=VALUE …                                      from its start on, or turned now
///     seek: DURATION    speed: 0.05 to 1000    play: yes | no
///     point: task NAME | channel ID | lock N | threads | parameter NAME | figure N
///     show: CONTROL                                          a tab or a view
///     compare: NAME=VALUE …                                  with a run B that has these values
///     until: turn GOAL | number GOAL | event CONDITION | use CONTROL
///     ask: QUESTION                                          and one of the following, with `number: NAME`
///         option: TEXT | NAME=VALUE …  (two to four)  and  best: most | least
///         trend: NAME=VALUE …                                rises, stays or falls
///         amount: FROM .. TO   with: NAME=VALUE …
///         curve: NAME=VALUES   scale: FROM .. TO             values as `sweep --vary` takes them
///         answer: FROM .. TO | VALUE: FROM .. TO             between what it lies, of a curve at VALUE, to be verified
///     run: DURATION    warmup: DURATION    seeds: N          for what answers the question
///     reach: GOAL                                            what its run reaches, to be verified
///     after: GOAL                                            what it reaches with what the learner turns, to be verified
///     differ: NAME more | less                               what B has more of than A, to be verified
///
/// A challenge has one section, with `start`, `set` and
///
///     turn: NAME …    goal: GOAL …    star2: GOAL    star3: GOAL    run: DURATION    warmup: DURATION
///     seeds: N        hint: TEXT      solution: NAME=VALUE …
///
/// An exercise has two, the question and the answer; the entries of the second show it.
Lesson parsedLesson(std::string_view text, const LessonFiles &files);

} // namespace coroscope
