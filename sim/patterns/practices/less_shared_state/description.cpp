// SPDX-License-Identifier: MIT
#include "insight/metrics.h"
#include "pattern/definition.h"
#include "patterns/list.h"
#include "patterns/practices/less_shared_state/diagnosis.h"
#include "patterns/practices/less_shared_state/less_shared_state.h"
#include "patterns/practices/less_shared_state/pattern_metrics.h"
#include "patterns/practices/wait_metrics.h"

#include <array>

namespace coroscope {

namespace practices::sharing {

namespace {

using Typed = Definition<Parameters, LessSharedState, TurnMetrics>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    const auto when = [](Variant variant) {
        return Alternative{Parameters().find("variant").value(), static_cast<std::int64_t>(variant)};
    };
    static const Topology all{
        .groups = {{.id = "task", .label = words("Task"), .column = 0, .longLived = true, .plural = words("Tasks")},
                   {.id = "owner",
                    .label = words("Owner"),
                    .column = 2,
                    .longLived = true,
                    .single = true,
                    .when = when(Variant::Owner)}},
        .channels = {{.id = "updates", .label = words("channel"), .column = 1, .when = when(Variant::Owner)}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = words("updated"), .column = 3}},
        .links = {{.from = {Kind::Group, Tasks}, .to = {Kind::Lock, TheLock}},
                  {.from = {Kind::Lock, TheLock}, .to = {Kind::Terminal, 0}},
                  {.from = {Kind::Group, Tasks}, .to = {Kind::Channel, Updates}},
                  {.from = {Kind::Channel, Updates}, .to = {Kind::Group, Owners}},
                  {.from = {Kind::Group, Owners}, .to = {Kind::Terminal, 0}}},
        .activities = {{.id = "work", .phrase = words("working")},
                       {.id = "update", .phrase = words("updating the state for {item}")}},
        .threads = {{.label = words("threads"), .column = 0}},
        .locks = {{.label = words("shared state"), .column = 1, .when = when(Variant::Lock)}},
        .culprits = {{.check = "threads-busy", .node = {Kind::Threads, 0}},
                     {.check = "lock-contended", .node = {Kind::Lock, TheLock}},
                     {.check = "", .node = {Kind::Group, Owners}}},
        .sampled = {EventKind::LockAcquired},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = words("One owner"),
         .note = words("Tasks send their updates to the owner and carry on: updates wait, tasks do not."),
         .values = {{"variant", "owner"}}},
        {.title = words("One lock"),
         .note = words("Each task waits for the lock, doing nothing meanwhile, and then makes its update."),
         .values = {}},
        {.title = words("Everybody waits"),
         .note = words(
             "Lock contention: more updates than can be made one at a time, so most tasks queue for the lock."),
         .values = {{"tasks", "32"}, {"threads", "33"}}},
    }};
    return all;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 6> all = {{
        {.id = "lock_wait_mean_s",
         .meaning = words("Mean time tasks waited for the lock."),
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) { return meanSeconds(Typed::numbers(measured).own.lockWaits()); }},
        {.id = "lock_wait_p99_s",
         .meaning = words("99 % of those waits were no longer than this."),
         .value =
             [](const Measured &measured) { return quantileSeconds(Typed::numbers(measured).own.lockWaits(), 0.99); }},
        {.id = "channel_wait_mean_s",
         .meaning = words("Mean time updates waited for the owner: to be sent, and then in the channel."),
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) { return meanSeconds(Typed::numbers(measured).own.channelWaits()); }},
        {.id = "channel_wait_p99_s",
         .meaning = words("99 % of those waits were no longer than this."),
         .value =
             [](const Measured &measured) {
                 return quantileSeconds(Typed::numbers(measured).own.channelWaits(), 0.99);
             }},
        {.id = "waiting_share",
         .meaning = words("Share of their time that tasks waited for the lock or for room in the channel."),
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) -> std::optional<double> {
             const Metrics::TaskTimes &times = measured.metrics.group(Tasks).times;
             if (times.alive() == Duration::zero())
                 return std::nullopt;
             return inSeconds(times.waiting) / inSeconds(times.alive());
         }},
        {.id = "updates_per_s",
         .meaning = words("Throughput: updates made, per second."),
         .better = Measure::Better::More,
         .value = [](const Measured &measured) { return measured.metrics.throughput(); }},
    }};
    return all;
}

} // namespace

} // namespace practices::sharing

const PatternInfo &lessSharedStatePractice()
{
    using namespace practices;
    static const PatternInfo info{
        .kind = PatternInfo::Kind::Practice,
        .id = "less-shared-state",
        .title = words("Less shared state"),
        .summary = words("Many tasks update one shared state: each under a lock, or through a single owner task."),
        .item = {"update", plural("updates")},
        .pace = 0.1,
        .mainParameters = {"variant", "tasks", "update", "threads"},
        .tellingParameter = "tasks",
        .tellingMeasure = "waiting_share",
        .code = {"sim/patterns/practices/less_shared_state/less_shared_state.cpp"},
        .topology = sharing::topology,
        .setups = sharing::setups,
        .measures = sharing::measures,
        .diagnose = sharing::Typed::diagnose<sharing::diagnose>,
        .hint = sharing::Typed::about<sharing::hint>,
        .irrelevance = sharing::Typed::about<sharing::irrelevance>,
        .load = sharing::Typed::text<sharing::loadText>,
        .declare = sharing::Typed::declare,
        .create = sharing::Typed::create,
        .patternMetrics = sharing::Typed::patternMetrics,
    };
    return info;
}

} // namespace coroscope
