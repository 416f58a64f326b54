// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"
#include "pattern/pattern.h"
#include "trace/time.h"

#include <chrono>
#include <cstdint>

namespace coroscope::practices {

/// The parameters of the other tasks that share their threads with the subject of a practice: they compute a little now
/// and then.
struct OtherTasks {
    explicit OtherTasks(ParameterTable &parameters) : table(parameters) { }

    /// How many threads they would keep busy if they never waited for one.
    double threadsOffered() const;
    /// The fewest threads with which they wait for one for at most @p share of their time, 0 < share: they are the
    /// customers of a closed queue with that many servers (M/M/c//N, the machine interference model; Kleinrock,
    /// Queueing Systems I, 1975, chapter 3). With work of a fixed length they wait less.
    int threadsToWaitAtMost(double share) const;

private:
    ParameterTable &table; // the parameters below register in it, so it comes first

public:
    CountParameter tasks{table,
                         {.id = "tasks",
                          .label = words("Other tasks"),
                          .effect = words("How many other tasks compute a little now and then. When lowered, surplus "
                                          "tasks finish their computation first."),
                          .unit = {"task", plural("tasks")},
                          .minimum = 1,
                          .maximum = 16,
                          .initial = 6}};
    DurationParameter compute{table,
                              {.id = "compute",
                               .label = words("Other tasks' CPU time"),
                               .effect = words("How long each of the other tasks computes at a time, on a thread; also "
                                               "applies to computations already under way."),
                               .minimum = std::chrono::milliseconds(1),
                               .maximum = std::chrono::seconds(5),
                               .initial = std::chrono::milliseconds(10)}};
    RandomDurationParameter pause{table,
                                  {.id = "pause",
                                   .label = words("Other tasks' pause"),
                                   .effect = words("How long each of the other tasks pauses in between, without a "
                                                   "thread; also applies to pauses already under way."),
                                   .minimum = {},
                                   .maximum = std::chrono::seconds(10),
                                   .initial = std::chrono::milliseconds(200),
                                   .shape = Shape::Exponential}};
    CountParameter threads{table,
                           {.id = "threads",
                            .label = words("Threads"),
                            .effect = words("Threads of the executor: how many tasks can run in parallel. When "
                                            "lowered, tasks that have a thread keep it until they give it back."),
                            .unit = {"thread", plural("threads")},
                            .minimum = 1,
                            .maximum = 16,
                            .initial = 2}};
};

// Their measures, with a WaitMetrics of the threads they got.
Measure readyMean();
Measure readyP99();
/// @p group: their position in the topology.
Measure readyShare(std::uint32_t group);
Measure finishedPerSecond();

} // namespace coroscope::practices
