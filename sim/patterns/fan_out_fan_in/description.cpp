// SPDX-License-Identifier: MIT
#include "pattern/definition.h"
#include "patterns/fan_out_fan_in/diagnosis.h"
#include "patterns/fan_out_fan_in/fan_out_fan_in.h"
#include "patterns/fan_out_fan_in/pattern_metrics.h"
#include "patterns/fan_out_fan_in/theory.h"
#include "patterns/list.h"

#include <array>

namespace coroscope {

namespace fan_out_fan_in {

namespace {

using Typed = Definition<Parameters, FanOutFanIn, JobMetrics>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    static const Topology all{
        .groups = {{.id = "coordinator", .label = words("Coordinator"), .column = 0, .longLived = true, .single = true},
                   {.id = "subtask",
                    .label = words("Subtask"),
                    .column = 1,
                    .longLived = false,
                    .plural = words("Subtasks")}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = words("gathered"), .column = 3},
                      {.counts = Terminal::Counts::Failed, .label = words("failed"), .column = 3},
                      {.counts = Terminal::Counts::Cancelled, .label = words("cancelled"), .column = 3}},
        .links = {{.from = {Kind::Group, Coordinator}, .to = {Kind::Group, Subtasks}},
                  {.from = {Kind::Group, Subtasks}, .to = {Kind::Gather, 0}},
                  {.from = {Kind::Gather, 0}, .to = {Kind::Terminal, 0}},
                  {.from = {Kind::Gather, 0}, .to = {Kind::Terminal, 1}},
                  {.from = {Kind::Gather, 0}, .to = {Kind::Terminal, 2}}},
        .activities = {{.id = "work", .phrase = words("working on {item}")},
                       {.id = "rest", .phrase = words("pausing until the next job")}},
        .gathers = {{.label = words("results"),
                     .column = 2,
                     .group = Subtasks,
                     .asCompleted = {Parameters().find("gather").value(),
                                     static_cast<std::int64_t>(Gather::AsCompleted)}}},
        .culprits = {{.check = "straggler", .node = {Kind::Gather, 0}}, {.check = "", .node = {Kind::Group, Subtasks}}},
        .sampled = {EventKind::JobDone, EventKind::JobFailed, EventKind::WorkEnded, EventKind::AttemptFailed,
                    EventKind::ItemFailed, EventKind::FailureUnseen},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = words("Side by side"),
         .note = words("Five subtasks run concurrently; the job is done when the slowest of them is."),
         .values = {}},
        {.title = words("Stragglers"),
         .note = words("Among forty subtasks there is nearly always a very slow one, and the whole job waits for it."),
         .values = {{"subtasks", "40"}, {"work-shape", "lognormal"}}},
        {.title = words("All or nothing"),
         .note = words(
             "Among forty subtasks one nearly always fails, and fails the whole job: next to nothing gets done."),
         .values = {{"subtasks", "40"}, {"failure-rate", "10%"}, {"gather", "as-completed"}}},
    }};
    return all;
}

std::span<const Measure> measures()
{
    using Value = std::optional<double>;
    static const std::array<Measure, 6> all = {{
        {.id = "job_latency_mean_s",
         .meaning = words("Mean time from the start of a job to its end, for jobs that were done."),
         .better = Measure::Better::Less,
         .value = Typed::measure<&JobMetrics::latencyMean>},
        {.id = "speedup",
         .meaning = words("How many times longer the jobs would take sequentially: the work on all subtasks that were "
                          "not cancelled, divided by the time the jobs took."),
         .better = Measure::Better::More,
         .value = Typed::measure<&JobMetrics::speedup>},
        {.id = "straggler_ratio",
         .meaning = words(
             "Duration of a job's slowest subtask divided by the mean of its subtasks, averaged over the jobs."),
         .better = Measure::Better::Less,
         .value = Typed::measure<&JobMetrics::stragglerRatio>},
        {.id = "wasted_work_s",
         .meaning = words("Work whose result was never used: failed attempts, cancelled subtasks and failed jobs."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) -> Value {
             return inSeconds(Typed::numbers(measured).own.wastedWork());
         }},
        {.id = "jobs_done",
         .meaning = words("Jobs that got the results they needed."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::More,
         .value = Typed::measure<&JobMetrics::done>},
        {.id = "jobs_failed",
         .meaning = words("Jobs that ended without the results they needed."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&JobMetrics::failed>},
    }};
    return all;
}

} // namespace

} // namespace fan_out_fan_in

const PatternInfo &fanOutFanInPattern()
{
    static const PatternInfo info{
        .id = "fan-out-fan-in",
        .title = words("Fan-out / fan-in"),
        .summary = words("A job fans out into subtasks that run concurrently, and their results are gathered."),
        .item = {"subtask", plural("subtasks")},
        .mainParameters = {"subtasks", "limit", "work", "gather"},
        .tellingParameter = "limit",
        .tellingMeasure = "job_latency_mean_s",
        .code = {"sim/patterns/fan_out_fan_in/fan_out_fan_in.cpp"},
        .topology = fan_out_fan_in::topology,
        .setups = fan_out_fan_in::setups,
        .measures = fan_out_fan_in::measures,
        .diagnose = fan_out_fan_in::Typed::diagnose<fan_out_fan_in::diagnose>,
        .hint = fan_out_fan_in::Typed::about<fan_out_fan_in::hint>,
        .irrelevance = fan_out_fan_in::Typed::about<fan_out_fan_in::irrelevance>,
        .load = fan_out_fan_in::Typed::text<fan_out_fan_in::loadText>,
        .declare = fan_out_fan_in::Typed::declare,
        .create = fan_out_fan_in::Typed::create,
        .patternMetrics = fan_out_fan_in::Typed::patternMetrics,
        .theory = fan_out_fan_in::Typed::theory<fan_out_fan_in::theory>,
    };
    return info;
}

} // namespace coroscope
