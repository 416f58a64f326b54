// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/channel.h"
#include "pattern/parameter.h"

namespace coroscope::backpressure {

/// The parameters of the pattern, each declared here and nowhere else.
struct Parameters : ParameterTable {
    CountParameter producers{*this,
                             {.id = "producers",
                              .label = words("Producers"),
                              .effect = words("How many tasks make items."),
                              .unit = {},
                              .minimum = 1,
                              .maximum = 100,
                              .initial = 3}};
    RandomDurationParameter interval{
        *this,
        {.id = "interval",
         .label = words("Make an item every"),
         .effect = words("How long a producer needs to make an item; applies to items being made, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(300),
         .shape = Shape::Uniform}};
    CountParameter burst{
        *this,
        {.id = "burst",
         .label = words("Burst"),
         .effect = words("How many items a producer makes in one go before it sends them one after another."),
         .unit = {},
         .minimum = 1,
         .maximum = 100,
         .initial = 1}};
    CountParameter consumers{
        *this,
        {.id = "consumers",
         .label = words("Consumers"),
         .effect = words("How many tasks take items and work on them; with none, everything comes to "
                         "a stop."),
         .unit = {},
         .minimum = 0,
         .maximum = 100,
         .initial = 2}};
    RandomDurationParameter work{
        *this,
        {.id = "work",
         .label = words("Work on an item for"),
         .effect = words("How long a consumer needs for an item; applies to work under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(300),
         .shape = Shape::Fixed}};
    CountParameter capacity{*this,
                            {.id = "capacity",
                             .label = words("Channel capacity"),
                             .effect = words("How many items the channel holds; set below its fill, it drops nothing: "
                                             "senders wait until it has drained."),
                             .unit = {"item", plural("items")},
                             .minimum = 1,
                             .maximum = 256,
                             .initial = 10}};
    ChoiceParameter<WhenFull> whenFull{*this,
                                       {.id = "when-full",
                                        .label = words("When the channel is full"),
                                        .effect = words("What happens to an item for which the channel has no room."),
                                        .choices = {{"wait", words("Wait")},
                                                    {"drop-newest", words("Drop newest")},
                                                    {"drop-oldest", words("Drop oldest")},
                                                    {"unbounded", words("Unbounded")}},
                                        .initial = WhenFull::Wait}};
    CountParameter memoryLimit{
        *this,
        {.id = "memory-limit",
         .label = words("Memory runs out at"),
         .effect = words("With an unbounded channel, the process dies with this many items in it."),
         .unit = {"item", plural("items")},
         .minimum = 0,
         .maximum = 100'000,
         .initial = 100,
         .zeroIsOff = true}};
    DurationParameter crashDelay{
        *this,
        {.id = "crash-delay",
         .label = words("Restarts after"),
         .effect = words("How long the process stays down after a crash; what was in the channel and in hand is lost."),
         .minimum = {},
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(2)}};
    ShareParameter failureRate{
        *this,
        {.id = "failure-rate",
         .label = words("Failure rate"),
         .effect = words("Chance that a consumer fails an item at the end of its work; the consumer "
                         "lives on."),
         .initial = 0}};
};

} // namespace coroscope::backpressure
