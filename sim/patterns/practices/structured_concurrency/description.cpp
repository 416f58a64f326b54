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
        .groups =
            {{.id = "client", .label = words("Client"), .column = 0, .longLived = true, .single = true},
             {.id = "request", .label = words("Request"), .column = 1, .longLived = false, .plural = words("Requests")},
             {.id = "part",
              .label = words("Part"),
              .column = 2,
              .longLived = false,
              .besideParent = true,
              .plural = words("Parts")}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = words("answered"), .column = 3},
                      {.counts = Terminal::Counts::Cancelled, .label = words("given up"), .column = 3}},
        .links = {{.from = {Kind::Group, Clients}, .to = {Kind::Group, Requests}},
                  {.from = {Kind::Group, Requests}, .to = {Kind::Group, Parts}},
                  {.from = {Kind::Group, Requests}, .to = {Kind::Terminal, 0}},
                  {.from = {Kind::Group, Requests}, .to = {Kind::Terminal, 1}}},
        .activities = {{.id = "compute", .phrase = words("computing")},
                       {.id = "pause", .phrase = words("pausing until the next request")}},
        .threads = {{.label = words("threads"), .column = 2}},
        .culprits = {{.check = "", .node = {Kind::Group, Parts}}},
        .sampled = {EventKind::TaskAbandoned, EventKind::ItemCancelled},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = words("Ended together"),
         .note = words("Cancelling a request cancels its parts: the threads are free for the next one."),
         .values = {{"variant", "scope"}, {"patience", "800ms"}}},
        {.title = words("Left behind"),
         .note = words("When a request is given up, its parts run on, computing what nobody wants."),
         .values = {}},
        {.title = words("Busy for nobody"),
         .note = words(
             "An impatient client: orphaned parts keep all threads busy, and no request is answered any more."),
         .values = {{"patience", "400ms"}, {"pause", "0"}}},
    }};
    return all;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 5> all = {{
        {.id = "answered_per_s",
         .meaning = words("Requests answered in time, per second."),
         .better = Measure::Better::More,
         .value = [](const Measured &measured) { return measured.metrics.throughput(); }},
        {.id = "given_up",
         .meaning = words("Requests that the client cancelled."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) -> std::optional<double> {
             return static_cast<double>(measured.metrics.measuredItems().cancelled);
         }},
        {.id = "outliving_tasks",
         .meaning = words("Parts still alive when their request ended."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&OutlivingMetrics::outlivingTasks>},
        {.id = "wasted_work_s",
         .meaning = words("CPU time that parts used after their request had ended."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&OutlivingMetrics::wastedSeconds>},
        {.id = "wasted_share",
         .meaning = words("Share of the parts' CPU time that was wasted in this way."),
         .better = Measure::Better::Less,
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
        .title = words("Structured concurrency"),
        .summary = words("Cancelling a task cancels its children too; otherwise they keep working for nobody."),
        .item = {"request", plural("requests")},
        .pace = 0.5,
        .mainParameters = {"variant", "tasks", "patience", "threads"},
        .tellingParameter = "patience",
        .tellingMeasure = "wasted_share",
        .code = {"sim/patterns/practices/structured_concurrency/structured_concurrency.cpp"},
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
