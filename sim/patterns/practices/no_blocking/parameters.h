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
         .label = words("Calls"),
         .effect = words("Whether a call blocks, holding its thread while it waits for the answer, or is async and "
                         "gives the thread back. Takes effect with the next call."),
         .choices = {{"blocking", words("Blocking")}, {"async", words("Async")}},
         .initial = Variant::Blocking}};
    CountParameter callers{
        *this,
        {.id = "callers",
         .label = words("Callers"),
         .effect = words(
             "How many tasks call a slow service again and again. When lowered, surplus callers give up immediately."),
         .unit = {"caller", plural("callers")},
         .minimum = 0,
         .maximum = 16,
         .initial = 2}};
    DurationParameter call{
        *this,
        {.id = "call",
         .label = words("Call duration"),
         .effect = words("How long a caller waits for its answer; also applies to waits already under way."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(30),
         .initial = std::chrono::seconds(1)}};
    OtherTasks others{*this};
};

} // namespace coroscope::practices::noblocking
