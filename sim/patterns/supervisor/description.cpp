// SPDX-License-Identifier: MIT
#include "insight/world.h"
#include "pattern/definition.h"
#include "patterns/list.h"
#include "patterns/supervisor/diagnosis.h"
#include "patterns/supervisor/pattern_metrics.h"
#include "patterns/supervisor/supervisor.h"

#include <algorithm>
#include <array>

namespace coroscope {

namespace supervisor {

namespace {

using Typed = Definition<Parameters, SupervisorTree, SupervisorMetrics>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    static const Topology all{
        .groups =
            {{.id = "root", .label = words("Root"), .column = 0, .longLived = true, .single = true},
             {.id = "supervisor", .label = words("Supervisor"), .column = 1, .longLived = true, .single = true},
             {.id = "worker", .label = words("Worker"), .column = 2, .longLived = true, .plural = words("Workers")}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = words("done"), .column = 3},
                      {.counts = Terminal::Counts::Lost, .label = words("lost"), .column = 3}},
        .links = {{.from = {Kind::Group, TheRoot}, .to = {Kind::Group, TheSupervisor}},
                  {.from = {Kind::Group, TheSupervisor}, .to = {Kind::Group, Workers}},
                  {.from = {Kind::Group, Workers}, .to = {Kind::Terminal, 0}},
                  {.from = {Kind::Group, Workers}, .to = {Kind::Terminal, 1}}},
        .activities = {{.id = "start", .phrase = words("starting up")},
                       {.id = "work", .phrase = words("working on {item}")},
                       {.id = "hang", .phrase = words("hanging")},
                       {.id = "watch", .phrase = words("watching its workers")},
                       {.id = "wait", .phrase = words("waiting to restart the supervisor")},
                       {.id = "stop", .phrase = words("stopping workers")},
                       {.id = "give-up", .phrase = words("giving up")}},
        .meters = {{.group = TheSupervisor,
                    .events = {EventKind::TaskFailed, EventKind::HeartbeatMissed},
                    .limit = Parameters().find("max-restarts").value(),
                    .period = Parameters().find("period").value(),
                    .things = {"failure", plural("failures")}}},
        .culprits = {{.check = "escalating", .node = {Kind::Group, TheSupervisor}},
                     {.check = "", .node = {Kind::Group, Workers}}},
        .sampled = {EventKind::TaskFailed, EventKind::ItemLost, EventKind::TaskAbandoned, EventKind::ItemRequeued,
                    EventKind::ItemDoneAgain, EventKind::HeartbeatMissed, EventKind::Restarted, EventKind::Escalated},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = words("Let it crash"),
         .note = words("Workers crash again and again; each time the supervisor starts another in its place, and the "
                       "rest carry on."),
         .values = {}},
        {.title = words("Silent failures"),
         .note = words("Workers hang instead of crashing: only a missing heartbeat gives them away, and one that wakes "
                       "up late does its job twice."),
         .values = {{"failure-rate", "5%"}, {"failure-kind", "hang"}, {"hang-time", "6s"}}},
        {.title = words("Restart storm"),
         .note = words("Workers die faster than restarts can help: the supervisor escalates again and again, and "
                       "everything starts over."),
         .values = {{"failure-rate", "40%"}, {"startup-failure-rate", "30%"}, {"backoff", "1"}}},
    }};
    return all;
}

bool isSupervised(const TaskView &task)
{
    return task.place.group == Workers && !hasEnded(task.state) && !task.orphaned;
}

Sentence whetherGone(const World &world, std::uint32_t worker)
{
    const TaskView *const task = world.taskAt({Workers, worker});
    if (!task)
        return words("There is no such worker now.");
    if (isSupervised(*task))
        return {};
    return task->orphaned ? words("The worker is already presumed dead.") : words("The worker is down.");
}

Sentence whetherAllGone(const World &world, std::uint32_t)
{
    if (std::any_of(world.tasks().begin(), world.tasks().end(), isSupervised))
        return {};
    return words("All workers are down.");
}

std::span<const ActionSpec> actions()
{
    static const std::array<ActionSpec, 2> all = {{
        {.id = "fail",
         .label = words("Fail this worker"),
         .effect = words("The worker dies now, whatever it is doing, as if it had crashed."),
         .group = Workers,
         .places = mostWorkers,
         .noEffect = whetherGone},
        {.id = "fail-all",
         .label = words("Fail all"),
         .effect = words("All workers die now, as if they had crashed."),
         .noEffect = whetherAllGone},
    }};
    return all;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 5> all = {{
        {.id = "availability",
         .meaning = words("Share of the workers' time that they are up: not dead, hung or starting up."),
         .better = Measure::Better::More,
         .value = Typed::measure<&SupervisorMetrics::availability>},
        {.id = "restarts_per_min",
         .meaning = words(
             "Restarts per minute: how often a worker took the place of one that had died or been stopped."),
         .better = Measure::Better::Less,
         .value = Typed::measure<&SupervisorMetrics::restartsPerMinute>},
        {.id = "recovery_mean_s",
         .meaning = words(
             "Mean time to recovery: from the moment a worker is no longer up until another is up in its place."),
         .better = Measure::Better::Less,
         .value = Typed::measure<&SupervisorMetrics::recoveryMean>},
        {.id = "done_twice",
         .meaning = words("Jobs done more than once, because a hung worker woke up after its job had been handed on."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&SupervisorMetrics::doneTwice>},
        {.id = "escalations",
         .meaning = words("How often the supervisor gave up and the root had to restart it."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&SupervisorMetrics::escalations>},
    }};
    return all;
}

} // namespace

} // namespace supervisor

const PatternInfo &supervisorPattern()
{
    static const PatternInfo info{
        .id = "supervisor",
        .title = words("Supervisor"),
        .summary = words("A supervisor starts workers, watches them, and restarts those that fail."),
        .item = {"job", plural("jobs")},
        .mainParameters = {"workers", "failure-rate", "strategy", "max-restarts"},
        .tellingParameter = "failure-rate",
        .tellingMeasure = "availability",
        .code = {"sim/patterns/supervisor/supervisor.cpp", "sim/patterns/supervision/supervisor.cpp",
                 "sim/patterns/supervision/child.cpp"},
        .topology = supervisor::topology,
        .setups = supervisor::setups,
        .measures = supervisor::measures,
        .diagnose = supervisor::Typed::diagnose<supervisor::diagnose>,
        .hint = supervisor::Typed::about<supervisor::hint>,
        .irrelevance = supervisor::Typed::about<supervisor::irrelevance>,
        .load = supervisor::Typed::text<supervisor::loadText>,
        .declare = supervisor::Typed::declare,
        .create = supervisor::Typed::create,
        .actions = supervisor::actions,
        .patternMetrics = supervisor::Typed::patternMetrics,
        .theory = supervisor::Typed::theory<supervisor::theory>,
    };
    return info;
}

} // namespace coroscope
