// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"
#include "patterns/practices/other_tasks.h"

namespace coroscope::practices::noblocking {

/// How a caller waits for its answer.
enum class Variant : std::uint8_t {
    Blocking, ///< holding its thread
    Async,    ///< without one
};

/// The parameters of the practice, each declared here and nowhere else.
struct Parameters : ParameterTable {
    ChoiceParameter<Variant> variant{
        *this,
        {.id = "variant",
         .label = words("Callers wait"),
         .effect = words("Whether a caller keeps its thread while it waits for an answer, from the next call on."),
         .choices = {{"blocking", words("Blocking")}, {"async", words("Async")}},
         .initial = Variant::Blocking}};
    CountParameter callers{
        *this,
        {.id = "callers",
         .label = words("Callers"),
         .effect = words("How many tasks call a slow service again and again; surplus ones give up at "
                         "once."),
         .unit = {"caller", plural("callers")},
         .minimum = 0,
         .maximum = 16,
         .initial = 2}};
    DurationParameter call{*this,
                           {.id = "call",
                            .label = words("An answer takes"),
                            .effect = words("How long a caller waits for its answer; applies to waits under way, too."),
                            .minimum = std::chrono::milliseconds(1),
                            .maximum = std::chrono::seconds(30),
                            .initial = std::chrono::seconds(1)}};
    OtherTasks others{*this};
};

} // namespace coroscope::practices::noblocking
