// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"
#include "patterns/supervisor/jobs.h"
#include "patterns/supervisor/supervisor.h"

namespace coroscope::supervisor {

/// What a failing job does to its worker.
enum class FailureKind : std::uint8_t { Crash, Hang };

inline constexpr std::uint32_t mostWorkers = 32;

/// The parameters of the pattern, each declared here and nowhere else.
struct Parameters : ParameterTable {
    CountParameter workers{
        *this,
        {.id = "workers",
         .label = "Workers",
         .effect = "How many workers the supervisor keeps running; surplus ones finish their job and "
                   "leave.",
         .unit = {},
         .minimum = 1,
         .maximum = mostWorkers,
         .initial = 4}};
    RandomDurationParameter work{*this,
                                 {.id = "work",
                                  .label = "Work on a job for",
                                  .effect = "How long a worker needs for a job; applies to work under way, too.",
                                  .minimum = std::chrono::milliseconds(1),
                                  .maximum = std::chrono::seconds(10),
                                  .initial = std::chrono::milliseconds(500),
                                  .shape = Shape::Exponential}};
    ShareParameter failureRate{*this,
                               {.id = "failure-rate",
                                .label = "Failure rate",
                                .effect = "Chance that a job kills its worker, at the end of the work.",
                                .initial = 0.1}};
    ChoiceParameter<Strategy> strategy{
        *this,
        {.id = "strategy",
         .label = "Strategy",
         .effect = "Which workers are restarted when one dies: the dead one, all of them, or "
                   "the dead one and those started after it.",
         .choices = {{"one-for-one", "One for one"}, {"one-for-all", "One for all"}, {"rest-for-one", "Rest for one"}},
         .initial = Strategy::OneForOne}};
    ChoiceParameter<Restart> restart{
        *this,
        {.id = "restart",
         .label = "Restart",
         .effect = "Whether a dead worker is restarted: always, after a failure, or never; switched back, vacant "
                   "places are filled again.",
         .choices = {{"permanent", "Permanent"}, {"transient", "Transient"}, {"temporary", "Temporary"}},
         .initial = Restart::Permanent}};
    CountParameter maxRestarts{*this,
                               {.id = "max-restarts",
                                .label = "Gives up after",
                                .effect = "With more failures than this within the period, the supervisor stops all "
                                          "workers and fails; a change takes effect with the next failure.",
                                .unit = {"failure", "failures"},
                                .minimum = 0,
                                .maximum = 100,
                                .initial = 10}};
    DurationParameter period{*this,
                             {.id = "period",
                              .label = "Within",
                              .effect = "How far back failures count when the supervisor decides whether to give up.",
                              .minimum = std::chrono::seconds(1),
                              .maximum = std::chrono::minutes(10),
                              .initial = std::chrono::seconds(10)}};
    DurationParameter restartDelay{
        *this,
        {.id = "restart-delay",
         .label = "Restart after",
         .effect =
             "How long the supervisor waits before the first restart of a streak; applies to pending restarts, too.",
         .minimum = {},
         .maximum = std::chrono::seconds(30),
         .initial = std::chrono::milliseconds(200)}};
    FactorParameter backoff{*this,
                            {.id = "backoff",
                             .label = "Backoff",
                             .effect = "By how much the delay grows with each further failure in a row.",
                             .minimum = 1,
                             .maximum = 10,
                             .initial = 2}};
    DurationParameter resetAfter{
        *this,
        {.id = "reset-after",
         .label = "Streak ends after",
         .effect = "A worker that has been up this long counts as healthy again: its next failure starts a new streak.",
         .minimum = {},
         .maximum = std::chrono::minutes(10),
         .initial = std::chrono::seconds(10)}};
    DurationParameter maxDelay{*this,
                               {.id = "max-delay",
                                .label = "Longest delay",
                                .effect = "No restart waits longer than this, however many failures in a row.",
                                .minimum = {},
                                .maximum = std::chrono::minutes(5),
                                .initial = std::chrono::seconds(5)}};
    ShareParameter jitter{
        *this,
        {.id = "jitter",
         .label = "Jitter",
         .effect = "Share of the delay that is random, so that workers that died together do not come "
                   "back together.",
         .initial = 0}};
    DurationParameter startup{
        *this,
        {.id = "startup",
         .label = "Start-up takes",
         .effect = "How long a worker needs to come up; applies to workers that are starting, too.",
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(100)}};
    ShareParameter startupFailureRate{*this,
                                      {.id = "startup-failure-rate",
                                       .label = "Start-up fails",
                                       .effect = "Chance that a worker dies at the end of its start-up; it counts as a "
                                                 "failure, and is tried again.",
                                       .initial = 0}};
    ChoiceParameter<FailureKind> failureKind{*this,
                                             {.id = "failure-kind",
                                              .label = "A failing worker",
                                              .effect = "A crash is seen at once; a worker that hangs is only noticed "
                                                        "because its heartbeat stops.",
                                              .choices = {{"crash", "Crashes"}, {"hang", "Hangs"}},
                                              .initial = FailureKind::Crash}};
    DurationParameter heartbeat{
        *this,
        {.id = "heartbeat",
         .label = "Dead when silent for",
         .effect =
             "A worker that has been silent this long counts as dead: it is abandoned, and another takes its place.",
         .minimum = std::chrono::milliseconds(100),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(2)}};
    DurationParameter hangTime{
        *this,
        {.id = "hang-time",
         .label = "Wakes up after",
         .effect = "A hung worker wakes up after this long and finishes its job, which another may have done by then.",
         .minimum = {},
         .maximum = std::chrono::minutes(10),
         .initial = {},
         .zeroIsOff = true}};
    DurationParameter shutdown{
        *this,
        {.id = "shutdown",
         .label = "Stopping waits for",
         .effect = "How long a worker that is stopped may go on with its job; then it is cut off, "
                   "and abandoned if it still does not end.",
         .minimum = {},
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(1)}};
    ChoiceParameter<InFlight> inFlight{
        *this,
        {.id = "in-flight",
         .label = "A dead worker's job",
         .effect = "Whether the job of a worker that dies is lost, or is done by the next "
                   "worker that is free.",
         .choices = {{"lost", "Is lost"}, {"requeued", "Is requeued"}},
         .initial = InFlight::Requeued}};
    DurationParameter rootDelay{*this,
                                {.id = "root-delay",
                                 .label = "Root restarts after",
                                 .effect = "How long the root waits before it restarts a supervisor that has given up, "
                                           "and all its workers with it; at least 1 ms.",
                                 .minimum = {},
                                 .maximum = std::chrono::seconds(60),
                                 .initial = std::chrono::seconds(1)}};
};

} // namespace coroscope::supervisor
