// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

namespace coroscope::service {

/// The parameters of the pattern, each declared here and nowhere else.
struct Parameters : ParameterTable {
    RateParameter arrivalRate{*this,
                              {.id = "arrival-rate",
                               .label = words("Arrival rate"),
                               .effect = words("How many requests arrive per second on average, at random moments (a "
                                               "Poisson process); also applies to the next arrival."),
                               .minimum = 100,
                               .maximum = 1'000'000,
                               .initial = 8'000}};
    CountParameter intake{*this,
                          {.id = "intake",
                           .label = words("Intake capacity"),
                           .effect = words("How many requests can wait for a worker; when the intake is full, further "
                                           "ones are refused (load shedding). Set below its fill, it drops nothing."),
                           .unit = {"request", plural("requests")},
                           .minimum = 1,
                           .maximum = 256,
                           .initial = 16}};
    CountParameter workers{
        *this,
        {.id = "workers",
         .label = words("Workers"),
         .effect = words(
             "How many supervised workers take requests. When lowered, surplus workers finish theirs first."),
         .unit = {},
         .minimum = 1,
         .maximum = 32,
         .initial = 4}};
    ShareParameter crashRate{*this,
                             {.id = "crash-rate",
                              .label = words("Crash rate"),
                              .effect = words("Probability that a request crashes its worker once the backends have "
                                              "answered; the request is lost, and the supervisor restarts the worker."),
                              .initial = 0.01}};
    CountParameter backends{
        *this,
        {.id = "backends",
         .label = words("Backends"),
         .effect = words(
             "How many backends each request fans out to, all at once; takes effect with the next request."),
         .unit = {},
         .minimum = 1,
         .maximum = 16,
         .initial = 3}};
    RandomDurationParameter backendWork{
        *this,
        {.id = "backend-work",
         .label = words("Backend latency"),
         .effect = words("How long a backend takes to answer; also applies to calls already under way."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(80),
         .shape = Shape::Exponential}};
    ShareParameter backendFailureRate{
        *this,
        {.id = "backend-failure-rate",
         .label = words("Backend failure rate"),
         .effect = words("Probability that a backend returns an error instead of an answer."),
         .initial = 0.02}};
    DurationParameter timeout{*this,
                              {.id = "timeout",
                               .label = words("Timeout"),
                               .effect = words("How long an attempt at a backend call may take before it is cancelled; "
                                               "also applies to attempts already under way."),
                               .minimum = std::chrono::milliseconds(1),
                               .maximum = std::chrono::seconds(60),
                               .initial = std::chrono::milliseconds(300)}};
    CountParameter retries{
        *this,
        {.id = "retries",
         .label = words("Retries"),
         .effect = words(
             "How many times a backend call is retried after an error or a timeout; after that, the request fails."),
         .unit = {},
         .minimum = 0,
         .maximum = 10,
         .initial = 1}};
    RandomDurationParameter render{
        *this,
        {.id = "render",
         .label = words("Rendering time"),
         .effect = words("How long the renderer takes to make a page from the answers, one request at a time."),
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(20)}};
    RandomDurationParameter reply{
        *this,
        {.id = "reply",
         .label = words("Reply time"),
         .effect = words("How long the replier takes to send a page to the client, one request at a time."),
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(10)}};
    ShareParameter slo{*this,
                       {.id = "slo",
                        .label = words("SLO target"),
                        .effect = words("Service-level objective: the share of requests that should be answered within "
                                        "the SLO latency. It only affects how the run is judged."),
                        .initial = 0.95}};
    DurationParameter sloTime{*this,
                              {.id = "slo-time",
                               .label = words("SLO latency"),
                               .effect = words("Service-level objective: how long a request may take to count as in "
                                               "time. It only affects how the run is judged."),
                               .minimum = std::chrono::milliseconds(1),
                               .maximum = std::chrono::seconds(60),
                               .initial = std::chrono::milliseconds(500)}};
};

} // namespace coroscope::service
