// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

namespace coroscope::practices::errors {

/// What becomes of the error of a call.
enum class Variant : std::uint8_t {
    Ignored, ///< nobody asks for it
    Handled, ///< it is tried again, and counted at last
};

/// The parameters of the practice, each declared here and nowhere else.
struct Parameters : ParameterTable {
    ChoiceParameter<Variant> variant{*this,
                                     {.id = "variant",
                                      .label = "Errors",
                                      .effect = "Whether anybody asks how a call has ended, from the next item on.",
                                      .choices = {{"ignored", "Ignored"}, {"handled", "Handled"}},
                                      .initial = Variant::Ignored}};
    CountParameter tasks{*this,
                         {.id = "tasks",
                          .label = "Callers",
                          .effect = "How many tasks take one item after another and make a call for it; surplus ones "
                                    "finish the item they have.",
                          .unit = {"task", "tasks"},
                          .minimum = 1,
                          .maximum = 32,
                          .initial = 4}};
    RandomDurationParameter pause{*this,
                                  {.id = "pause",
                                   .label = "An item after",
                                   .effect = "How long a caller pauses before it takes the next item; pauses under "
                                             "way are over sooner or later accordingly.",
                                   .minimum = {},
                                   .maximum = std::chrono::seconds(10),
                                   .initial = std::chrono::milliseconds(300),
                                   .shape = Shape::Exponential}};
    DurationParameter work{*this,
                           {.id = "work",
                            .label = "A call takes",
                            .effect = "How long a call computes, on a thread; what is under way is finished sooner or "
                                      "later accordingly.",
                            .minimum = std::chrono::milliseconds(1),
                            .maximum = std::chrono::seconds(5),
                            .initial = std::chrono::milliseconds(50)}};
    ShareParameter failureRate{*this,
                               {.id = "failure-rate",
                                .label = "Failure rate",
                                .effect = "Chance that a call fails when it is done computing.",
                                .initial = 0.1}};
    CountParameter retries{*this,
                           {.id = "retries",
                            .label = "Retries",
                            .effect = "How often a failed call is made again, where errors are handled; acts on the "
                                      "next failure.",
                            .unit = {"retry", "retries"},
                            .minimum = 0,
                            .maximum = 10,
                            .initial = 2}};
    DurationParameter delay{*this,
                            {.id = "delay",
                             .label = "First delay",
                             .effect = "The longest time before the first retry, twice as long before each further "
                                       "one; acts from the next failure on.",
                             .minimum = {},
                             .maximum = std::chrono::seconds(10),
                             .initial = std::chrono::milliseconds(100)}};
    CountParameter threads{*this,
                           {.id = "threads",
                            .label = "Threads",
                            .effect = "How many calls can compute at the same moment; with fewer, each finishes what "
                                      "it computes.",
                            .unit = {"thread", "threads"},
                            .minimum = 1,
                            .maximum = 16,
                            .initial = 2}};
};

} // namespace coroscope::practices::errors
