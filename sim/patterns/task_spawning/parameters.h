// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

namespace coroscope::spawning {

/// How a parent starts its tasks.
enum class Start : std::uint8_t {
    Spawn, ///< all at once, each on its own
    Await, ///< one after another, in the parent
};

/// What a parent does with the tasks it has spawned.
enum class Handles : std::uint8_t {
    Join,   ///< keeps their handles and awaits them
    Scope,  ///< cannot end before they have
    Detach, ///< drops the handles, and ends
};

/// The parameters of the pattern, each declared here and nowhere else.
struct Parameters : ParameterTable {
    CountParameter tasks{*this,
                         {.id = "tasks",
                          .label = words("Tasks per burst"),
                          .effect = words("How many tasks a parent starts, from the next burst on."),
                          .unit = {"task", plural("tasks")},
                          .minimum = 1,
                          .maximum = 1'000,
                          .initial = 8}};
    DurationParameter interval{
        *this,
        {.id = "interval",
         .label = words("Next burst after"),
         .effect = words("How long after the end of a burst the next one begins; with “Detach”, after "
                         "its start."),
         .minimum = std::chrono::milliseconds(100),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(2)}};
    CountParameter threads{
        *this,
        {.id = "threads",
         .label = words("Threads"),
         .effect = words("How many tasks can compute at the same moment; with fewer, each finishes the step "
                         "it computes."),
         .unit = {"thread", plural("threads")},
         .minimum = 1,
         .maximum = 64,
         .initial = 2}};
    RandomDurationParameter compute{
        *this,
        {.id = "compute",
         .label = words("Compute for"),
         .effect = words("How long a task computes in each step, on a thread; applies to what is under way, too."),
         .minimum = {},
         .maximum = std::chrono::seconds(5),
         .initial = std::chrono::milliseconds(120),
         .shape = Shape::Fixed}};
    RandomDurationParameter wait{
        *this,
        {.id = "wait",
         .label = words("Then wait for"),
         .effect = words(
             "How long a task then waits in each step, which takes no thread; applies to waits under way, too."),
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(400),
         .shape = Shape::Fixed}};
    CountParameter steps{*this,
                         {.id = "steps",
                          .label = words("Steps per task"),
                          .effect = words("How often a task computes and waits; applies to tasks under way, too."),
                          .unit = {"step", plural("steps")},
                          .minimum = 1,
                          .maximum = 20,
                          .initial = 3}};
    ShareParameter failureRate{*this,
                               {.id = "failure-rate",
                                .label = words("Failure rate"),
                                .effect = words("Chance that a task panics at the end of the computing of a step."),
                                .initial = 0}};
    ChoiceParameter<Start> start{
        *this,
        {.id = "start",
         .label = words("Start"),
         .effect = words("Whether the parent spawns its tasks all at once or runs them itself, one "
                         "after another; from the next burst on."),
         .choices = {{"spawn", words("Spawn")}, {"await", words("Await")}},
         .initial = Start::Spawn}};
    ChoiceParameter<Handles> handles{
        *this,
        {.id = "handles",
         .label = words("Handles"),
         .effect = words(
             "Whether the parent awaits its tasks, cannot end before they have, or forgets them; with “Detach”, "
             "bursts may overlap; from the next burst on."),
         .choices = {{"join", words("Join")}, {"scope", words("Scope")}, {"detach", words("Detach")}},
         .initial = Handles::Join}};
};

} // namespace coroscope::spawning
