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
                             .effect = words("How many subtasks a job fans out into; takes effect with the next job."),
                             .unit = {},
                             .minimum = 1,
                             .maximum = 500,
                             .initial = 5}};
    CountParameter limit{*this,
                         {.id = "limit",
                          .label = words("Concurrency limit"),
                          .effect = words("How many subtasks may run at once; the others wait their turn. When raised, "
                                          "more start right away; when lowered, none is stopped."),
                          .unit = {},
                          .minimum = 1,
                          .maximum = 500,
                          .initial = 500}};
    DurationParameter interval{*this,
                               {.id = "interval",
                                .label = words("Pause between jobs"),
                                .effect = words("How long the coordinator pauses between the end of one job and the "
                                                "start of the next; also applies to a pause already under way."),
                                .minimum = {},
                                .maximum = std::chrono::seconds(60),
                                .initial = std::chrono::seconds(1)}};
    RandomDurationParameter work{
        *this,
        {.id = "work",
         .label = words("Subtask duration"),
         .effect = words("How long a subtask takes; also applies to subtasks already running."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(600),
         .shape = Shape::Exponential}};
    ShareParameter failureRate{
        *this,
        {.id = "failure-rate",
         .label = words("Failure rate"),
         .effect = words("Probability that a subtask fails at the end of its work, drawn afresh for each attempt."),
         .initial = 0}};
    ChoiceParameter<OnFailure> onFailure{
        *this,
        {.id = "on-failure",
         .label = words("On failure"),
         .effect = words(
             "What a failed subtask does to its job: fail-fast cancels the siblings and fails the job as soon as the "
             "failure is awaited; collect gathers the error along with the results; retry runs the subtask again."),
         .choices = {{"fail-fast", words("Fail fast")}, {"collect", words("Collect")}, {"retry", words("Retry")}},
         .initial = OnFailure::FailFast}};
    CountParameter retries{
        *this,
        {.id = "retries",
         .label = words("Retries"),
         .effect = words("How many times a failed subtask is retried, immediately; after that, the job fails."),
         .unit = {},
         .minimum = 0,
         .maximum = 10,
         .initial = 2}};
    ChoiceParameter<Gather> gather{
        *this,
        {.id = "gather",
         .label = words("Gather"),
         .effect = words("How the results fan in: awaited in the order of the subtasks, so a failure is seen only when "
                         "its turn comes, or taken as they complete. Takes effect with the next job."),
         .choices = {{"in-order", words("In order")}, {"as-completed", words("As completed")}},
         .initial = Gather::InOrder}};
    CountParameter quorum{*this,
                          {.id = "quorum",
                           .label = words("Quorum"),
                           .effect = words("How many results are enough; the remaining subtasks are then cancelled. 0 "
                                           "means all of them. Takes effect with the next job."),
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
