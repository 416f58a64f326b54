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
        .groups = {{.id = "caller", .label = "Caller", .column = 0, .longLived = true, .plural = "Callers"},
                   {.id = "task", .label = "Task", .column = 1, .longLived = true, .plural = "Tasks"}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = "done", .column = 2}},
        .links = {{.from = {Kind::Group, Tasks}, .to = {Kind::Terminal, 0}}},
        .activities = {{.id = "call", .phrase = "waiting for an answer"},
                       {.id = "compute", .phrase = "computing"},
                       {.id = "pause", .phrase = "pausing"}},
        .threads = {{.label = "threads", .column = 1}},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = "No thread held",
         .note = "Callers wait without a thread: the other tasks run as if nobody called.",
         .values = {{"variant", "async"}}},
        {.title = "All threads held",
         .note = "Two callers block two threads: in the meantime no other task runs.",
         .values = {}},
        {.title = "Standstill",
         .note = "Ten callers block for five seconds each: the other tasks hardly make any progress.",
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
        .title = "Never block",
        .summary = "A call that blocks holds a thread while it waits, and no other task can use it.",
        .item = {"computation", "computations"},
        .tellingParameter = "callers",
        .tellingMeasure = "ready_share",
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
