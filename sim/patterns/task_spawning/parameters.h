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
                          .effect = words("How many tasks a parent starts; takes effect with the next burst."),
                          .unit = {"task", plural("tasks")},
                          .minimum = 1,
                          .maximum = 1'000,
                          .initial = 8}};
    DurationParameter interval{
        *this,
        {.id = "interval",
         .label = words("Burst interval"),
         .effect = words(
             "Time from the end of one burst to the start of the next; with “Detach”, from start to start."),
         .minimum = std::chrono::milliseconds(100),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(2)}};
    CountParameter threads{*this,
                           {.id = "threads",
                            .label = words("Threads"),
                            .effect = words("Threads of the executor: how many tasks can compute in parallel. When "
                                            "lowered, tasks finish the step they are computing."),
                            .unit = {"thread", plural("threads")},
                            .minimum = 1,
                            .maximum = 64,
                            .initial = 2}};
    RandomDurationParameter compute{
        *this,
        {.id = "compute",
         .label = words("CPU time per step"),
         .effect = words(
             "How long a task computes in each step, which takes a thread; also applies to steps already under way."),
         .minimum = {},
         .maximum = std::chrono::seconds(5),
         .initial = std::chrono::milliseconds(120),
         .shape = Shape::Fixed}};
    RandomDurationParameter wait{*this,
                                 {.id = "wait",
                                  .label = words("I/O wait per step"),
                                  .effect = words("How long a task then waits in each step, as for I/O, which takes no "
                                                  "thread; also applies to waits already under way."),
                                  .minimum = {},
                                  .maximum = std::chrono::seconds(10),
                                  .initial = std::chrono::milliseconds(400),
                                  .shape = Shape::Fixed}};
    CountParameter steps{
        *this,
        {.id = "steps",
         .label = words("Steps per task"),
         .effect = words("How many times a task computes and then waits; also applies to tasks already running."),
         .unit = {"step", plural("steps")},
         .minimum = 1,
         .maximum = 20,
         .initial = 3}};
    ShareParameter failureRate{*this,
                               {.id = "failure-rate",
                                .label = words("Failure rate"),
                                .effect = words("Probability that a task panics at the end of a step's computation."),
                                .initial = 0}};
    ChoiceParameter<Start> start{*this,
                                 {.id = "start",
                                  .label = words("Start"),
                                  .effect = words("Whether the parent spawns all its tasks at once, or awaits each "
                                                  "before it begins the next; takes effect with the next burst."),
                                  .choices = {{"spawn", words("Spawn")}, {"await", words("Await")}},
                                  .initial = Start::Spawn}};
    ChoiceParameter<Handles> handles{
        *this,
        {.id = "handles",
         .label = words("Handles"),
         .effect = words("What the parent does with its tasks' join handles: it awaits them, puts the tasks into a "
                         "scope that cannot end before they do, or drops the handles, which detaches the tasks (bursts "
                         "may then overlap). Takes effect with the next burst."),
         .choices = {{"join", words("Join")}, {"scope", words("Scope")}, {"detach", words("Detach")}},
         .initial = Handles::Join}};
};

} // namespace coroscope::spawning
