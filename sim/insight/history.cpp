// SPDX-License-Identifier: MIT
#include "insight/history.h"

#include <algorithm>

namespace coroscope {

History::History(const Topology &topology, std::vector<std::int64_t> initialValues)
    : m_groups(topology.groups.size()), m_channels(topology.channels.size()), m_values(std::move(initialValues))
{
    for (Series *series : {&m_created, &m_done, &m_failed, &m_dropped, &m_lost, &m_inFlight, &m_down, &m_stuck})
        m_bytes += series->set(Time{}, 0);
    for (const TaskGroup &group : topology.groups)
        m_longLived.push_back(group.longLived);
    for (const ChannelNode &channel : topology.channels)
        m_isStock.push_back(channel.stock);
    for (const EventKind kind : topology.sampled)
        m_samples[kind];
    for (ChannelCurve &curve : m_channels) {
        m_bytes += curve.fill.set(Time{}, 0);
        m_bytes += curve.full.set(Time{}, 0);
    }
}

namespace {

constexpr bool hasFailed(TaskState state) noexcept
{
    return state == TaskState::Failed || state == TaskState::Killed;
}

} // namespace

History::Lane *History::laneOf(const Delta &delta)
{
    return delta.task && delta.task->inPlace ? m_lanesOfPlaces[delta.task->placeNumber] : nullptr;
}

void History::consume(const Delta &delta)
{
    const Event &event = delta.event;
    if (event.kind != EventKind::Stalled && event.kind != EventKind::DeadlockFound
        && event.kind != EventKind::DeadlockLink)
        m_bytes += m_stuck.set(event.time, 0);
    if (delta.spawned)
        spawn(delta);
    Lane *const lane = laneOf(delta);
    if (lane && (delta.spawned || delta.before))
        setState(*lane, delta);
    if (lane && delta.ended && hasFailed(delta.task->state.state)) {
        keep(lane->failures, event.time);
        keep(m_groups[lane->place.group].failures, event.time);
    }
    for (const std::uint32_t slot : delta.orphans)
        orphan(delta.ledger->at(slot), event.time);
    m_bytes += m_siteTimes.apply(delta);
    if (delta.fate)
        applyToItem(delta);
    if (delta.channel)
        applyToChannel(delta);
    if (!m_samples.empty()) {
        if (const auto it = m_samples.find(event.kind); it != m_samples.end())
            m_bytes += it->second.add(event.time, event.payload);
    }
    switch (event.kind) {
    case EventKind::ActionTaken:
        keep(m_marks, Mark{Mark::Kind::Action, event.time, event.object, 0, event.payload});
        break;
    case EventKind::ParameterChanged: {
        std::int64_t &value = m_values.at(event.object);
        keep(m_marks, Mark{Mark::Kind::Parameter, event.time, event.object, value, event.payload});
        value = event.payload;
        break;
    }
    case EventKind::WorkerUp:
    case EventKind::WorkerHung:
        if (lane) {
            setUp(*lane, event.time, event.kind == EventKind::WorkerUp, event.kind == EventKind::WorkerHung);
            lane->circumstances.hung = event.kind == EventKind::WorkerHung;
            setCondition(*lane, delta);
        }
        break;
    case EventKind::ThreadTaken:
    case EventKind::ThreadFreed:
        if (lane) {
            lane->circumstances.thread = event.kind == EventKind::ThreadTaken;
            setCondition(*lane, delta);
        }
        break;
    case EventKind::ProcessCrashed:
        m_bytes += m_down.set(event.time, 1);
        keep(m_marks, Mark{.kind = Mark::Kind::Crash, .time = event.time});
        break;
    case EventKind::ProcessRestarted:
        m_bytes += m_down.set(event.time, 0);
        keep(m_marks, Mark{.kind = Mark::Kind::Restart, .time = event.time});
        break;
    case EventKind::Stalled:
    case EventKind::DeadlockFound:
        m_bytes += m_stuck.set(event.time, 1);
        keep(m_marks, Mark{.kind = Mark::Kind::Stuck, .time = event.time});
        break;
    default:
        break;
    }
}

void History::spawn(const Delta &delta)
{
    const Event &event = delta.event;
    const LedgerTask &task = *delta.task;
    const auto [found, isNew] = m_lanes.try_emplace(task.place);
    m_bytes += isNew ? sizeof(Lane) : 0;
    Lane &lane = found->second;
    if (isNew) {
        lane.place = task.place;
        m_lanesOfPlaces.push_back(&lane);
        addLane(lane);
    }
    if (delta.replaces && task.place.group < m_longLived.size() && m_longLived[task.place.group]) {
        m_bytes += lane.restarts.set(event.time, lane.restarts.at(event.time).value_or(0) + 1);
        m_hasSeenRestarts = true;
    }
    lane.task = task.id;
    lane.circumstances = {};
    if (!lane.orphaned.empty())
        m_bytes += lane.orphaned.set(event.time, 0);
    setUp(lane, event.time, false, false);
}

void History::addLane(Lane &lane)
{
    if (lane.place.group >= m_groups.size())
        m_groups.resize(lane.place.group + 1);
    std::vector<const Lane *> &lanes = m_groups[lane.place.group].lanes;
    const auto isBefore = [](const Lane *one, std::uint32_t index) { return one->place.index < index; };
    lanes.insert(std::lower_bound(lanes.begin(), lanes.end(), lane.place.index, isBefore), &lane);
    m_bytes += sizeof(const Lane *);
}

void History::setUp(Lane &lane, Time time, bool up, bool hangs)
{
    // Of what is no worker both stay empty.
    if (up || !lane.up.empty())
        m_bytes += lane.up.set(time, up ? 1 : 0);
    if (hangs || !lane.hangs.empty())
        m_bytes += lane.hangs.set(time, hangs ? 1 : 0);
}

void History::setState(Lane &lane, const Delta &delta)
{
    const Time time = delta.event.time;
    const TaskTransition now = delta.task->state;
    if (now.state == TaskState::Ready && delta.before && delta.before->state == TaskState::Running)
        keep(lane.ends, time);
    lane.circumstances.forStock = now.waitKind == WaitKind::Receive && delta.event.object < m_isStock.size()
        && m_isStock[delta.event.object];
    setCondition(lane, delta);
    m_bytes += lane.running.set(time, now.state == TaskState::Running ? 1 : 0);
    m_bytes += lane.blocked.set(time, now.waitKind == WaitKind::Send ? 1 : 0);
    if (delta.ended)
        setUp(lane, time, false, false);
}

void History::setCondition(Lane &lane, const Delta &delta)
{
    const Time time = delta.event.time;
    // What lasts no time is not seen.
    if (!lane.condition.empty()) {
        const ConditionSeries::Step &last = lane.condition.steps().back();
        if (last.value >= 0 && (last.from < time || hasEnded(static_cast<Condition>(last.value))))
            m_seen |= 1u << static_cast<unsigned>(last.value);
    }
    m_bytes += lane.condition.set(time, static_cast<std::int64_t>(conditionOf(delta.task->state, lane.circumstances)),
                                  lane.orphaned);
    setLook(lane, time);
}

void History::setLook(Lane &lane, Time time)
{
    const auto condition = static_cast<Condition>(lane.condition.steps().back().value);
    const bool orphaned = !lane.orphaned.empty() && lane.orphaned.steps().back().value != 0;
    const std::size_t look = lookNumber(condition, orphaned);
    if (lane.look == look)
        return;
    m_bytes += m_groups[lane.place.group].looks.move(time, lane.look, look);
    lane.look = look;
}

void History::orphan(const LedgerTask &task, Time time)
{
    if (!task.inPlace)
        return;
    m_hasSeenOrphans = true;
    Lane &lane = *m_lanesOfPlaces[task.placeNumber];
    m_bytes += lane.orphaned.set(time, 1);
    setLook(lane, time);
}

void History::applyToChannel(const Delta &delta)
{
    const Event &event = delta.event;
    if (event.object >= m_channels.size())
        return;
    ChannelCurve &curve = m_channels[event.object];
    if (event.kind == EventKind::ChannelOpened || event.kind == EventKind::CapacityChanged)
        m_bytes += curve.capacity.set(event.time, delta.channel->capacity);
    m_bytes += curve.fill.set(event.time, delta.channel->fill);
    m_bytes += curve.full.set(event.time, delta.channel->full() ? 1 : 0);
    if (event.kind == EventKind::Sent)
        m_bytes += curve.sendWaits.add(event.time, event.payload);
}

void History::applyToItem(const Delta &delta)
{
    const Event &event = delta.event;
    const auto count = static_cast<std::int64_t>(delta.items->*delta.fate);
    const auto follow = [&](Series &series) { m_bytes += series.set(event.time, count); };
    switch (event.kind) {
    case EventKind::ItemCreated:
        follow(m_created);
        break;
    case EventKind::ItemDone:
        follow(m_done);
        m_bytes += m_latencies.add(event.time, event.payload);
        break;
    case EventKind::ItemFailed:
        follow(m_failed);
        break;
    case EventKind::ItemDropped:
        follow(m_dropped);
        break;
    case EventKind::ItemLost:
        follow(m_lost);
        break;
    default:
        break;
    }
    m_bytes += m_inFlight.set(event.time, static_cast<std::int64_t>(delta.items->inFlight()));
}

void History::forgetBefore(std::vector<Time> &all, Time time)
{
    const auto kept = std::lower_bound(all.begin(), all.end(), time);
    m_bytes -= static_cast<std::size_t>(kept - all.begin()) * sizeof(Time);
    all.erase(all.begin(), kept);
}

void History::forgetBefore(Time time)
{
    for (auto &[place, lane] : m_lanes) {
        m_bytes -= lane.running.forgetBefore(time);
        m_bytes -= lane.blocked.forgetBefore(time);
        m_bytes -= lane.up.forgetBefore(time);
        m_bytes -= lane.hangs.forgetBefore(time);
        m_bytes -= lane.restarts.forgetBefore(time);
        m_bytes -= lane.condition.forgetBefore(time, lane.orphaned);
        m_bytes -= lane.orphaned.forgetBefore(time);
        forgetBefore(lane.ends, time);
        forgetBefore(lane.failures, time);
    }
    for (GroupPast &group : m_groups) {
        m_bytes -= group.looks.forgetBefore(time);
        while (!group.failures.empty() && group.failures.front() < time)
            forget(group.failures);
    }
    for (ChannelCurve &curve : m_channels) {
        m_bytes -= curve.fill.forgetBefore(time);
        m_bytes -= curve.capacity.forgetBefore(time);
        m_bytes -= curve.full.forgetBefore(time);
        m_bytes -= curve.sendWaits.forgetBefore(time);
    }
    m_bytes -= m_latencies.forgetBefore(time);
    m_bytes -= m_siteTimes.forgetBefore(time);
    for (auto &[kind, samples] : m_samples)
        m_bytes -= samples.forgetBefore(time);
    for (Series *series : {&m_created, &m_done, &m_failed, &m_dropped, &m_lost, &m_inFlight, &m_down, &m_stuck})
        m_bytes -= series->forgetBefore(time);
    while (!m_marks.empty() && m_marks.front().time < time)
        forget(m_marks);
}

} // namespace coroscope
