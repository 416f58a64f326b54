// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

namespace coroscope::limiting {

/// What becomes of a request that finds no token.
enum class WhenEmpty : std::uint8_t {
    Wait,   ///< its client waits for a token
    Refuse, ///< it is refused at once
    Queue,  ///< it waits in a bounded queue, and its client goes on
};

/// The parameters of the pattern, each declared here and nowhere else.
struct Parameters : ParameterTable {
    CountParameter clients{
        *this,
        {.id = "clients",
         .label = words("Clients"),
         .effect = words(
             "How many clients send requests. When lowered, surplus clients first send the request they have in hand."),
         .unit = {},
         .minimum = 1,
         .maximum = 100,
         .initial = 3}};
    RandomDurationParameter interval{
        *this,
        {.id = "interval",
         .label = words("Request interval"),
         .effect = words("How long each client pauses between two requests; also applies to pauses already under way."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(1),
         .shape = Shape::Exponential}};
    RateParameter rate{*this,
                       {.id = "rate",
                        .label = words("Rate"),
                        .effect = words("How many tokens are added per second, and so how many requests can pass in "
                                        "the long run; also applies to the token that is due next."),
                        .minimum = 100,
                        .maximum = 1'000'000,
                        .initial = 5'000}};
    CountParameter burst{*this,
                         {.id = "burst",
                          .label = words("Burst size"),
                          .effect = words("How many tokens the bucket holds, and so how many requests can pass back to "
                                          "back. When lowered, tokens that no longer fit are discarded."),
                          .unit = {"token", plural("tokens")},
                          .minimum = 1,
                          .maximum = 100,
                          .initial = 5}};
    ChoiceParameter<WhenEmpty> whenEmpty{
        *this,
        {.id = "when-empty",
         .label = words("Over the limit"),
         .effect = words("What becomes of a request that finds no token: its client waits for one, it is refused (load "
                         "shedding), or it joins a bounded queue. Takes effect with the next request."),
         .choices = {{"wait", words("Wait")}, {"refuse", words("Refuse")}, {"queue", words("Queue")}},
         .initial = WhenEmpty::Wait}};
    CountParameter capacity{
        *this,
        {.id = "capacity",
         .label = words("Queue capacity"),
         .effect = words(
             "How many requests the queue holds; further ones are refused. Set below its fill, it drops nothing."),
         .unit = {"request", plural("requests")},
         .minimum = 1,
         .maximum = 256,
         .initial = 10}};
    CountParameter workers{*this,
                           {.id = "workers",
                            .label = words("Workers"),
                            .effect = words("How many workers serve the requests that have passed. When lowered, "
                                            "surplus workers finish theirs first."),
                            .unit = {},
                            .minimum = 1,
                            .maximum = 64,
                            .initial = 3}};
    RandomDurationParameter work{
        *this,
        {.id = "work",
         .label = words("Service time"),
         .effect = words("How long a worker takes to serve a request; also applies to work already under way."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(300),
         .shape = Shape::Exponential}};
};

} // namespace coroscope::limiting
