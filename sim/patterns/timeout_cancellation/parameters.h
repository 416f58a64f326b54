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
    CountParameter clients{
        *this,
        {.id = "clients",
         .label = words("Clients"),
         .effect = words("How many clients there are, each with one request at a time; surplus ones wait "
                         "for their answer, then leave."),
         .unit = {},
         .minimum = 1,
         .maximum = mostClients,
         .initial = 4}};
    RandomDurationParameter think{
        *this,
        {.id = "think",
         .label = words("Think for"),
         .effect = words("How long a client thinks between its requests; applies to clients that are thinking, too."),
         .minimum = {},
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(1)}};
    RandomDurationParameter work{
        *this,
        {.id = "work",
         .label = words("The operation takes"),
         .effect = words("How long the operation works on an answer; applies to work under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(2),
         .shape = Shape::Exponential}};
    DurationParameter timeout{
        *this,
        {.id = "timeout",
         .label = words("Time for an attempt"),
         .effect = words("How long a client waits for the answer to one attempt, its hedge included; "
                         "applies to attempts under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(3)}};
    ChoiceParameter<OnTimeout> onTimeout{
        *this,
        {.id = "on-timeout",
         .label = words("When the time is up"),
         .effect = words("What becomes of an operation that nobody waits for any more: it "
                         "is asked to stop, or it goes on, unseen."),
         .choices = {{"cancel", words("Cancel")}, {"abandon", words("Abandon")}},
         .initial = OnTimeout::Cancel}};
    DurationParameter checkEvery{
        *this,
        {.id = "check-every",
         .label = words("Checks every"),
         .effect = words("How often the operation reaches a point where it can be cancelled; in "
                         "between it can't."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(100)}};
    DurationParameter cleanup{
        *this,
        {.id = "cleanup",
         .label = words("Cleaning up takes"),
         .effect = words("How long a cancelled operation needs to clean up, which nothing interrupts; "
                         "the client does not wait for it."),
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(50)}};
    CountParameter retries{*this,
                           {.id = "retries",
                            .label = words("Retries"),
                            .effect = words("How many attempts may follow the first before a client gives up."),
                            .unit = {},
                            .minimum = 0,
                            .maximum = mostRetries,
                            .initial = 0}};
    DurationParameter retryDelay{
        *this,
        {.id = "retry-delay",
         .label = words("First retry within"),
         .effect = words("The longest wait before the first retry; it doubles with each, and the "
                         "real one is anything up to it (full jitter)."),
         .minimum = {},
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::milliseconds(200)}};
    DurationParameter maxDelay{*this,
                               {.id = "max-delay",
                                .label = words("Longest retry delay"),
                                .effect = words("No wait before a retry is longer than this."),
                                .minimum = {},
                                .maximum = std::chrono::seconds(60),
                                .initial = std::chrono::seconds(30)}};
    DurationParameter hedgeAfter{
        *this,
        {.id = "hedge-after",
         .label = words("Hedge after"),
         .effect = words(
             "After this long without an answer, a second attempt runs beside the first; the first answer wins."),
         .minimum = {},
         .maximum = std::chrono::seconds(60),
         .initial = {},
         .zeroIsOff = true}};
    DurationParameter deadline{
        *this,
        {.id = "deadline",
         .label = words("Time for the whole request"),
         .effect = words("After this long a client gives up, whatever attempts and retries are left; "
                         "applies to requests under way, too."),
         .minimum = {},
         .maximum = std::chrono::minutes(10),
         .initial = {},
         .zeroIsOff = true}};
};

} // namespace coroscope::cancellation
