// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"
#include "patterns/supervision/supervisor.h"
#include "patterns/supervisor/jobs.h"

namespace coroscope::supervisor {

/// What a failing job does to its worker.
enum class FailureKind : std::uint8_t { Crash, Hang };

inline constexpr std::uint32_t mostWorkers = 32;

/// The parameters of the pattern, each declared here and nowhere else.
struct Parameters : ParameterTable {
    CountParameter workers{*this,
                           {.id = "workers",
                            .label = words("Workers"),
                            .effect = words("How many workers the supervisor keeps running. When lowered, surplus "
                                            "workers finish their job and leave."),
                            .unit = {},
                            .minimum = 1,
                            .maximum = mostWorkers,
                            .initial = 4}};
    RandomDurationParameter work{
        *this,
        {.id = "work",
         .label = words("Job duration"),
         .effect = words("How long a worker takes for a job; also applies to work already under way."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(500),
         .shape = Shape::Exponential}};
    ShareParameter failureRate{*this,
                               {.id = "failure-rate",
                                .label = words("Failure rate"),
                                .effect = words("Probability that a job kills its worker, at the end of the work."),
                                .initial = 0.1}};
    ChoiceParameter<Strategy> strategy{*this,
                                       {.id = "strategy",
                                        .label = words("Restart strategy"),
                                        .effect = words("Which workers are restarted when one dies: only that one, all "
                                                        "of them, or that one and those started after it."),
                                        .choices = {{"one-for-one", words("One for one")},
                                                    {"one-for-all", words("One for all")},
                                                    {"rest-for-one", words("Rest for one")}},
                                        .initial = Strategy::OneForOne}};
    ChoiceParameter<Restart> restart{
        *this,
        {.id = "restart",
         .label = words("Restart type"),
         .effect = words("When a worker that ended is restarted: always (permanent), only after a failure (transient), "
                         "or never (temporary). Switched back from “Temporary”, vacant places are filled again."),
         .choices = {{"permanent", words("Permanent")},
                     {"transient", words("Transient")},
                     {"temporary", words("Temporary")}},
         .initial = Restart::Permanent}};
    CountParameter maxRestarts{
        *this,
        {.id = "max-restarts",
         .label = words("Max restarts"),
         .effect = words(
             "How many failures the supervisor tolerates within the time set by “Max restarts within”. At one more it "
             "escalates: it stops all its workers and fails itself, and the root starts everything afresh, with the "
             "shortest delay again. Takes effect with the next failure."),
         .unit = {},
         .minimum = 0,
         .maximum = 100,
         .initial = 10}};
    DurationParameter period{*this,
                             {.id = "period",
                              .label = words("Max restarts within"),
                              .effect = words("The period over which failures count towards “Max restarts”."),
                              .minimum = std::chrono::seconds(1),
                              .maximum = std::chrono::minutes(10),
                              .initial = std::chrono::seconds(10)}};
    DurationParameter restartDelay{*this,
                                   {.id = "restart-delay",
                                    .label = words("Restart delay"),
                                    .effect = words("How long the supervisor waits before it restarts a worker that "
                                                    "has failed once; also applies to pending restarts."),
                                    .minimum = {},
                                    .maximum = std::chrono::seconds(30),
                                    .initial = std::chrono::milliseconds(200)}};
    FactorParameter backoff{*this,
                            {.id = "backoff",
                             .label = words("Backoff"),
                             .effect = words("Factor by which the restart delay grows with each consecutive failure: 2 "
                                             "doubles it (exponential backoff), 1 keeps it constant."),
                             .minimum = 1,
                             .maximum = 10,
                             .initial = 2}};
    DurationParameter resetAfter{*this,
                                 {.id = "reset-after",
                                  .label = words("Backoff resets after"),
                                  .effect = words("A worker that has been up this long counts as healthy again: its "
                                                  "next failure starts over with the first restart delay."),
                                  .minimum = {},
                                  .maximum = std::chrono::minutes(10),
                                  .initial = std::chrono::seconds(10)}};
    DurationParameter maxDelay{
        *this,
        {.id = "max-delay",
         .label = words("Max restart delay"),
         .effect = words("Cap on the restart delay, however many consecutive failures there are."),
         .minimum = {},
         .maximum = std::chrono::minutes(5),
         .initial = std::chrono::seconds(5)}};
    ShareParameter jitter{
        *this,
        {.id = "jitter",
         .label = words("Jitter"),
         .effect = words("Share of the restart delay that is random, so that workers that died "
                         "together do not all come back at the same moment. It only shortens the delay, on average "
                         "by half of this share."),
         .initial = 0}};
    DurationParameter startup{
        *this,
        {.id = "startup",
         .label = words("Startup time"),
         .effect = words("How long a worker takes to come up; also applies to workers that are starting."),
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(100)}};
    ShareParameter startupFailureRate{*this,
                                      {.id = "startup-failure-rate",
                                       .label = words("Startup failure rate"),
                                       .effect = words("Probability that a worker dies at the end of its startup; this "
                                                       "counts as a failure, and the restart is tried again."),
                                       .initial = 0}};
    ChoiceParameter<FailureKind> failureKind{
        *this,
        {.id = "failure-kind",
         .label = words("Failure mode"),
         .effect = words(
             "How a worker fails. A crash is noticed at once; a hang only because the worker's heartbeat stops."),
         .choices = {{"crash", words("Crash")}, {"hang", words("Hang")}},
         .initial = FailureKind::Crash}};
    DurationParameter heartbeat{*this,
                                {.id = "heartbeat",
                                 .label = words("Heartbeat timeout"),
                                 .effect = words("A worker whose heartbeat has been missing for this long is presumed "
                                                 "dead: it is abandoned, and another takes its place."),
                                 .minimum = std::chrono::milliseconds(100),
                                 .maximum = std::chrono::seconds(60),
                                 .initial = std::chrono::seconds(2)}};
    DurationParameter hangTime{*this,
                               {.id = "hang-time",
                                .label = words("Hang ends after"),
                                .effect = words("A hung worker wakes up after this long and finishes its job, which "
                                                "another worker may have done by then."),
                                .minimum = {},
                                .maximum = std::chrono::minutes(10),
                                .initial = {},
                                .zeroIsOff = true}};
    DurationParameter shutdown{
        *this,
        {.id = "shutdown",
         .label = words("Shutdown timeout"),
         .effect = words("Grace period: how long a worker that is being stopped may go on with its job. After that it "
                         "is cancelled, and abandoned if it still does not end."),
         .minimum = {},
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(1)}};
    ChoiceParameter<InFlight> inFlight{*this,
                                       {.id = "in-flight",
                                        .label = words("Job in flight"),
                                        .effect = words("What becomes of the job a worker had in hand when it died: it "
                                                        "is lost, or put back in the queue for the next free worker."),
                                        .choices = {{"lost", words("Lost")}, {"requeued", words("Requeued")}},
                                        .initial = InFlight::Requeued}};
    DurationParameter rootDelay{*this,
                                {.id = "root-delay",
                                 .label = words("Root restart delay"),
                                 .effect = words("How long the root supervisor waits before it restarts a supervisor "
                                                 "that has escalated, with all its workers; at least 1 ms."),
                                 .minimum = {},
                                 .maximum = std::chrono::seconds(60),
                                 .initial = std::chrono::seconds(1)}};
};

} // namespace coroscope::supervisor
