// SPDX-License-Identifier: MIT
#include "insight/metrics.h"
#include "pattern/definition.h"
#include "patterns/list.h"
#include "patterns/practices/small_functions/diagnosis.h"
#include "patterns/practices/small_functions/small_functions.h"
#include "patterns/practices/wait_metrics.h"

#include <array>

namespace coroscope {

namespace practices::smallfunctions {

namespace {

/// How long the other tasks waited for a thread.
struct ThreadWaits final : WaitMetrics {
    explicit ThreadWaits(Time warmup) : WaitMetrics(warmup, EventKind::ThreadTaken, Tasks) { }
};

using Typed = Definition<Parameters, SmallFunctions, ThreadWaits>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    static const Topology all{
        .groups = {{.id = "job", .label = words("Job"), .column = 0, .longLived = true, .plural = words("Jobs")},
                   {.id = "task", .label = words("Task"), .column = 1, .longLived = true, .plural = words("Tasks")}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = words("done"), .column = 2}},
        .links = {{.from = {Kind::Group, Tasks}, .to = {Kind::Terminal, 0}}},
        .activities = {{.id = "job", .phrase = words("computing")},
                       {.id = "compute", .phrase = words("computing")},
                       {.id = "pause", .phrase = words("pausing")}},
        .threads = {{.label = words("threads"), .column = 1}},
        .culprits = {{.check = "", .node = {Kind::Threads, 0}}},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = words("Small steps"),
         .note = words("Jobs compute in steps of 20 ms and yield in between, so the other tasks get their turn."),
         .values = {{"variant", "short"}}},
        {.title = words("One long step"),
         .note = words(
             "Two jobs hold both threads for a second at a time: the other tasks are ready, but have to wait."),
         .values = {}},
        {.title = words("Hardly a turn"),
         .note = words("Ten jobs of five seconds share two threads: the other tasks starve."),
         .values = {{"jobs", "10"}, {"job", "5s"}}},
    }};
    return all;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 5> all = {{
        readyMean(),
        readyP99(),
        readyShare(Tasks),
        {.id = "job_thread_mean",
         .meaning = words("Mean number of threads on which jobs compute: the work they get done."),
         .value = [](const Measured &measured) -> std::optional<double> {
             if (measured.metrics.measured() == Duration::zero())
                 return std::nullopt;
             return inSeconds(measured.metrics.group(Jobs).times.running) / inSeconds(measured.metrics.measured());
         }},
        finishedPerSecond(),
    }};
    return all;
}

} // namespace

} // namespace practices::smallfunctions

const PatternInfo &smallFunctionsPractice()
{
    using namespace practices;
    static const PatternInfo info{
        .kind = PatternInfo::Kind::Practice,
        .id = "small-functions",
        .title = words("Small functions"),
        .summary = words("A long computation without an await holds its thread, and the other tasks wait."),
        .item = {"computation", plural("computations")},
        .mainParameters = {"variant", "jobs", "steps", "threads"},
        .tellingParameter = "job",
        .tellingMeasure = "ready_p99_s",
        .code = {"sim/patterns/practices/small_functions/small_functions.cpp"},
        .topology = smallfunctions::topology,
        .setups = smallfunctions::setups,
        .measures = smallfunctions::measures,
        .diagnose = smallfunctions::Typed::diagnose<smallfunctions::diagnose>,
        .hint = smallfunctions::Typed::about<smallfunctions::hint>,
        .irrelevance = smallfunctions::Typed::about<smallfunctions::irrelevance>,
        .load = smallfunctions::Typed::text<smallfunctions::loadText>,
        .declare = smallfunctions::Typed::declare,
        .create = smallfunctions::Typed::create,
        .patternMetrics = smallfunctions::Typed::patternMetrics,
    };
    return info;
}

} // namespace coroscope
