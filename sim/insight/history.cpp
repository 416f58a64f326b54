// SPDX-License-Identifier: MIT
#include "insight/history.h"

namespace coroscope {

History::History(const Topology &topology, std::vector<std::int64_t> initialValues)
    : m_channels(topology.channels.size()), m_values(std::move(initialValues))
{
    for (Series *series : {&m_created, &m_done, &m_failed, &m_dropped, &m_lost, &m_inFlight, &m_down, &m_stuck})
        m_bytes += series->set(Time{}, 0);
    for (const TaskGroup &group : topology.groups)
        m_longLived.push_back(group.longLived);
    for (const EventKind kind : topology.sampled)
        m_samples[kind];
    for (ChannelCurve &curve : m_channels) {
        m_bytes += curve.fill.set(Time{}, 0);
        m_bytes += curve.full.set(Time{}, 0);
    }
}

void History::consume(std::span<const Event> events, Sequence)
{
    for (const Event &event : events)
        apply(event);
}

History::Lane *History::laneOf(TaskId task)
{
    const auto it = m_lanesOfTasks.find(task);
    return it == m_lanesOfTasks.end() ? nullptr : it->second;
}

void History::apply(const Event &event)
{
    if (event.kind != EventKind::Stalled && event.kind != EventKind::DeadlockFound
        && event.kind != EventKind::DeadlockLink)
        m_bytes += m_stuck.set(event.time, 0);
    if (event.kind == EventKind::TaskSpawned)
        spawn(event);
    if (const auto transition = transitionOf(event.kind))
        setState(event, *transition);
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
        if (Lane *const lane = laneOf(event.task))
            setUp(*lane, event.time, event.kind == EventKind::WorkerUp, event.kind == EventKind::WorkerHung);
        break;
    case EventKind::TaskDismissed:
        for (auto &[place, lane] : m_lanes)
            lane.dismissed |= lane.task == event.object;
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
    case EventKind::ItemCreated:
    case EventKind::ItemDone:
    case EventKind::ItemFailed:
    case EventKind::ItemCancelled:
    case EventKind::ItemDropped:
    case EventKind::ItemLost:
        applyToItem(event);
        break;
    case EventKind::ChannelOpened:
    case EventKind::ChannelClosed:
    case EventKind::CapacityChanged:
    case EventKind::Sent:
    case EventKind::Received:
        applyToChannel(event);
        break;
    default:
        break;
    }
}

void History::spawn(const Event &event)
{
    const Place place = Place::unpacked(event.payload);
    if (place.group == rootGroup)
        return;
    const auto [found, isNew] = m_lanes.try_emplace(place);
    m_bytes += isNew ? sizeof(Lane) : 0;
    Lane &lane = found->second;
    lane.place = place;
    m_lanesOfTasks.erase(lane.task); // if it still lives, the lane is no longer its own
    if (lane.task != 0 && !lane.dismissed && place.group < m_longLived.size() && m_longLived[place.group])
        m_bytes += lane.restarts.set(event.time, lane.restarts.at(event.time).value_or(0) + 1);
    lane.task = event.task;
    lane.dismissed = false;
    setUp(lane, event.time, false, false);
    m_lanesOfTasks[event.task] = &lane;
}

void History::setUp(Lane &lane, Time time, bool up, bool hangs)
{
    // Of what is no worker both stay empty.
    if (up || !lane.up.empty())
        m_bytes += lane.up.set(time, up ? 1 : 0);
    if (hangs || !lane.hangs.empty())
        m_bytes += lane.hangs.set(time, hangs ? 1 : 0);
}

void History::setState(const Event &event, TaskTransition transition)
{
    Lane *const lane = laneOf(event.task);
    if (!lane)
        return;
    if (transition.state == TaskState::Ready
        && lane->state.at(event.time) == static_cast<std::int64_t>(TaskState::Running))
        keep(lane->ends, event.time);
    m_bytes += lane->state.set(event.time, static_cast<std::int64_t>(transition.state));
    m_bytes += lane->running.set(event.time, transition.state == TaskState::Running ? 1 : 0);
    m_bytes += lane->blocked.set(event.time, transition.waitKind == WaitKind::Send ? 1 : 0);
    if (hasEnded(transition.state)) {
        setUp(*lane, event.time, false, false);
        m_lanesOfTasks.erase(event.task);
    }
}

