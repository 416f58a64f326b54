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
        .groups = {{.id = "client", .label = "Client", .column = 0, .longLived = true, .plural = "Clients"},
                   {.id = "operation", .label = "Operation", .column = 1, .longLived = false, .plural = "Operations"}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = "answered", .column = 2},
                      {.counts = Terminal::Counts::Failed, .label = "given up", .column = 2},
                      {.counts = Terminal::Counts::Cancelled, .label = "cancelled", .column = 2}},
        .links = {{.from = {Kind::Group, Clients}, .to = {Kind::Group, Operations}},
                  {.from = {Kind::Group, Clients}, .to = {Kind::Terminal, 0}},
                  {.from = {Kind::Group, Clients}, .to = {Kind::Terminal, 1}},
                  {.from = {Kind::Group, Clients}, .to = {Kind::Terminal, 2}}},
        .activities = {{.id = "think", .phrase = "thinking"},
                       {.id = "work", .phrase = "working on %1"},
                       {.id = "clean-up", .phrase = "cleaning up after %1"},
                       {.id = "back-off", .phrase = "waiting before the next attempt"}},
        .sampled = {EventKind::AttemptStarted, EventKind::AttemptTimedOut, EventKind::AttemptStopped,
                    EventKind::TaskAbandoned},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = "Too slow for some",
         .note = "One attempt in five takes too long: the client gives up, and the operation is cancelled.",
         .values = {}},
        {.title = "In good time",
         .note = "Five times as long as the operation takes: hardly anybody has to give up.",
         .values = {{"timeout", "10s"}}},
        {.title = "Retry storm",
         .note = "Impatient clients retry again and again, nobody stops what they abandoned, and it piles up.",
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
         .meaning = "Requests that got an answer.",
         .sort = Measure::Sort::Total,
         .value = [](const Measured &measured) -> std::optional<double> {
             return measured.metrics.measuredItems().done;
         }},
        {.id = "timed_out",
         .meaning = "Attempts that ran out of time.",
         .sort = Measure::Sort::Total,
         .value = Typed::measure<&CancellationMetrics::timedOut>},
        {.id = "given_up",
         .meaning = "Requests that ended without an answer, with no attempt or no time left.",
         .sort = Measure::Sort::Total,
         .value = [](const Measured &measured) -> std::optional<double> {
             return measured.metrics.measuredItems().failed;
         }},
        {.id = "stop_mean_s",
         .meaning = "From the cancellation of an attempt until it has cleaned up and ended.",
         .value = Typed::measure<&CancellationMetrics::stopMean>},
        {.id = "wasted_work_s",
         .meaning = "Work of attempts whose answer was not used.",
         .sort = Measure::Sort::Total,
         .value = Typed::measure<&CancellationMetrics::wastedSeconds>},
        {.id = "abandoned_running",
         .meaning = "Attempts that go on although nobody waits for them, at the end.",
         .sort = Measure::Sort::State,
         .value = Typed::measure<&CancellationMetrics::abandonedRunning>},
        {.id = "attempts_per_request",
         .meaning = "Attempts, hedges included, per request that was answered or given up.",
         .value = Typed::measure<&CancellationMetrics::attemptsPerRequest>},
    }};
    return all;
}

std::string whetherIdle(const World &world, std::uint32_t client)
{
    const TaskView *const task = world.taskAt({Clients, client});
    if (!task || hasEnded(task->state))
        return "There is no such client now.";
    const bool thinks = task->waitKind == WaitKind::Sleep && task->object == Thinking;
    return thinks ? "The client thinks, and has no request under way." : std::string();
}

std::span<const ActionSpec> actions()
{
    static const std::array<ActionSpec, 1> all = {{
        {.id = "cancel",
         .label = "Cancel this request",
         .effect = "The client drops its request, whatever attempts are under way, and goes back to thinking.",
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
        .title = "Timeout & cancellation",
        .summary = "A client races a slow operation against a timer, and the loser is cancelled.",
        .item = {"request", "requests"},
        .tellingParameter = "timeout",
        .tellingMeasure = "wasted_work_s",
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
