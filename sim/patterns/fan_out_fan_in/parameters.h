// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

namespace coroscope::fan_out_fan_in {

/// What the failure of a subtask does to its job.
enum class OnFailure : std::uint8_t {
    FailFast, ///< the siblings are cancelled, and the job has failed
    Collect,  ///< the error is collected like a result
    Retry,    ///< it is retried at once; with no retry left, as FailFast
};

/// How the coordinator awaits results.
enum class Gather : std::uint8_t {
    InOrder,     ///< it awaits the handles one after another, in the order of spawning
    AsCompleted, ///< it takes whichever ends next
};

/// The parameters of the pattern, each declared here and nowhere else.
struct Parameters : ParameterTable {
    CountParameter subtasks{*this,
                            {.id = "subtasks",
                             .label = words("Subtasks"),
                             .effect = words("Into how many subtasks a job is split; takes effect with the next job."),
                             .unit = {},
                             .minimum = 1,
                             .maximum = 500,
                             .initial = 5}};
    CountParameter limit{
        *this,
        {.id = "limit",
         .label = words("At once"),
         .effect = words("How many subtasks may run at once; the others wait their turn. Raised, more start "
                         "right away; lowered, none is stopped."),
         .unit = {},
         .minimum = 1,
         .maximum = 500,
         .initial = 500}};
    DurationParameter interval{
        *this,
        {.id = "interval",
         .label = words("Next job after"),
         .effect = words(
             "How long the coordinator rests between the end of a job and the next; applies to a rest under way, too."),
         .minimum = {},
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(1)}};
    RandomDurationParameter work{*this,
                                 {.id = "work",
                                  .label = words("Work on a subtask for"),
                                  .effect = words("How long a subtask takes; applies to work under way, too."),
                                  .minimum = std::chrono::milliseconds(1),
                                  .maximum = std::chrono::seconds(10),
                                  .initial = std::chrono::milliseconds(600),
                                  .shape = Shape::Exponential}};
    ShareParameter failureRate{
        *this,
        {.id = "failure-rate",
         .label = words("Failure rate"),
         .effect = words("Chance that a subtask fails at the end of its work, drawn anew for each attempt."),
         .initial = 0}};
    ChoiceParameter<OnFailure> onFailure{
        *this,
        {.id = "on-failure",
         .label = words("When a subtask fails"),
         .effect = words(
             "What the failure of a subtask does to the job: the whole job is cancelled as soon as the failure is "
             "awaited, the error is collected with the results, or the subtask is retried."),
         .choices = {{"fail-fast", words("Fail fast")}, {"collect", words("Collect")}, {"retry", words("Retry")}},
         .initial = OnFailure::FailFast}};
    CountParameter retries{
        *this,
        {.id = "retries",
         .label = words("Retries"),
         .effect = words("How often a failed subtask is retried, right away; after that the job fails."),
         .unit = {},
         .minimum = 0,
         .maximum = 10,
         .initial = 2}};
    ChoiceParameter<Gather> gather{
        *this,
        {.id = "gather",
         .label = words("Gather"),
         .effect = words("Whether results are awaited one after another in the order of the "
                         "subtasks, so that a failure is seen only when its turn has come, or "
                         "taken as they come; takes effect with the next job."),
         .choices = {{"in-order", words("In order")}, {"as-completed", words("As completed")}},
         .initial = Gather::InOrder}};
    CountParameter quorum{
        *this,
        {.id = "quorum",
         .label = words("Results needed"),
         .effect = words("How many results are enough; the remaining subtasks are then cancelled. 0 means "
                         "all. Takes effect with the next job."),
         .unit = {},
         .minimum = 0,
         .maximum = 500,
         .initial = 0}};
};

/// How many results a job needs: `quorum`, if that is fewer than all.
inline int needed(const Parameters &p)
{
    return p.quorum() == 0 || p.quorum() > p.subtasks() ? p.subtasks() : p.quorum();
}

} // namespace coroscope::fan_out_fan_in
