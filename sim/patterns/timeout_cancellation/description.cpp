// SPDX-License-Identifier: MIT
#include "insight/metrics.h"
#include "insight/world.h"
#include "pattern/definition.h"
#include "patterns/list.h"
#include "patterns/timeout_cancellation/diagnosis.h"
#include "patterns/timeout_cancellation/pattern_metrics.h"
#include "patterns/timeout_cancellation/timeout_cancellation.h"

#include <array>

namespace coroscope {

namespace cancellation {

namespace {

using Typed = Definition<Parameters, TimeoutCancellation, CancellationMetrics>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    static const Topology all{
        .groups =
            {{.id = "client", .label = words("Client"), .column = 0, .longLived = true, .plural = words("Clients")},
             {.id = "operation",
              .label = words("Operation"),
              .column = 1,
              .longLived = false,
              .besideParent = true,
              .plural = words("Operations")}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = words("answered"), .column = 2},
                      {.counts = Terminal::Counts::Failed, .label = words("given up"), .column = 2},
                      {.counts = Terminal::Counts::Cancelled, .label = words("cancelled"), .column = 2}},
        .links = {{.from = {Kind::Group, Clients}, .to = {Kind::Group, Operations}},
                  {.from = {Kind::Group, Clients}, .to = {Kind::Terminal, 0}},
                  {.from = {Kind::Group, Clients}, .to = {Kind::Terminal, 1}},
                  {.from = {Kind::Group, Clients}, .to = {Kind::Terminal, 2}}},
        .activities = {{.id = "think", .phrase = words("thinking")},
                       {.id = "work", .phrase = words("working on {item}")},
                       {.id = "clean-up", .phrase = words("cleaning up after {item}")},
                       {.id = "back-off", .phrase = words("backing off")}},
        .culprits = {{.check = "", .node = {Kind::Group, Operations}}},
        .sampled = {EventKind::AttemptStarted, EventKind::AttemptTimedOut, EventKind::AttemptStopped,
                    EventKind::TaskAbandoned},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = words("Too slow for some"),
         .note = words("One attempt in five times out: the client gives up, and the operation is cancelled."),
         .values = {}},
        {.title = words("In good time"),
         .note = words("The timeout is five times the mean duration: hardly any request is given up."),
         .values = {{"timeout", "10s"}}},
        {.title = words("Retry storm"),
         .note = words(
             "Impatient clients retry again and again, nobody cancels the operations they abandon, and those pile up."),
         .values = {{"clients", "10"},
                    {"work", "5s"},
                    {"timeout", "500ms"},
                    {"on-timeout", "abandon"},
                    {"retries", "5"},
                    {"retry-delay", "100ms"}}},
    }};
    return all;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 7> all = {{
        {.id = "answered",
         .meaning = words("Requests that got an answer."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::More,
         .value = [](const Measured &measured) -> std::optional<double> {
             return measured.metrics.measuredItems().done;
         }},
        {.id = "timed_out",
         .meaning = words("Attempts that timed out."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&CancellationMetrics::timedOut>},
        {.id = "given_up",
         .meaning = words("Requests that ended without an answer, out of retries or past their deadline."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) -> std::optional<double> {
             return measured.metrics.measuredItems().failed;
         }},
        {.id = "stop_mean_s",
         .meaning = words("Mean time from cancelling an attempt until it has cleaned up and ended."),
         .better = Measure::Better::Less,
         .value = Typed::measure<&CancellationMetrics::stopMean>},
        {.id = "wasted_work_s",
         .meaning = words("Work of attempts whose answer was never used."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&CancellationMetrics::wastedSeconds>},
        {.id = "abandoned_running",
         .meaning = words("Abandoned attempts still running at the end of the run."),
         .sort = Measure::Sort::State,
         .better = Measure::Better::Less,
         .value = Typed::measure<&CancellationMetrics::abandonedRunning>},
        {.id = "attempts_per_request",
         .meaning = words(
             "Attempts, including hedges, per request that was answered or given up (load amplification)."),
         .better = Measure::Better::Less,
         .value = Typed::measure<&CancellationMetrics::attemptsPerRequest>},
    }};
    return all;
}

Sentence whetherIdle(const World &world, std::uint32_t client)
{
    const TaskView *const task = world.taskAt({Clients, client});
    if (!task || hasEnded(task->state))
        return words("There is no such client now.");
    const bool thinks = task->waitKind == WaitKind::Sleep && task->object == Thinking;
    return thinks ? words("The client is thinking, and has no request in flight.") : Sentence();
}

std::span<const ActionSpec> actions()
{
    static const std::array<ActionSpec, 1> all = {{
        {.id = "cancel",
         .label = words("Cancel this request"),
         .effect = words("The client cancels its request with all its attempts, and goes back to thinking."),
         .group = Clients,
         .places = mostClients,
         .noEffect = whetherIdle},
    }};
    return all;
}

} // namespace

} // namespace cancellation

const PatternInfo &timeoutCancellationPattern()
{
    using namespace cancellation;
    static const PatternInfo info{
        .id = "timeout-cancellation",
        .title = words("Timeout & cancellation"),
        .summary = words("A client races a slow operation against a timer, and the loser is cancelled."),
        .item = {"request", plural("requests")},
        .mainParameters = {"clients", "work", "timeout", "on-timeout"},
        .tellingParameter = "timeout",
        .tellingMeasure = "wasted_work_s",
        .code = {"sim/patterns/timeout_cancellation/timeout_cancellation.cpp",
                 "sim/patterns/timeout_cancellation/attempts.cpp"},
        .topology = topology,
        .setups = setups,
        .measures = measures,
        .diagnose = Typed::diagnose<diagnose>,
        .hint = Typed::about<hint>,
        .irrelevance = Typed::about<irrelevance>,
        .load = Typed::text<loadText>,
        .declare = Typed::declare,
        .create = Typed::create,
        .actions = actions,
        .patternMetrics = Typed::patternMetrics,
        .theory = Typed::theory<theoryOf>,
    };
    return info;
}

} // namespace coroscope
