// SPDX-License-Identifier: MIT
#include "insight/metrics.h"
#include "pattern/definition.h"
#include "patterns/list.h"
#include "patterns/practices/no_blocking/diagnosis.h"
#include "patterns/practices/no_blocking/no_blocking.h"
#include "patterns/practices/wait_metrics.h"

#include <array>

namespace coroscope {

namespace practices::noblocking {

namespace {

/// How long the other tasks waited for a thread.
struct ThreadWaits final : WaitMetrics {
    explicit ThreadWaits(Time warmup) : WaitMetrics(warmup, EventKind::ThreadTaken, Tasks) { }
};

using Typed = Definition<Parameters, NoBlocking, ThreadWaits>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    static const Topology all{
        .groups =
            {{.id = "caller", .label = words("Caller"), .column = 0, .longLived = true, .plural = words("Callers")},
             {.id = "task", .label = words("Task"), .column = 1, .longLived = true, .plural = words("Tasks")}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = words("done"), .column = 2}},
        .links = {{.from = {Kind::Group, Tasks}, .to = {Kind::Terminal, 0}}},
        .activities = {{.id = "call", .phrase = words("waiting for an answer")},
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
        {.title = words("No thread held"),
         .note = words("Async calls hold no thread while they wait: the other tasks run as if nobody called."),
         .values = {{"variant", "async"}}},
        {.title = words("All threads held"),
         .note = words("Two blocking calls hold both threads: meanwhile, no other task can run."),
         .values = {}},
        {.title = words("Standstill"),
         .note = words("Ten callers block for five seconds each: the other tasks starve."),
         .values = {{"callers", "10"}, {"call", "5s"}}},
    }};
    return all;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 4> all = {{
        readyMean(),
        readyP99(),
        readyShare(Tasks),
        finishedPerSecond(),
    }};
    return all;
}

} // namespace

} // namespace practices::noblocking

const PatternInfo &noBlockingPractice()
{
    using namespace practices;
    static const PatternInfo info{
        .kind = PatternInfo::Kind::Practice,
        .id = "no-blocking",
        .title = words("Never block"),
        .summary = words("A blocking call holds its thread while it waits, and no other task can use it."),
        .item = {"computation", plural("computations")},
        .mainParameters = {"variant", "callers", "call", "threads"},
        .tellingParameter = "callers",
        .tellingMeasure = "ready_share",
        .code = {"sim/patterns/practices/no_blocking/no_blocking.cpp"},
        .topology = noblocking::topology,
        .setups = noblocking::setups,
        .measures = noblocking::measures,
        .diagnose = noblocking::Typed::diagnose<noblocking::diagnose>,
        .hint = noblocking::Typed::about<noblocking::hint>,
        .irrelevance = noblocking::Typed::about<noblocking::irrelevance>,
        .load = noblocking::Typed::text<noblocking::loadText>,
        .declare = noblocking::Typed::declare,
        .create = noblocking::Typed::create,
        .patternMetrics = noblocking::Typed::patternMetrics,
    };
    return info;
}

} // namespace coroscope
