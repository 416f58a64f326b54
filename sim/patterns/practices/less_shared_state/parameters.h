// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

namespace coroscope::practices::sharing {

/// Which task changes the state.
enum class Variant : std::uint8_t {
    Lock,  ///< each task itself, one at a time
    Owner, ///< one task, on behalf of the others
};

/// The parameters of the practice, each declared here and nowhere else.
struct Parameters : ParameterTable {
    ChoiceParameter<Variant> variant{
        *this,
        {.id = "variant",
         .label = words("Synchronisation"),
         .effect = words(
             "Whether tasks update the shared state themselves under a lock (a mutex), or send their updates through a "
             "channel to the one task that owns it (an actor). Takes effect with the next update."),
         .choices = {{"lock", words("Lock")}, {"owner", words("Owner")}},
         .initial = Variant::Lock}};
    CountParameter tasks{*this,
                         {.id = "tasks",
                          .label = words("Tasks"),
                          .effect = words("How many tasks update the shared state now and then. When lowered, surplus "
                                          "tasks finish the update they are making."),
                          .unit = {"task", plural("tasks")},
                          .minimum = 1,
                          .maximum = 64,
                          .initial = 8}};
    RandomDurationParameter work{
        *this,
        {.id = "work",
         .label = words("Work between updates"),
         .effect = words(
             "How long a task computes on its own between two updates; also applies to work already under way."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(100),
         .shape = Shape::Exponential}};
    RandomDurationParameter update{
        *this,
        {.id = "update",
         .label = words("Update duration"),
         .effect = words("Length of the critical section: how long an update takes, while no other task may touch the "
                         "state; also applies to updates already under way."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(5),
         .initial = std::chrono::milliseconds(10),
         .shape = Shape::Exponential}};
    CountParameter capacity{
        *this,
        {.id = "capacity",
         .label = words("Owner's channel capacity"),
         .effect = words(
             "How many updates can wait for the owner before senders have to wait; nothing is lost when it shrinks."),
         .unit = {"item", plural("items")},
         .minimum = 0,
         .maximum = 1'000,
         .initial = 16}};
    CountParameter threads{*this,
                           {.id = "threads",
                            .label = words("Threads"),
                            .effect = words("Threads of the executor: how many tasks can compute in parallel. When "
                                            "lowered, tasks finish what they are computing."),
                            .unit = {"thread", plural("threads")},
                            .minimum = 1,
                            .maximum = 64,
                            .initial = 9}};
};

} // namespace coroscope::practices::sharing
