// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

namespace coroscope::service {

/// The parameters of the pattern, each declared here and nowhere else.
struct Parameters : ParameterTable {
    RateParameter arrivalRate{
        *this,
        {.id = "arrival-rate",
         .label = words("Requests arrive"),
         .effect = words("How many requests arrive on average, at random moments; applies to the next arrival, too."),
         .minimum = 100,
         .maximum = 1'000'000,
         .initial = 8'000}};
    CountParameter intake{*this,
                          {.id = "intake",
                           .label = words("Intake holds"),
                           .effect = words("How many requests may wait for a worker; when it is full, further ones are "
                                           "refused. Set below its fill, it drops nothing."),
                           .unit = {"request", plural("requests")},
                           .minimum = 1,
                           .maximum = 256,
                           .initial = 16}};
    CountParameter workers{
        *this,
        {.id = "workers",
         .label = words("Workers"),
         .effect = words("How many supervised workers take requests; surplus ones finish theirs first."),
         .unit = {},
         .minimum = 1,
         .maximum = 32,
         .initial = 4}};
    ShareParameter crashRate{
        *this,
        {.id = "crash-rate",
         .label = words("Crash rate"),
         .effect = words("Chance that a request kills its worker once the backends have answered; the "
                         "request is lost, and the worker is replaced."),
         .initial = 0.01}};
    CountParameter backends{
        *this,
        {.id = "backends",
         .label = words("Backends"),
         .effect = words("How many backends are asked for each request, all at once; holds from the next "
                         "request on."),
         .unit = {},
         .minimum = 1,
         .maximum = 16,
         .initial = 3}};
    RandomDurationParameter backendWork{
        *this,
        {.id = "backend-work",
         .label = words("A backend works for"),
         .effect = words("How long a backend needs for an answer; applies to what is under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(80),
         .shape = Shape::Exponential}};
    ShareParameter backendFailureRate{*this,
                                      {.id = "backend-failure-rate",
                                       .label = words("Backends fail"),
                                       .effect = words("Chance that a backend gives an error instead of an answer."),
                                       .initial = 0.02}};
    DurationParameter timeout{
        *this,
        {.id = "timeout",
         .label = words("Timeout"),
         .effect = words("How long an attempt at a backend may take; applies to attempts under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::milliseconds(300)}};
    CountParameter retries{
        *this,
        {.id = "retries",
         .label = words("Retries"),
         .effect = words("How many times a backend is asked again after an error or a timeout; when that "
                         "does not help, the request fails."),
         .unit = {},
         .minimum = 0,
         .maximum = 10,
         .initial = 1}};
    RandomDurationParameter render{*this,
                                   {.id = "render",
                                    .label = words("Rendering takes"),
                                    .effect = words("How long it takes to make a page of the answers, one at a time."),
                                    .minimum = {},
                                    .maximum = std::chrono::seconds(10),
                                    .initial = std::chrono::milliseconds(20)}};
    RandomDurationParameter reply{*this,
                                  {.id = "reply",
                                   .label = words("Replying takes"),
                                   .effect = words("How long it takes to send a page to the client, one at a time."),
                                   .minimum = {},
                                   .maximum = std::chrono::seconds(10),
                                   .initial = std::chrono::milliseconds(10)}};
    ShareParameter slo{
        *this,
        {.id = "slo",
         .label = words("Promised in time"),
         .effect = words(
             "The share of requests promised to be answered in time; it only affects how the run is judged."),
         .initial = 0.95}};
    DurationParameter sloTime{
        *this,
        {.id = "slo-time",
         .label = words("In time is"),
         .effect = words("How long a request may take to count as in time; it only affects how the run is judged."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::milliseconds(500)}};
};

} // namespace coroscope::service
