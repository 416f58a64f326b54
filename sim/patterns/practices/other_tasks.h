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
                          .effect = words("How many tasks compute a little now and then; surplus ones finish what they "
                                          "compute."),
                          .unit = {"task", plural("tasks")},
                          .minimum = 1,
                          .maximum = 16,
                          .initial = 6}};
    DurationParameter compute{
        table,
        {.id = "compute",
         .label = words("They compute for"),
         .effect = words("How long each of the others needs a thread at a time; applies to what is under way, too."),
         .minimum = std::chrono::milliseconds(1),
         .maximum = std::chrono::seconds(5),
         .initial = std::chrono::milliseconds(10)}};
    RandomDurationParameter pause{
        table,
        {.id = "pause",
         .label = words("After a pause of"),
         .effect = words(
             "How long each of the others rests in between, without a thread; applies to pauses under way, too."),
         .minimum = {},
         .maximum = std::chrono::seconds(10),
         .initial = std::chrono::milliseconds(200),
         .shape = Shape::Exponential}};
    CountParameter threads{
        table,
        {.id = "threads",
         .label = words("Threads"),
         .effect = words("How many tasks can have a thread at the same moment; with fewer, each finishes "
                         "what it does on its own."),
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
