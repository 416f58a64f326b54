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
         .effect = words("How many clients send requests; one that is let go sends the request it has in "
                         "hand first."),
         .unit = {},
         .minimum = 1,
         .maximum = 100,
         .initial = 3}};
    RandomDurationParameter interval{
        *this,
        {.id = "interval",
         .label = words("Each sends every"),
         .effect = words("How long a client pauses between two requests; applies to pauses under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(1),
         .shape = Shape::Exponential}};
    RateParameter rate{
        *this,
        {.id = "rate",
         .label = words("Rate"),
         .effect = words("How many tokens come per second, and so how many requests pass in the long run; "
                         "applies to the next token, too."),
         .minimum = 100,
         .maximum = 1'000'000,
         .initial = 5'000}};
    CountParameter burst{
        *this,
        {.id = "burst",
         .label = words("Burst"),
         .effect = words("How many tokens the bucket holds, and so how many requests can pass at once; "
                         "tokens for which there is no room any more are thrown away."),
         .unit = {"token", plural("tokens")},
         .minimum = 1,
         .maximum = 100,
         .initial = 5}};
    ChoiceParameter<WhenEmpty> whenEmpty{
        *this,
        {.id = "when-empty",
         .label = words("Without a token"),
         .effect = words(
             "What becomes of a request that finds no token, from the next request on; those that wait already "
             "still get theirs."),
         .choices = {{"wait", words("Wait")}, {"refuse", words("Refuse")}, {"queue", words("Queue")}},
         .initial = WhenEmpty::Wait}};
    CountParameter capacity{
        *this,
        {.id = "capacity",
         .label = words("Queue capacity"),
         .effect = words("How many requests the queue holds; further ones are refused. Set below its "
                         "fill, it drops nothing."),
         .unit = {"request", plural("requests")},
         .minimum = 1,
         .maximum = 256,
         .initial = 10}};
    CountParameter workers{*this,
                           {.id = "workers",
                            .label = words("Workers"),
                            .effect = words("How many workers serve the requests that have passed; surplus ones finish "
                                            "theirs first."),
                            .unit = {},
                            .minimum = 1,
                            .maximum = 64,
                            .initial = 3}};
    RandomDurationParameter work{
        *this,
        {.id = "work",
         .label = words("Serving one takes"),
         .effect = words("How long a worker needs for a request; applies to work under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(300),
         .shape = Shape::Exponential}};
};

} // namespace coroscope::limiting
