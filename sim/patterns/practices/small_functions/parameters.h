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
         .effect = words("Whether a job computes in one long function without an await, or in short steps and yields "
                         "its thread after each. Takes effect with the next job."),
         .choices = {{"long", words("Long")}, {"short", words("Short")}},
         .initial = Variant::Long}};
    CountParameter jobs{
        *this,
        {.id = "jobs",
         .label = words("Concurrent jobs"),
         .effect = words("How many tasks do one long job after another. When lowered, surplus ones stop immediately."),
         .unit = {"job", plural("jobs")},
         .minimum = 0,
         .maximum = 16,
         .initial = 2}};
    DurationParameter job{*this,
                          {.id = "job",
                           .label = words("CPU time per job"),
                           .effect = words("How long a job computes in all; also applies to jobs already under way."),
                           .minimum = std::chrono::milliseconds(100),
                           .maximum = std::chrono::seconds(30),
                           .initial = std::chrono::seconds(1)}};
    CountParameter steps{
        *this,
        {.id = "steps",
         .label = words("Steps per job"),
         .effect = words(
             "How many equal steps a job is cut into, where functions are short; takes effect with the next job."),
         .unit = {"step", plural("steps")},
         .minimum = 1,
         .maximum = 200,
         .initial = 50}};
    OtherTasks others{*this};
};

} // namespace coroscope::practices::smallfunctions
