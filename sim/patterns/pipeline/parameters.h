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
         .label = "Stages",
         .effect = "How many stages there are; one that is removed drains its channel first, so nothing is lost.",
         .unit = {},
         .minimum = 1,
         .maximum = mostStages,
         .initial = 3}};
    RandomDurationParameter interval{
        *this,
        {.id = "interval",
         .label = "Make an item every",
         .effect = "How long the source needs to make an item; applies to items being made, too.",
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(250),
         .shape = Shape::Fixed}};
    CountParameter capacity{*this,
                            {.id = "capacity",
                             .label = "Capacity of each channel",
                             .effect = "How many items each channel holds; set below the fill, it drops nothing: "
                                       "senders wait until it has drained.",
                             .unit = {"item", "items"},
                             .minimum = 1,
                             .maximum = 256,
                             .initial = 4}};
    std::array<DurationParameter, mostStages> work{
        workOf("work-1", "Stage 1 works for", 200), workOf("work-2", "Stage 2 works for", 350),
        workOf("work-3", "Stage 3 works for", 150), workOf("work-4", "Stage 4 works for", 200),
        workOf("work-5", "Stage 5 works for", 200), workOf("work-6", "Stage 6 works for", 200)};
    ChoiceParameter<Shape> workShape{*this,
                                     {.id = "work-shape",
                                      .label = "Shape of the work",
                                      .effect = "How the working time of every stage varies around its mean, from one "
                                                "item to the next.",
                                      .choices = {{"fixed", "Fixed"},
                                                  {"uniform", "Uniform"},
                                                  {"exponential", "Exponential"},
                                                  {"lognormal", "Lognormal"}},
                                      .initial = Shape::Fixed}};
    std::array<CountParameter, mostStages> workers{
        workersOf("workers-1", "Workers of stage 1"), workersOf("workers-2", "Workers of stage 2"),
        workersOf("workers-3", "Workers of stage 3"), workersOf("workers-4", "Workers of stage 4"),
        workersOf("workers-5", "Workers of stage 5"), workersOf("workers-6", "Workers of stage 6")};
    ShareParameter failureRate{*this,
                               {.id = "failure-rate",
                                .label = "Failure rate",
                                .effect = "Chance that a stage fails an item at the end of its work, at every attempt.",
                                .initial = 0}};
    ChoiceParameter<OnFailure> onFailure{
        *this,
        {.id = "on-failure",
         .label = "When the work has failed",
         .effect = "What becomes of the item: it is dropped, tried again at once, or put into a channel of its own.",
         .choices = {{"drop", "Drop"}, {"retry", "Retry"}, {"dead-letter", "Dead letter"}},
         .initial = OnFailure::Drop}};
    CountParameter retries{
        *this,
        {.id = "retries",
         .label = "Retries",
         .effect = "How often a stage tries again after the first attempt; then the item is dropped.",
         .unit = {},
         .minimum = 0,
         .maximum = 10,
         .initial = 3}};
    ChoiceParameter<Order> order{*this,
                                 {.id = "order",
                                  .label = "Order",
                                  .effect = "Whether items may overtake each other in a stage with several workers, or "
                                            "a worker holds what it has finished until its turn.",
                                  .choices = {{"any", "Any"}, {"keep", "Keep"}},
                                  .initial = Order::Any}};

    Parameters()
    {
        workShape.onChanged([this] {
            for (DurationParameter &one : work)
                one.live().setShape(workShape());
        });
    }

private:
    DurationParameter workOf(std::string_view id, std::string_view label, int milliseconds)
    {
        return {*this,
                {.id = id,
                 .label = label,
                 .effect = "How long a worker of this stage needs for an item; applies to work under way, too.",
                 .minimum = std::chrono::milliseconds(1),
                 .maximum = std::chrono::seconds(10),
                 .initial = std::chrono::milliseconds(milliseconds)}};
    }
    CountParameter workersOf(std::string_view id, std::string_view label)
    {
        return {
            *this,
            {.id = id,
             .label = label,
             .effect =
                 "How many tasks take items from the channel before this stage; surplus ones finish their item first.",
             .unit = {},
             .minimum = 1,
             .maximum = mostWorkers,
             .initial = 1}};
    }
};

} // namespace coroscope::pipeline
