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
    CountParameter workers{
        *this,
        {.id = "workers",
         .label = words("Workers"),
         .effect = words("How many workers the supervisor keeps running; surplus ones finish their job and "
                         "leave."),
         .unit = {},
         .minimum = 1,
         .maximum = mostWorkers,
         .initial = 4}};
    RandomDurationParameter work{*this,
                                 {.id = "work",
                                  .label = words("Work on a job for"),
                                  .effect = words("How long a worker needs for a job; applies to work under way, too."),
                                  .minimum = std::chrono::milliseconds(1),
                                  .maximum = std::chrono::seconds(10),
                                  .initial = std::chrono::milliseconds(500),
                                  .shape = Shape::Exponential}};
    ShareParameter failureRate{*this,
                               {.id = "failure-rate",
                                .label = words("Failure rate"),
                                .effect = words("Chance that a job kills its worker, at the end of the work."),
                                .initial = 0.1}};
    ChoiceParameter<Strategy> strategy{
        *this,
        {.id = "strategy",
         .label = words("Strategy"),
         .effect = words("Which workers are restarted when one dies: the dead one, all of them, or "
                         "the dead one and those started after it."),
         .choices = {{"one-for-one", words("One for one")},
                     {"one-for-all", words("One for all")},
                     {"rest-for-one", words("Rest for one")}},
         .initial = Strategy::OneForOne}};
    ChoiceParameter<Restart> restart{
        *this,
        {.id = "restart",
         .label = words("Restart"),
         .effect = words("Whether a dead worker is restarted: always, after a failure, or never; switched back, vacant "
                         "places are filled again."),
         .choices = {{"permanent", words("Permanent")},
                     {"transient", words("Transient")},
                     {"temporary", words("Temporary")}},
         .initial = Restart::Permanent}};
    CountParameter maxRestarts{
        *this,
        {.id = "max-restarts",
         .label = words("Gives up after"),
         .effect = words("With more failures than this within the period, the supervisor stops all "
                         "workers and fails; a change takes effect with the next failure."),
         .unit = {"failure", plural("failures")},
         .minimum = 0,
         .maximum = 100,
         .initial = 10}};
    DurationParameter period{
        *this,
        {.id = "period",
         .label = words("Within"),
         .effect = words("How far back failures count when the supervisor decides whether to give up."),
         .minimum = std::chrono::seconds(1),
         .maximum = std::chrono::minutes(10),
         .initial = std::chrono::seconds(10)}};
    DurationParameter restartDelay{
        *this,
        {.id = "restart-delay",
         .label = words("Restart after"),
         .effect = words(
             "How long the supervisor waits before the first restart of a streak; applies to pending restarts, too."),
         .minimum = {},
         .maximum = std::chrono::seconds(30),
         .initial = std::chrono::milliseconds(200)}};
    FactorParameter backoff{*this,
                            {.id = "backoff",
                             .label = words("Backoff"),
                             .effect = words("By how much the delay grows with each further failure in a row."),
                             .minimum = 1,
                             .maximum = 10,
                             .initial = 2}};
    DurationParameter resetAfter{
        *this,
        {.id = "reset-after",
         .label = words("Streak ends after"),
         .effect = words(
             "A worker that has been up this long counts as healthy again: its next failure starts a new streak."),
         .minimum = {},
         .maximum = std::chrono::minutes(10),
         .initial = std::chrono::seconds(10)}};
    DurationParameter maxDelay{*this,
                               {.id = "max-delay",
                                .label = words("Longest delay"),
                                .effect = words("No restart waits longer than this, however many failures in a row."),
                                .minimum = {},
                                .maximum = std::chrono::minutes(5),
                                .initial = std::chrono::seconds(5)}};
    ShareParameter jitter{
        *this,
        {.id = "jitter",
         .label = words("Jitter"),
         .effect = words("Share of the delay that is random, so that workers that died together do not come "
                         "back together."),
         .initial = 0}};
    DurationParameter startup{
        *this,
        {.id = "startup",
         .label = words("Start-up takes"),
         .effect = words("How long a worker needs to come up; applies to workers that are starting, too."),
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(100)}};
    ShareParameter startupFailureRate{
        *this,
        {.id = "startup-failure-rate",
         .label = words("Start-up fails"),
         .effect = words("Chance that a worker dies at the end of its start-up; it counts as a "
                         "failure, and is tried again."),
         .initial = 0}};
    ChoiceParameter<FailureKind> failureKind{
        *this,
        {.id = "failure-kind",
         .label = words("A failing worker"),
         .effect = words("A crash is seen at once; a worker that hangs is only noticed "
                         "because its heartbeat stops."),
         .choices = {{"crash", words("Crashes")}, {"hang", words("Hangs")}},
         .initial = FailureKind::Crash}};
    DurationParameter heartbeat{
        *this,
        {.id = "heartbeat",
         .label = words("Dead when silent for"),
         .effect = words(
             "A worker that has been silent this long counts as dead: it is abandoned, and another takes its place."),
         .minimum = std::chrono::milliseconds(100),
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(2)}};
    DurationParameter hangTime{
        *this,
        {.id = "hang-time",
         .label = words("Wakes up after"),
         .effect = words(
             "A hung worker wakes up after this long and finishes its job, which another may have done by then."),
         .minimum = {},
         .maximum = std::chrono::minutes(10),
         .initial = {},
         .zeroIsOff = true}};
    DurationParameter shutdown{
        *this,
        {.id = "shutdown",
         .label = words("Stopping waits for"),
         .effect = words("How long a worker that is stopped may go on with its job; then it is cut off, "
                         "and abandoned if it still does not end."),
         .minimum = {},
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(1)}};
    ChoiceParameter<InFlight> inFlight{
        *this,
        {.id = "in-flight",
         .label = words("A dead worker's job"),
         .effect = words("Whether the job of a worker that dies is lost, or is done by the next "
                         "worker that is free."),
         .choices = {{"lost", words("Is lost")}, {"requeued", words("Is requeued")}},
         .initial = InFlight::Requeued}};
    DurationParameter rootDelay{
        *this,
        {.id = "root-delay",
         .label = words("Root restarts after"),
         .effect = words("How long the root waits before it restarts a supervisor that has given up, "
                         "and all its workers with it; at least 1 ms."),
         .minimum = {},
         .maximum = std::chrono::seconds(60),
         .initial = std::chrono::seconds(1)}};
};

} // namespace coroscope::supervisor
