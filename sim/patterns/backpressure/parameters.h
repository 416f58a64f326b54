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
                              .effect = words("How many tasks produce items and send them into the channel."),
                              .unit = {},
                              .minimum = 1,
                              .maximum = 100,
                              .initial = 3}};
    RandomDurationParameter interval{
        *this,
        {.id = "interval",
         .label = words("Time to produce an item"),
         .effect = words("How long a producer takes to make an item; also applies to items being made."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(300),
         .shape = Shape::Uniform}};
    CountParameter burst{
        *this,
        {.id = "burst",
         .label = words("Burst size"),
         .effect = words("How many items a producer makes in one go, before it sends them back to back."),
         .unit = {},
         .minimum = 1,
         .maximum = 100,
         .initial = 1}};
    CountParameter consumers{
        *this,
        {.id = "consumers",
         .label = words("Consumers"),
         .effect = words(
             "How many tasks take items from the channel and work on them; with none, everything comes to a stop."),
         .unit = {},
         .minimum = 0,
         .maximum = 100,
         .initial = 2}};
    RandomDurationParameter work{
        *this,
        {.id = "work",
         .label = words("Service time"),
         .effect = words("How long a consumer works on an item; also applies to work already under way."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(300),
         .shape = Shape::Fixed}};
    CountParameter capacity{*this,
                            {.id = "capacity",
                             .label = words("Channel capacity"),
                             .effect = words("How many items the channel can buffer. Set below its fill, it drops "
                                             "nothing: senders wait until it has drained."),
                             .unit = {"item", plural("items")},
                             .minimum = 1,
                             .maximum = 256,
                             .initial = 10}};
    ChoiceParameter<WhenFull> whenFull{
        *this,
        {.id = "when-full",
         .label = words("Overflow policy"),
         .effect = words(
             "What happens to an item when the channel is full: its sender waits (backpressure), the new item or the "
             "oldest one is dropped (load shedding), or there is no limit and the channel just grows."),
         .choices = {{"wait", words("Wait")},
                     {"drop-newest", words("Drop newest")},
                     {"drop-oldest", words("Drop oldest")},
                     {"unbounded", words("Unbounded")}},
         .initial = WhenFull::Wait}};
    CountParameter memoryLimit{
        *this,
        {.id = "memory-limit",
         .label = words("Memory limit"),
         .effect = words(
             "With an unbounded channel, the process runs out of memory and dies at this many items in it."),
         .unit = {"item", plural("items")},
         .minimum = 0,
         .maximum = 100'000,
         .initial = 100,
         .zeroIsOff = true}};
    DurationParameter crashDelay{
        *this,
        {.id = "crash-delay",
         .label = words("Restart delay"),
         .effect = words(
             "How long the process stays down after a crash. What was in the channel and in the tasks' hands is lost."),
         .minimum = {},
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(2)}};
    ShareParameter failureRate{
        *this,
        {.id = "failure-rate",
         .label = words("Failure rate"),
         .effect = words(
             "Probability that a consumer's work on an item fails at the end; the consumer itself lives on."),
         .initial = 0}};
};

} // namespace coroscope::backpressure
