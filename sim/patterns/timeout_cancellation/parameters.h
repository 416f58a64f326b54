// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

namespace coroscope::cancellation {

/// What becomes of an operation that no client waits for any more.
enum class OnTimeout : std::uint8_t { Cancel, Abandon };

/// Upper bounds, for what is stored by number.
inline constexpr std::size_t mostClients = 200;
inline constexpr std::size_t mostRetries = 10;

/// The parameters of the pattern, each declared here and nowhere else.
struct Parameters : ParameterTable {
    CountParameter clients{*this,
                           {.id = "clients",
                            .label = words("Clients"),
                            .effect = words("How many clients there are, each with at most one request in flight. When "
                                            "lowered, surplus clients wait for their answer, then leave."),
                            .unit = {},
                            .minimum = 1,
                            .maximum = mostClients,
                            .initial = 4}};
    RandomDurationParameter think{*this,
                                  {.id = "think",
                                   .label = words("Think time"),
                                   .effect = words("How long a client pauses between an answer and its next request; "
                                                   "also applies to clients already thinking."),
                                   .minimum = {},
                                   .maximum = std::chrono::seconds(60),
                                   .initial = std::chrono::seconds(1)}};
    RandomDurationParameter work{
        *this,
        {.id = "work",
         .label = words("Operation duration"),
         .effect = words(
             "How long the operation takes to produce an answer; also applies to operations already running."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(2),
         .shape = Shape::Exponential}};
    DurationParameter timeout{*this,
                              {.id = "timeout",
                               .label = words("Timeout"),
                               .effect = words("How long a client waits for one attempt, including its hedge; also "
                                               "applies to attempts already under way."),
                               .minimum = std::chrono::milliseconds(1),
                               .maximum = std::chrono::seconds(60),
                               .initial = std::chrono::seconds(3)}};
    ChoiceParameter<OnTimeout> onTimeout{
        *this,
        {.id = "on-timeout",
         .label = words("On timeout"),
         .effect = words("What becomes of an operation whose client no longer waits: it is cancelled, or abandoned, "
                         "and then runs on with nobody to use its answer."),
         .choices = {{"cancel", words("Cancel")}, {"abandon", words("Abandon")}},
         .initial = OnTimeout::Cancel}};
    DurationParameter checkEvery{
        *this,
        {.id = "check-every",
         .label = words("Cancellation points every"),
         .effect = words("How often the operation reaches a cancellation point, a place where it checks whether it "
                         "should stop; in between it cannot be cancelled."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(100)}};
    DurationParameter cleanup{*this,
                              {.id = "cleanup",
                               .label = words("Cleanup time"),
                               .effect = words("How long a cancelled operation takes to clean up, shielded from "
                                               "further cancellation; the client does not wait for it."),
                               .minimum = {},
                               .maximum = std::chrono::seconds(10),
                               .initial = std::chrono::milliseconds(50)}};
    CountParameter retries{*this,
                           {.id = "retries",
                            .label = words("Retries"),
                            .effect = words("How many further attempts a client makes before it gives up."),
                            .unit = {},
                            .minimum = 0,
                            .maximum = mostRetries,
                            .initial = 0}};
    DurationParameter retryDelay{
        *this,
        {.id = "retry-delay",
         .label = words("Base retry delay"),
         .effect = words(
             "Upper bound of the delay before the first retry. It doubles with each further one (exponential backoff), "
             "and the actual delay is random, anything from zero up to it (full jitter)."),
         .minimum = {},
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::milliseconds(200)}};
    DurationParameter maxDelay{*this,
                               {.id = "max-delay",
                                .label = words("Max retry delay"),
                                .effect = words("Cap on the delay before a retry, however many there have been."),
                                .minimum = {},
                                .maximum = std::chrono::seconds(60),
                                .initial = std::chrono::seconds(30)}};
    DurationParameter hedgeAfter{*this,
                                 {.id = "hedge-after",
                                  .label = words("Hedge after"),
                                  .effect = words("Hedged request: after this long without an answer, a second attempt "
                                                  "starts while the first goes on; the first answer wins."),
                                  .minimum = {},
                                  .maximum = std::chrono::seconds(60),
                                  .initial = {},
                                  .zeroIsOff = true}};
    DurationParameter deadline{*this,
                               {.id = "deadline",
                                .label = words("Deadline"),
                                .effect = words("Time limit on the whole request, over all its attempts and retries; "
                                                "also applies to requests already in flight."),
                                .minimum = {},
                                .maximum = std::chrono::minutes(10),
                                .initial = {},
                                .zeroIsOff = true}};
};

} // namespace coroscope::cancellation
