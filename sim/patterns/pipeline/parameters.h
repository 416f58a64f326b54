// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

#include <array>

namespace coroscope::pipeline {

inline constexpr std::uint32_t mostStages = 6;
inline constexpr std::uint32_t mostWorkers = 16;

/// What becomes of an item whose work has failed.
enum class OnFailure : std::uint8_t { Drop, Retry, DeadLetter };
/// In which order the workers of a stage pass on what they have finished.
enum class Order : std::uint8_t { Any, Keep };

/// The parameters of the pattern, each declared here and nowhere else.
struct Parameters : ParameterTable {
    CountParameter stages{
        *this,
        {.id = "stages",
         .label = words("Stages"),
         .effect = words(
             "How many stages the pipeline has; a stage that is removed drains its channel first, so nothing is lost."),
         .unit = {},
         .minimum = 1,
         .maximum = mostStages,
         .initial = 3}};
    RandomDurationParameter interval{
        *this,
        {.id = "interval",
         .label = words("Time to produce an item"),
         .effect = words("How long the source takes to make an item; also applies to the one being made."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(250),
         .shape = Shape::Fixed}};
    CountParameter capacity{*this,
                            {.id = "capacity",
                             .label = words("Channel capacity"),
                             .effect = words("How many items each channel can buffer. Set below its fill, it drops "
                                             "nothing: senders wait until it has drained."),
                             .unit = {"item", plural("items")},
                             .minimum = 1,
                             .maximum = 256,
                             .initial = 4}};
    std::array<DurationParameter, mostStages> work{
        workOf("work-1", words("Stage 1 service time"), 200), workOf("work-2", words("Stage 2 service time"), 350),
        workOf("work-3", words("Stage 3 service time"), 150), workOf("work-4", words("Stage 4 service time"), 200),
        workOf("work-5", words("Stage 5 service time"), 200), workOf("work-6", words("Stage 6 service time"), 200)};
    ChoiceParameter<Shape> workShape{
        *this,
        {.id = "work-shape",
         .label = words("Service time distribution"),
         .effect = words("How every stage's service time varies around its mean, from one item to the next."),
         .choices = {{"fixed", words("Fixed")},
                     {"uniform", words("Uniform")},
                     {"exponential", words("Exponential")},
                     {"lognormal", words("Lognormal")}},
         .initial = Shape::Fixed}};
    std::array<CountParameter, mostStages> workers{
        workersOf("workers-1", words("Stage 1 workers")), workersOf("workers-2", words("Stage 2 workers")),
        workersOf("workers-3", words("Stage 3 workers")), workersOf("workers-4", words("Stage 4 workers")),
        workersOf("workers-5", words("Stage 5 workers")), workersOf("workers-6", words("Stage 6 workers"))};
    ShareParameter failureRate{
        *this,
        {.id = "failure-rate",
         .label = words("Failure rate"),
         .effect = words("Probability that a stage's work on an item fails, drawn at the end of each attempt."),
         .initial = 0}};
    ChoiceParameter<OnFailure> onFailure{
        *this,
        {.id = "on-failure",
         .label = words("On failure"),
         .effect = words("What becomes of an item whose work failed: it is dropped, retried immediately, or sent to a "
                         "dead-letter channel."),
         .choices = {{"drop", words("Drop")}, {"retry", words("Retry")}, {"dead-letter", words("Dead letter")}},
         .initial = OnFailure::Drop}};
    CountParameter retries{
        *this,
        {.id = "retries",
         .label = words("Retries"),
         .effect = words("How many times a stage retries after the first attempt; after that, the item is dropped."),
         .unit = {},
         .minimum = 0,
         .maximum = 10,
         .initial = 3}};
    ChoiceParameter<Order> order{
        *this,
        {.id = "order",
         .label = words("Order"),
         .effect = words("Whether items may overtake each other in a stage with several workers, or each worker holds "
                         "its finished item until its turn comes."),
         .choices = {{"any", words("Unordered")}, {"keep", words("Ordered")}},
         .initial = Order::Any}};

    Parameters()
    {
        workShape.onChanged([this] {
            for (DurationParameter &one : work)
                one.live().setShape(workShape());
        });
    }

private:
    DurationParameter workOf(std::string_view id, Words label, int milliseconds)
    {
        return {
            *this,
            {.id = id,
             .label = label,
             .effect = words("How long a worker of this stage takes per item; also applies to work already under way."),
             .minimum = std::chrono::milliseconds(1),
             .maximum = std::chrono::seconds(10),
             .initial = std::chrono::milliseconds(milliseconds)}};
    }
    CountParameter workersOf(std::string_view id, Words label)
    {
        return {*this,
                {.id = id,
                 .label = label,
                 .effect = words("How many tasks take items from the channel before this stage. When lowered, surplus "
                                 "workers finish their item first."),
                 .unit = {},
                 .minimum = 1,
                 .maximum = mostWorkers,
                 .initial = 1}};
    }
};

} // namespace coroscope::pipeline
