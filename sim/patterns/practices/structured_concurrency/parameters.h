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
         .label = words("Parts"),
         .effect = words(
             "Whether the parts of a request are detached from it or end before it does, from the next request "
             "on."),
         .choices = {{"detach", words("Detach")}, {"scope", words("Scope")}},
         .initial = Variant::Detach}};
    CountParameter tasks{*this,
                         {.id = "tasks",
                          .label = words("Parts per request"),
                          .effect = words("How many tasks a request starts, from the next one on."),
                          .unit = {"task", plural("tasks")},
                          .minimum = 1,
                          .maximum = 16,
                          .initial = 4}};
    CountParameter steps{
        *this,
        {.id = "steps",
         .label = words("Steps of a part"),
         .effect = words("How often a part computes before it is done; applies to parts under way, too."),
         .unit = {"step", plural("steps")},
         .minimum = 1,
         .maximum = 20,
         .initial = 3}};
    RandomDurationParameter compute{
        *this,
        {.id = "compute",
         .label = words("A step takes"),
         .effect = words("How long a part computes in each step, on a thread; applies to what is under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(5),
         .initial = std::chrono::milliseconds(100),
         .shape = Shape::Exponential}};
    DurationParameter patience{
        *this,
        {.id = "patience",
         .label = words("Given up after"),
         .effect = words("How long the client waits before it cancels its request; applies to the one under way, too."),
         .minimum = std::chrono::milliseconds(50),
         .maximum = std::chrono::seconds(30),
         .initial = std::chrono::milliseconds(600)}};
    DurationParameter pause{*this,
                            {.id = "pause",
                             .label = words("Next request after"),
                             .effect = words("How long after an answer, or after giving up, the client sends the next "
                                             "request; applies to pauses under way, too."),
                             .minimum = {},
                             .maximum = std::chrono::seconds(30),
                             .initial = std::chrono::milliseconds(100)}};
    CountParameter threads{
        *this,
        {.id = "threads",
         .label = words("Threads"),
         .effect = words("How many parts can compute at the same moment; with fewer, each finishes the "
                         "step it computes."),
         .unit = {"thread", plural("threads")},
         .minimum = 1,
         .maximum = 16,
         .initial = 2}};
};

} // namespace coroscope::practices::structured
