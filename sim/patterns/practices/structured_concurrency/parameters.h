// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

namespace coroscope::practices::structured {

/// Where the parts of a request live.
enum class Variant : std::uint8_t {
    Detach, ///< anywhere: they may outlive it
    Scope,  ///< in it: they end before it does
};

/// The parameters of the practice, each declared here and nowhere else.
struct Parameters : ParameterTable {
    ChoiceParameter<Variant> variant{
        *this,
        {.id = "variant",
         .label = "Parts",
         .effect = "Whether the parts of a request are detached from it or end before it does, from the next request "
                   "on.",
         .choices = {{"detach", "Detach"}, {"scope", "Scope"}},
         .initial = Variant::Detach}};
    CountParameter tasks{*this,
                         {.id = "tasks",
                          .label = "Parts per request",
                          .effect = "How many tasks a request starts, from the next one on.",
                          .unit = {"task", "tasks"},
                          .minimum = 1,
                          .maximum = 16,
                          .initial = 4}};
    CountParameter steps{*this,
                         {.id = "steps",
                          .label = "Steps of a part",
                          .effect = "How often a part computes before it is done; applies to parts under way, too.",
                          .unit = {"step", "steps"},
                          .minimum = 1,
                          .maximum = 20,
                          .initial = 3}};
    RandomDurationParameter compute{
        *this,
        {.id = "compute",
         .label = "A step takes",
         .effect = "How long a part computes in each step, on a thread; applies to what is under way, too.",
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(5),
         .initial = std::chrono::milliseconds(100),
         .shape = Shape::Exponential}};
    DurationParameter patience{
        *this,
        {.id = "patience",
         .label = "Given up after",
         .effect = "How long the client waits before it cancels its request; applies to the one under way, too.",
         .minimum = std::chrono::milliseconds(50),
         .maximum = std::chrono::seconds(30),
         .initial = std::chrono::milliseconds(600)}};
    DurationParameter pause{*this,
                            {.id = "pause",
                             .label = "Next request after",
                             .effect = "How long after an answer, or after giving up, the client sends the next "
                                       "request; applies to pauses under way, too.",
                             .minimum = {},
                             .maximum = std::chrono::seconds(30),
                             .initial = std::chrono::milliseconds(100)}};
    CountParameter threads{*this,
                           {.id = "threads",
                            .label = "Threads",
                            .effect = "How many parts can compute at the same moment; with fewer, each finishes the "
                                      "step it computes.",
                            .unit = {"thread", "threads"},
                            .minimum = 1,
                            .maximum = 16,
                            .initial = 2}};
};

} // namespace coroscope::practices::structured
