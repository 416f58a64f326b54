// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

namespace coroscope::service {

/// The parameters of the pattern, each declared here and nowhere else.
struct Parameters : ParameterTable {
    RateParameter arrivalRate{
        *this,
        {.id = "arrival-rate",
         .label = "Requests arrive",
         .effect = "How many requests arrive on average, at random moments; applies to the next arrival, too.",
         .minimum = 100,
         .maximum = 1'000'000,
         .initial = 8'000}};
    CountParameter intake{*this,
                          {.id = "intake",
                           .label = "Intake holds",
                           .effect = "How many requests may wait for a worker; when it is full, further ones are "
                                     "refused. Set below its fill, it drops nothing.",
                           .unit = {"request", "requests"},
                           .minimum = 1,
                           .maximum = 256,
                           .initial = 16}};
    CountParameter workers{*this,
                           {.id = "workers",
                            .label = "Workers",
                            .effect = "How many supervised workers take requests; surplus ones finish theirs first.",
                            .unit = {},
                            .minimum = 1,
                            .maximum = 32,
                            .initial = 4}};
    ShareParameter crashRate{*this,
                             {.id = "crash-rate",
                              .label = "Crash rate",
                              .effect = "Chance that a request kills its worker once the backends have answered; the "
                                        "request is lost, and the worker is replaced.",
                              .initial = 0.01}};
    CountParameter backends{*this,
                            {.id = "backends",
                             .label = "Backends",
                             .effect = "How many backends are asked for each request, all at once; holds from the next "
                                       "request on.",
                             .unit = {},
                             .minimum = 1,
                             .maximum = 16,
                             .initial = 3}};
    RandomDurationParameter backendWork{
        *this,
        {.id = "backend-work",
         .label = "A backend works for",
         .effect = "How long a backend needs for an answer; applies to what is under way, too.",
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(80),
         .shape = Shape::Exponential}};
    ShareParameter backendFailureRate{*this,
                                      {.id = "backend-failure-rate",
                                       .label = "Backends fail",
                                       .effect = "Chance that a backend gives an error instead of an answer.",
                                       .initial = 0.02}};
    DurationParameter timeout{
        *this,
        {.id = "timeout",
         .label = "Timeout",
         .effect = "How long an attempt at a backend may take; applies to attempts under way, too.",
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::milliseconds(300)}};
    CountParameter retries{*this,
                           {.id = "retries",
                            .label = "Retries",
                            .effect = "How many times a backend is asked again after an error or a timeout; when that "
                                      "does not help, the request fails.",
                            .unit = {},
                            .minimum = 0,
                            .maximum = 10,
                            .initial = 1}};
    RandomDurationParameter render{*this,
                                   {.id = "render",
                                    .label = "Rendering takes",
                                    .effect = "How long it takes to make a page of the answers, one at a time.",
                                    .minimum = {},
                                    .maximum = std::chrono::seconds(10),
                                    .initial = std::chrono::milliseconds(20)}};
    RandomDurationParameter reply{*this,
                                  {.id = "reply",
                                   .label = "Replying takes",
                                   .effect = "How long it takes to send a page to the client, one at a time.",
                                   .minimum = {},
                                   .maximum = std::chrono::seconds(10),
                                   .initial = std::chrono::milliseconds(10)}};
    ShareParameter slo{
        *this,
        {.id = "slo",
         .label = "Promised in time",
         .effect = "The share of requests promised to be answered in time; it only affects how the run is judged.",
         .initial = 0.95}};
    DurationParameter sloTime{
        *this,
        {.id = "slo-time",
         .label = "In time is",
         .effect = "How long a request may take to count as in time; it only affects how the run is judged.",
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::milliseconds(500)}};
};

} // namespace coroscope::service
