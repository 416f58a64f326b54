// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

namespace coroscope::practices::errors {

/// What becomes of the error of a call.
enum class Variant : std::uint8_t {
    Ignored, ///< it is never looked at
    Handled, ///< the call is retried, and finally the item counts as failed
};

/// The parameters of the practice, each declared here and nowhere else.
struct Parameters : ParameterTable {
    ChoiceParameter<Variant> variant{
        *this,
        {.id = "variant",
         .label = words("Errors"),
         .effect = words("Whether anybody checks a call's result for an error; takes effect with the next item."),
         .choices = {{"ignored", words("Ignored")}, {"handled", words("Handled")}},
         .initial = Variant::Ignored}};
    CountParameter tasks{*this,
                         {.id = "tasks",
                          .label = words("Callers"),
                          .effect = words("How many tasks take one item after another and make a call for each. When "
                                          "lowered, surplus callers finish the item they have."),
                          .unit = {"task", plural("tasks")},
                          .minimum = 1,
                          .maximum = 32,
                          .initial = 4}};
    RandomDurationParameter pause{
        *this,
        {.id = "pause",
         .label = words("Pause between items"),
         .effect = words(
             "How long a caller pauses before it takes the next item; also applies to pauses already under way."),
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(300),
         .shape = Shape::Exponential}};
    DurationParameter work{
        *this,
        {.id = "work",
         .label = words("Call duration"),
         .effect = words("How long a call computes, on a thread; also applies to calls already under way."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(5),
         .initial = std::chrono::milliseconds(50)}};
    ShareParameter failureRate{*this,
                               {.id = "failure-rate",
                                .label = words("Failure rate"),
                                .effect = words("Probability that a call fails at the end of its computation."),
                                .initial = 0.1}};
    CountParameter retries{
        *this,
        {.id = "retries",
         .label = words("Retries"),
         .effect = words(
             "How many times a failed call is retried, where errors are handled; takes effect with the next failure."),
         .unit = {"retry", plural("retries")},
         .minimum = 0,
         .maximum = 10,
         .initial = 2}};
    DurationParameter delay{
        *this,
        {.id = "delay",
         .label = words("Base retry delay"),
         .effect = words(
             "Upper bound of the delay before the first retry. It doubles with each further one (exponential backoff), "
             "and the actual delay is random below it (jitter). Takes effect with the next failure."),
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(100)}};
    CountParameter threads{*this,
                           {.id = "threads",
                            .label = words("Threads"),
                            .effect = words("Threads of the executor: how many calls can compute in parallel. When "
                                            "lowered, calls finish what they are computing."),
                            .unit = {"thread", plural("threads")},
                            .minimum = 1,
                            .maximum = 16,
                            .initial = 2}};
};

} // namespace coroscope::practices::errors
