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
         .effect = words("Whether the parts of a request, its child tasks, are detached from it, or live in a scope "
                         "and end before it does. Takes effect with the next request."),
         .choices = {{"detach", words("Detach")}, {"scope", words("Scope")}},
         .initial = Variant::Detach}};
    CountParameter tasks{*this,
                         {.id = "tasks",
                          .label = words("Parts per request"),
                          .effect = words("How many child tasks a request spawns; takes effect with the next request."),
                          .unit = {"task", plural("tasks")},
                          .minimum = 1,
                          .maximum = 16,
                          .initial = 4}};
    CountParameter steps{
        *this,
        {.id = "steps",
         .label = words("Steps per part"),
         .effect = words("How many times a part computes before it is done; also applies to parts already running."),
         .unit = {"step", plural("steps")},
         .minimum = 1,
         .maximum = 20,
         .initial = 3}};
    RandomDurationParameter compute{
        *this,
        {.id = "compute",
         .label = words("CPU time per step"),
         .effect = words(
             "How long a part computes in each step, on a thread; also applies to steps already under way."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(5),
         .initial = std::chrono::milliseconds(100),
         .shape = Shape::Exponential}};
    DurationParameter patience{*this,
                               {.id = "patience",
                                .label = words("Client timeout"),
                                .effect = words("How long the client waits for an answer before it cancels its "
                                                "request; also applies to the one in flight."),
                                .minimum = std::chrono::milliseconds(50),
                                .maximum = std::chrono::seconds(30),
                                .initial = std::chrono::milliseconds(600)}};
    DurationParameter pause{*this,
                            {.id = "pause",
                             .label = words("Think time"),
                             .effect = words("How long the client pauses after an answer, or after giving up, before "
                                             "its next request; also applies to a pause already under way."),
                             .minimum = {},
                             .maximum = std::chrono::seconds(30),
                             .initial = std::chrono::milliseconds(100)}};
    CountParameter threads{*this,
                           {.id = "threads",
                            .label = words("Threads"),
                            .effect = words("Threads of the executor: how many parts can compute in parallel. When "
                                            "lowered, parts finish the step they are computing."),
                            .unit = {"thread", plural("threads")},
                            .minimum = 1,
                            .maximum = 16,
                            .initial = 2}};
};

} // namespace coroscope::practices::structured
