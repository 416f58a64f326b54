// SPDX-License-Identifier: MIT
#include "insight/metrics.h"
#include "pattern/definition.h"
#include "patterns/list.h"
#include "patterns/practices/structured_concurrency/diagnosis.h"
#include "patterns/practices/structured_concurrency/pattern_metrics.h"
#include "patterns/practices/structured_concurrency/structured_concurrency.h"

#include <array>

namespace coroscope {

namespace practices::structured {

namespace {

using Typed = Definition<Parameters, StructuredConcurrency, OutlivingMetrics>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    static const Topology all{
        .groups = {{.id = "client", .label = "Client", .column = 0, .longLived = true, .single = true},
                   {.id = "request", .label = "Request", .column = 1, .longLived = false, .plural = "Requests"},
                   {.id = "part", .label = "Part", .column = 2, .longLived = false, .plural = "Parts"}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = "answered", .column = 3},
                      {.counts = Terminal::Counts::Cancelled, .label = "given up", .column = 3}},
        .links = {{.from = {Kind::Group, Clients}, .to = {Kind::Group, Requests}},
                  {.from = {Kind::Group, Requests}, .to = {Kind::Group, Parts}},
                  {.from = {Kind::Group, Requests}, .to = {Kind::Terminal, 0}},
                  {.from = {Kind::Group, Requests}, .to = {Kind::Terminal, 1}}},
        .activities = {{.id = "compute", .phrase = "computing"},
                       {.id = "pause", .phrase = "pausing until the next request"}},
        .threads = {{.label = "threads", .column = 2}},
        .sampled = {EventKind::TaskAbandoned, EventKind::ItemCancelled},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = "Ended together",
         .note = "A request that is given up takes its parts along: the threads are free for the next one.",
         .values = {{"variant", "scope"}, {"patience", "800ms"}}},
        {.title = "Left behind",
         .note = "The parts of a request that is given up go on, and compute what nobody wants.",
         .values = {}},
        {.title = "Busy for nobody",
         .note = "An impatient client: parts left behind keep all threads busy, and no request is answered any more.",
         .values = {{"patience", "400ms"}, {"pause", "0"}}},
    }};
    return all;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 5> all = {{
        {.id = "answered_per_s",
         .meaning = "Requests answered in time, per second.",
         .value = [](const Measured &measured) { return measured.metrics.throughput(); }},
        {.id = "given_up",
         .meaning = "Requests that the client cancelled.",
         .sort = Measure::Sort::Total,
         .value = [](const Measured &measured) -> std::optional<double> {
             return static_cast<double>(measured.metrics.measuredItems().cancelled);
         }},
        {.id = "outliving_tasks",
         .meaning = "Parts that were still alive when their request ended.",
         .sort = Measure::Sort::Total,
         .value = Typed::measure<&OutlivingMetrics::outlivingTasks>},
        {.id = "wasted_work_s",
         .meaning = "How long parts computed after their request had ended.",
         .sort = Measure::Sort::Total,
         .value = Typed::measure<&OutlivingMetrics::wastedSeconds>},
        {.id = "wasted_share",
         .meaning = "That time per time that parts computed.",
         .value = Typed::measure<&OutlivingMetrics::wastedShare>},
    }};
    return all;
}

} // namespace

} // namespace practices::structured

const PatternInfo &structuredConcurrencyPractice()
{
    using namespace practices;
    static const PatternInfo info{
        .kind = PatternInfo::Kind::Practice,
        .id = "structured-concurrency",
        .title = "Structured concurrency",
        .summary = "Cancelling a task cancels those it has started, or else they keep working for nobody.",
        .item = {"request", "requests"},
        .tellingParameter = "patience",
        .tellingMeasure = "wasted_share",
        .topology = structured::topology,
        .setups = structured::setups,
        .measures = structured::measures,
        .diagnose = structured::Typed::diagnose<structured::diagnose>,
        .hint = structured::Typed::about<structured::hint>,
        .irrelevance = structured::Typed::about<structured::irrelevance>,
        .load = structured::Typed::text<structured::loadText>,
        .declare = structured::Typed::declare,
        .create = structured::Typed::create,
        .patternMetrics = structured::Typed::patternMetrics,
    };
    return info;
}

} // namespace coroscope
