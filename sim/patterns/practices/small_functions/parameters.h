// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"
#include "patterns/practices/other_tasks.h"

namespace coroscope::practices::smallfunctions {

/// How a long job is written.
enum class Variant : std::uint8_t {
    Long,  ///< as one function that never awaits
    Short, ///< as small steps, each of them awaited
};

/// The parameters of the practice, each declared here and nowhere else.
struct Parameters : ParameterTable {
    ChoiceParameter<Variant> variant{
        *this,
        {.id = "variant",
         .label = words("Functions"),
         .effect = words(
             "Whether a job computes in one go or lets go of its thread after each step, from the next job on."),
         .choices = {{"long", words("Long")}, {"short", words("Short")}},
         .initial = Variant::Long}};
    CountParameter jobs{*this,
                        {.id = "jobs",
                         .label = words("Jobs at once"),
                         .effect = words("How many tasks do one long job after another; surplus ones stop at once."),
                         .unit = {"job", plural("jobs")},
                         .minimum = 0,
                         .maximum = 16,
                         .initial = 2}};
    DurationParameter job{*this,
                          {.id = "job",
                           .label = words("A job takes"),
                           .effect = words("How long a job computes in all; applies to what is under way, too."),
                           .minimum = std::chrono::milliseconds(100),
                           .maximum = std::chrono::seconds(30),
                           .initial = std::chrono::seconds(1)}};
    CountParameter steps{
        *this,
        {.id = "steps",
         .label = words("Steps of a job"),
         .effect = words("Into how many equal steps a job is cut, where functions are short; from the next "
                         "job on."),
         .unit = {"step", plural("steps")},
         .minimum = 1,
         .maximum = 200,
         .initial = 50}};
    OtherTasks others{*this};
};

} // namespace coroscope::practices::smallfunctions
