// SPDX-License-Identifier: MIT
#include "insight/metrics.h"
#include "pattern/definition.h"
#include "patterns/list.h"
#include "patterns/task_spawning/diagnosis.h"
#include "patterns/task_spawning/pattern_metrics.h"
#include "patterns/task_spawning/task_spawning.h"
#include "patterns/task_spawning/theory.h"

#include <array>

namespace coroscope {

namespace spawning {

namespace {

using Typed = Definition<Parameters, TaskSpawning, SpawningMetrics>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    static const Topology all{
        .groups =
            {{.id = "parent", .label = words("Parent"), .column = 0, .longLived = false, .plural = words("Parents")},
             {.id = "task", .label = words("Task"), .column = 1, .longLived = false, .plural = words("Tasks")}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = words("done"), .column = 2},
                      {.counts = Terminal::Counts::Failed, .label = words("failed"), .column = 2},
                      {.counts = Terminal::Counts::Cancelled, .label = words("cancelled"), .column = 2}},
        .links = {{.from = {Kind::Group, Parents}, .to = {Kind::Group, Tasks}},
                  {.from = {Kind::Group, Tasks}, .to = {Kind::Terminal, 0}},
                  {.from = {Kind::Group, Tasks}, .to = {Kind::Terminal, 1}},
                  {.from = {Kind::Group, Tasks}, .to = {Kind::Terminal, 2}}},
        .activities = {{.id = "compute", .phrase = words("computing")},
                       {.id = "wait", .phrase = words("waiting for I/O")},
                       {.id = "pause", .phrase = words("pausing until the next burst")}},
        .threads = {{.label = words("threads"), .column = 1}},
        .culprits = {{.check = "bottleneck", .node = {Kind::Threads, 0}}, {.check = "", .node = {Kind::Group, Tasks}}},
        .sampled = {EventKind::JobDone, EventKind::JobFailed, EventKind::ItemFailed, EventKind::ItemCancelled,
                    EventKind::FailureUnseen},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = words("Side by side"),
         .note = words("Eight tasks share two threads: while some wait for I/O, others compute."),
         .values = {}},
        {.title = words("One after another"),
         .note = words("The parent awaits each task before it starts the next: no concurrency at all."),
         .values = {{"start", "await"}}},
        {.title = words("Thrown away"),
         .note = words(
             "Detached tasks: nobody awaits them, so they pile up waiting for a thread, and their panics go unseen."),
         .values = {{"handles", "detach"}, {"interval", "1s"}, {"failure-rate", "2%"}}},
    }};
    return all;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 7> all = {{
        {.id = "alive",
         .meaning = words("Tasks that have started and not yet ended, now."),
         .sort = Measure::Sort::State,
         .value = [](const Measured &measured) -> std::optional<double> {
             return static_cast<double>(measured.metrics.items().inFlight());
         }},
        {.id = "finished_per_s",
         .meaning = words("Throughput: tasks that returned, per second."),
         .better = Measure::Better::More,
         .value = [](const Measured &measured) { return measured.metrics.throughput(); }},
        {.id = "thread_utilisation",
         .meaning = words("Share of the threads' time spent computing."),
         .value = [](const Measured &measured) { return Typed::numbers(measured).own.threads().utilisation(); }},
        {.id = "burst_mean_s",
         .meaning = words("Mean time from the start of a burst to the end of its last task."),
         .better = Measure::Better::Less,
         .value = Typed::measure<&SpawningMetrics::burstMean>},
        {.id = "speedup",
         .meaning = words("Total computing and waiting time of all tasks, divided by the time their bursts took."),
         .better = Measure::Better::More,
         .value = Typed::measure<&SpawningMetrics::speedup>},
        {.id = "unseen_failures",
         .meaning = words("Panics of tasks that nobody awaited, so nobody noticed."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&SpawningMetrics::unseenFailures>},
        {.id = "outliving_tasks",
         .meaning = words("Tasks still alive when their parent ended."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&SpawningMetrics::outlivingTasks>},
    }};
    return all;
}

} // namespace

} // namespace spawning

const PatternInfo &taskSpawningPattern()
{
    static const PatternInfo info{
        .id = "task-spawning",
        .title = words("Task spawning"),
        .summary = words("A parent spawns concurrent tasks, more of them than there are threads to run them."),
        .item = {"task", plural("tasks")},
        .pace = 0.5,
        .mainParameters = {"tasks", "threads", "start", "handles"},
        .tellingParameter = "threads",
        .tellingMeasure = "burst_mean_s",
        .code = {"sim/patterns/task_spawning/task_spawning.cpp"},
        .topology = spawning::topology,
        .setups = spawning::setups,
        .measures = spawning::measures,
        .diagnose = spawning::Typed::diagnose<spawning::diagnose>,
        .hint = spawning::Typed::about<spawning::hint>,
        .irrelevance = spawning::Typed::about<spawning::irrelevance>,
        .load = spawning::Typed::text<spawning::loadText>,
        .declare = spawning::Typed::declare,
        .create = spawning::Typed::create,
        .patternMetrics = spawning::Typed::patternMetrics,
        .theory = spawning::Typed::theory<spawning::theory>,
    };
    return info;
}

} // namespace coroscope
