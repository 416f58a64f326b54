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
         .effect = words("Whether anybody checks how a call ended, from the next item on."),
         .choices = {{"ignored", words("Ignored")}, {"handled", words("Handled")}},
         .initial = Variant::Ignored}};
    CountParameter tasks{
        *this,
        {.id = "tasks",
         .label = words("Callers"),
         .effect = words("How many tasks take one item after another and make a call for it; surplus ones "
                         "finish the item they have."),
         .unit = {"task", plural("tasks")},
         .minimum = 1,
         .maximum = 32,
         .initial = 4}};
    RandomDurationParameter pause{
        *this,
        {.id = "pause",
         .label = words("An item after"),
         .effect = words("How long a caller pauses before it takes the next item; applies to pauses under way, too."),
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(300),
         .shape = Shape::Exponential}};
    DurationParameter work{
        *this,
        {.id = "work",
         .label = words("A call takes"),
         .effect = words("How long a call computes, on a thread; applies to what is under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(5),
         .initial = std::chrono::milliseconds(50)}};
    ShareParameter failureRate{*this,
                               {.id = "failure-rate",
                                .label = words("Failure rate"),
                                .effect = words("Chance that a call fails when it is done computing."),
                                .initial = 0.1}};
    CountParameter retries{
        *this,
        {.id = "retries",
         .label = words("Retries"),
         .effect = words(
             "How often a failed call is retried, where errors are handled; takes effect with the next failure."),
         .unit = {"retry", plural("retries")},
         .minimum = 0,
         .maximum = 10,
         .initial = 2}};
    DurationParameter delay{
        *this,
        {.id = "delay",
         .label = words("First delay"),
         .effect = words("The longest time before the first retry, twice as long before each further "
                         "one; takes effect with the next failure."),
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(100)}};
    CountParameter threads{
        *this,
        {.id = "threads",
         .label = words("Threads"),
         .effect = words("How many calls can compute at the same moment; with fewer, each finishes what "
                         "it computes."),
         .unit = {"thread", plural("threads")},
         .minimum = 1,
         .maximum = 16,
         .initial = 2}};
};

} // namespace coroscope::practices::errors
