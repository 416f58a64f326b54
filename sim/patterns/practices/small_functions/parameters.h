// SPDX-License-Identifier: MIT
#pragma once

#include "model/parameter.h"

namespace coroscope::practices::smallfunctions {

/// How a long job is written down.
enum class Variant : std::uint8_t {
    Long,  ///< as one function that never awaits
    Short, ///< as small steps, each of them awaited
};

/// The parameters of the practice, each declared here and nowhere else.
struct Parameters : ParameterTable {
    ChoiceParameter<Variant> variant{
        *this,
        {.id = "variant",
         .label = "Functions",
         .effect = "Whether a job computes in one go or lets go of its thread after each step, from the next job on.",
         .choices = {{"long", "Long"}, {"short", "Short"}},
         .initial = Variant::Long}};
    CountParameter jobs{*this,
                        {.id = "jobs",
                         .label = "Jobs at once",
                         .effect = "How many tasks do one long job after another; surplus ones stop at once.",
                         .unit = "jobs",
                         .minimum = 0,
                         .maximum = 16,
                         .initial = 2}};
    DurationParameter job{*this,
                          {.id = "job",
                           .label = "A job takes",
                           .effect = "How long a job computes in all; what is under way is finished sooner or later "
                                     "accordingly.",
                           .minimum = std::chrono::milliseconds(100),
                           .maximum = std::chrono::seconds(30),
                           .initial = std::chrono::seconds(1)}};
    CountParameter steps{*this,
                         {.id = "steps",
                          .label = "Steps of a job",
                          .effect = "Into how many equal steps a job is cut, where functions are short; from the next "
                                    "job on.",
                          .unit = "steps",
                          .minimum = 1,
                          .maximum = 200,
                          .initial = 50}};
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

} // namespace coroscope::practices::smallfunctions
