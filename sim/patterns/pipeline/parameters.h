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
             "How many stages there are; one that is removed drains its channel first, so nothing is lost."),
         .unit = {},
         .minimum = 1,
         .maximum = mostStages,
         .initial = 3}};
    RandomDurationParameter interval{
        *this,
        {.id = "interval",
         .label = words("Make an item every"),
         .effect = words("How long the source needs to make an item; applies to items being made, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(250),
         .shape = Shape::Fixed}};
    CountParameter capacity{*this,
                            {.id = "capacity",
                             .label = words("Capacity of each channel"),
                             .effect = words("How many items each channel holds; set below the fill, it drops nothing: "
                                             "senders wait until it has drained."),
                             .unit = {"item", plural("items")},
                             .minimum = 1,
                             .maximum = 256,
                             .initial = 4}};
    std::array<DurationParameter, mostStages> work{
        workOf("work-1", words("Stage 1 works for"), 200), workOf("work-2", words("Stage 2 works for"), 350),
        workOf("work-3", words("Stage 3 works for"), 150), workOf("work-4", words("Stage 4 works for"), 200),
        workOf("work-5", words("Stage 5 works for"), 200), workOf("work-6", words("Stage 6 works for"), 200)};
    ChoiceParameter<Shape> workShape{
        *this,
        {.id = "work-shape",
         .label = words("Shape of the work"),
         .effect = words("How the working time of every stage varies around its mean, from one "
                         "item to the next."),
         .choices = {{"fixed", words("Fixed")},
                     {"uniform", words("Uniform")},
                     {"exponential", words("Exponential")},
                     {"lognormal", words("Lognormal")}},
         .initial = Shape::Fixed}};
    std::array<CountParameter, mostStages> workers{
        workersOf("workers-1", words("Workers of stage 1")), workersOf("workers-2", words("Workers of stage 2")),
        workersOf("workers-3", words("Workers of stage 3")), workersOf("workers-4", words("Workers of stage 4")),
        workersOf("workers-5", words("Workers of stage 5")), workersOf("workers-6", words("Workers of stage 6"))};
    ShareParameter failureRate{
        *this,
        {.id = "failure-rate",
         .label = words("Failure rate"),
         .effect = words("Chance that a stage fails an item at the end of its work, at every attempt."),
         .initial = 0}};
    ChoiceParameter<OnFailure> onFailure{
        *this,
        {.id = "on-failure",
         .label = words("When the work has failed"),
         .effect = words(
             "What becomes of the item: it is dropped, tried again at once, or put into a channel of its own."),
         .choices = {{"drop", words("Drop")}, {"retry", words("Retry")}, {"dead-letter", words("Dead letter")}},
         .initial = OnFailure::Drop}};
    CountParameter retries{
        *this,
        {.id = "retries",
         .label = words("Retries"),
         .effect = words("How often a stage tries again after the first attempt; then the item is dropped."),
         .unit = {},
         .minimum = 0,
         .maximum = 10,
         .initial = 3}};
    ChoiceParameter<Order> order{
        *this,
        {.id = "order",
         .label = words("Order"),
         .effect = words("Whether items may overtake each other in a stage with several workers, or "
                         "a worker holds what it has finished until its turn."),
         .choices = {{"any", words("Any")}, {"keep", words("Keep")}},
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
        return {*this,
                {.id = id,
                 .label = label,
                 .effect = words("How long a worker of this stage needs for an item; applies to work under way, too."),
                 .minimum = std::chrono::milliseconds(1),
                 .maximum = std::chrono::seconds(10),
                 .initial = std::chrono::milliseconds(milliseconds)}};
    }
    CountParameter workersOf(std::string_view id, Words label)
    {
        return {
            *this,
            {.id = id,
             .label = label,
             .effect = words(
                 "How many tasks take items from the channel before this stage; surplus ones finish their item first."),
             .unit = {},
             .minimum = 1,
             .maximum = mostWorkers,
             .initial = 1}};
    }
};

} // namespace coroscope::pipeline