void History::setFill(ChannelCurve &curve, Time time, std::int64_t fill)
{
    m_bytes += curve.fill.set(time, fill);
    const std::int64_t capacity = curve.capacity.at(time).value_or(-1);
    m_bytes += curve.full.set(time, capacity >= 0 && fill >= capacity ? 1 : 0);
}

void History::applyToChannel(const Event &event)
{
    if (event.object >= m_channels.size())
        return;
    ChannelCurve &curve = m_channels[event.object];
    const std::int64_t fill = curve.fill.at(event.time).value_or(0);
    switch (event.kind) {
    case EventKind::ChannelOpened:
        m_bytes += curve.capacity.set(event.time, event.payload);
        setFill(curve, event.time, 0);
        break;
    case EventKind::ChannelClosed:
        setFill(curve, event.time, event.payload);
        m_bytes += curve.full.set(event.time, 0);
        break;
    case EventKind::CapacityChanged:
        m_bytes += curve.capacity.set(event.time, event.payload);
        setFill(curve, event.time, fill);
        break;
    case EventKind::Sent:
        setFill(curve, event.time, fill + 1);
        m_bytes += curve.sendWaits.add(event.time, event.payload);
        break;
    case EventKind::Received:
        setFill(curve, event.time, fill - 1);
        break;
    default:
        break;
    }
}

void History::applyToItem(const Event &event)
{
    switch (event.kind) {
    case EventKind::ItemCreated:
        m_bytes += m_created.set(event.time, static_cast<std::int64_t>(++m_items.created));
        break;
    case EventKind::ItemDone:
        m_bytes += m_done.set(event.time, static_cast<std::int64_t>(++m_items.done));
        m_bytes += m_latencies.add(event.time, event.payload);
        break;
    case EventKind::ItemFailed:
        m_bytes += m_failed.set(event.time, static_cast<std::int64_t>(++m_items.failed));
        break;
    case EventKind::ItemCancelled:
        ++m_items.cancelled;
        break;
    case EventKind::ItemDropped:
        m_bytes += m_dropped.set(event.time, static_cast<std::int64_t>(++m_items.dropped));
        if (event.payload == 1 && event.object < m_channels.size()) {
            ChannelCurve &curve = m_channels[event.object];
            setFill(curve, event.time, curve.fill.at(event.time).value_or(1) - 1);
        }
        break;
    case EventKind::ItemLost:
        m_bytes += m_lost.set(event.time, static_cast<std::int64_t>(++m_items.lost));
        break;
    default:
        break;
    }
    m_bytes += m_inFlight.set(event.time, static_cast<std::int64_t>(m_items.inFlight()));
}

void History::forgetBefore(Time time)
{
    for (auto &[place, lane] : m_lanes) {
        m_bytes -= lane.running.forgetBefore(time);
        m_bytes -= lane.blocked.forgetBefore(time);
        m_bytes -= lane.up.forgetBefore(time);
        m_bytes -= lane.hangs.forgetBefore(time);
        m_bytes -= lane.restarts.forgetBefore(time);
        m_bytes -= lane.state.forgetBefore(time);
        while (!lane.ends.empty() && lane.ends.front() < time)
            forget(lane.ends);
    }
    for (ChannelCurve &curve : m_channels) {
        m_bytes -= curve.fill.forgetBefore(time);
        m_bytes -= curve.capacity.forgetBefore(time);
        m_bytes -= curve.full.forgetBefore(time);
        m_bytes -= curve.sendWaits.forgetBefore(time);
    }
    m_bytes -= m_latencies.forgetBefore(time);
    for (auto &[kind, samples] : m_samples)
        m_bytes -= samples.forgetBefore(time);
    for (Series *series : {&m_created, &m_done, &m_failed, &m_dropped, &m_lost, &m_inFlight, &m_down, &m_stuck})
        m_bytes -= series->forgetBefore(time);
    while (!m_marks.empty() && m_marks.front().time < time)
        forget(m_marks);
}

} // namespace coroscope
