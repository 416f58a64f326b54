// SPDX-License-Identifier: MIT
#pragma once

#include "model/parameter.h"

namespace coroscope::practices::noblocking {

/// How a caller waits for its answer.
enum class Variant : std::uint8_t {
    Blocking, ///< on its thread, which it keeps
    Async,    ///< without one
};

/// The parameters of the practice, each declared here and nowhere else.
struct Parameters : ParameterTable {
    ChoiceParameter<Variant> variant{
        *this,
        {.id = "variant",
         .label = "Callers wait",
         .effect = "Whether a caller keeps its thread while it waits for an answer, from the next call on.",
         .choices = {{"blocking", "Blocking"}, {"async", "Async"}},
         .initial = Variant::Blocking}};
    CountParameter callers{*this,
                           {.id = "callers",
                            .label = "Callers",
                            .effect = "How many tasks call a slow service again and again; surplus ones give up at "
                                      "once.",
                            .unit = "callers",
                            .minimum = 0,
                            .maximum = 16,
                            .initial = 2}};
    DurationParameter call{*this,
                           {.id = "call",
                            .label = "An answer takes",
                            .effect = "How long a caller waits for its answer; waits under way are over sooner or "
                                      "later accordingly.",
                            .minimum = std::chrono::milliseconds(1),
                            .maximum = std::chrono::seconds(30),
                            .initial = std::chrono::seconds(1)}};
    CountParameter tasks{*this,
                         {.id = "tasks",
                          .label = "Other tasks",
                          .effect = "How many tasks compute a little now and then; surplus ones finish what they "
                                    "compute.",
                          .unit = "tasks",
                          .minimum = 1,
                          .maximum = 16,
                          .initial = 6}};
    DurationParameter compute{*this,
                              {.id = "compute",
                               .label = "They compute for",
                               .effect = "How long each of the others needs a thread at a time; what is under way is "
                                         "finished sooner or later accordingly.",
                               .minimum = std::chrono::milliseconds(1),
                               .maximum = std::chrono::seconds(5),
                               .initial = std::chrono::milliseconds(10)}};
    RandomDurationParameter pause{*this,
                                  {.id = "pause",
                                   .label = "After a pause of",
                                   .effect = "How long each of the others rests before, which takes no thread; pauses "
                                             "under way are over sooner or later accordingly.",
                                   .minimum = {},
                                   .maximum = std::chrono::seconds(10),
                                   .initial = std::chrono::milliseconds(200),
                                   .shape = Shape::Exponential}};
    CountParameter threads{*this,
                           {.id = "threads",
                            .label = "Threads",
                            .effect = "How many tasks can have a thread at the same moment; with fewer, each finishes "
                                      "what it does on its own.",
                            .unit = "threads",
                            .minimum = 1,
                            .maximum = 16,
                            .initial = 2}};
};

} // namespace coroscope::practices::noblocking
