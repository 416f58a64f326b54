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
         .label = words("The state"),
         .effect = words(
             "Whether tasks change the state themselves, under a lock, or ask its owner, from the next update "
             "on."),
         .choices = {{"lock", words("Lock")}, {"owner", words("Owner")}},
         .initial = Variant::Lock}};
    CountParameter tasks{
        *this,
        {.id = "tasks",
         .label = words("Tasks"),
         .effect = words("How many tasks change the state now and then; surplus ones finish the update "
                         "they are at."),
         .unit = {"task", plural("tasks")},
         .minimum = 1,
         .maximum = 64,
         .initial = 8}};
    RandomDurationParameter work{
        *this,
        {.id = "work",
         .label = words("Own work takes"),
         .effect = words("How long a task computes for itself between two updates; applies to what is under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(100),
         .shape = Shape::Exponential}};
    RandomDurationParameter update{
        *this,
        {.id = "update",
         .label = words("An update takes"),
         .effect = words("How long an update of the state takes, during which no other task may "
                         "touch it; applies to what is under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(5),
         .initial = std::chrono::milliseconds(10),
         .shape = Shape::Exponential}};
    CountParameter capacity{
        *this,
        {.id = "capacity",
         .label = words("Owner's channel holds"),
         .effect = words("How many updates can wait for the owner before tasks have to; nothing is lost "
                         "when it shrinks."),
         .unit = {"item", plural("items")},
         .minimum = 0,
         .maximum = 1'000,
         .initial = 16}};
    CountParameter threads{
        *this,
        {.id = "threads",
         .label = words("Threads"),
         .effect = words("How many tasks can compute at the same moment; with fewer, each finishes what "
                         "it computes."),
         .unit = {"thread", plural("threads")},
         .minimum = 1,
         .maximum = 64,
         .initial = 9}};
};

} // namespace coroscope::practices::sharing
