// SPDX-License-Identifier: MIT
#include "insight/world.h"

#include <algorithm>

namespace coroscope {

namespace {

void leaveLine(std::deque<InLine> &line, TaskId task)
{
    const auto it = std::find_if(line.begin(), line.end(), [&](const InLine &one) { return one.task == task; });
    if (it != line.end())
        line.erase(it);
}

} // namespace

bool hasFinished(const TaskView &task, const Topology &topology)
{
    const bool isAlone = task.place.group < topology.groups.size() && topology.groups[task.place.group].single;
    return (task.state == TaskState::Done && (task.atEnd || isAlone))
        || (task.state == TaskState::Cancelled && isAlone);
}

const TaskView *World::task(TaskId id) const noexcept
{
    const LedgerTask *const known = m_ledger.task(id);
    return known && known->inPlace ? &m_tasks[known->placeNumber] : nullptr;
}

TaskView *World::find(TaskId id) noexcept
{
    const LedgerTask *const known = m_ledger.task(id);
    return known && known->inPlace ? &m_tasks[known->placeNumber] : nullptr;
}

const TaskView *World::taskAt(Place place) const noexcept
{
    const LedgerTask *const known = m_ledger.taskAt(place);
    return known ? &m_tasks[known->placeNumber] : nullptr;
}

std::optional<std::int64_t> World::lastSet(std::uint32_t parameter) const noexcept
{
    return parameter < m_lastSet.size() ? m_lastSet[parameter] : std::nullopt;
}

std::size_t World::weight() const noexcept
{
    std::size_t weight = m_tasks.size() * 2 + m_motions.size() + m_threads.holders.size() + m_threads.waiting.size();
    for (const ChannelView &channel : m_channels)
        weight += channel.items.size() + channel.senders.size() + channel.receivers.size();
    return weight;
}

std::size_t World::bytes() const noexcept
{
    std::size_t bytes = sizeof(World) + m_ledger.bytes() + m_tasks.size() * sizeof(TaskView)
        + m_motions.size() * sizeof(Motion) + m_channels.size() * sizeof(ChannelView);
    for (const ChannelView &channel : m_channels) {
        bytes += channel.items.size() * sizeof(ItemId)
            + (channel.senders.size() + channel.receivers.size()) * sizeof(InLine);
    }
    return bytes;
}

void World::apply(const Event &event)
{
    m_time = event.time;
    const Delta delta = m_ledger.apply(event);
    if (delta.spawned)
        spawn(delta);
    else if (delta.before && delta.task->inPlace)
        setState(delta);
    for (const std::uint32_t slot : delta.orphans) {
        if (m_ledger.at(slot).inPlace)
            m_tasks[m_ledger.at(slot).placeNumber].orphaned = true;
    }
    switch (event.kind) {
    case EventKind::WorkStarted:
    case EventKind::WorkRetimed:
    case EventKind::SleepStarted:
    case EventKind::SleepRetimed:
        setLength(event);
        break;
    case EventKind::ChannelOpened:
    case EventKind::ChannelClosed:
    case EventKind::CapacityChanged:
    case EventKind::SendBlocked:
    case EventKind::Sent:
    case EventKind::SendAbandoned:
    case EventKind::ReceiveBlocked:
    case EventKind::Received:
    case EventKind::ReceiveAbandoned:
    case EventKind::SendRefused:
    case EventKind::ReceiveEnded:
        applyToChannel(event);
        break;
    case EventKind::ItemCreated:
    case EventKind::ItemDone:
    case EventKind::ItemFailed:
    case EventKind::ItemCancelled:
    case EventKind::ItemDropped:
    case EventKind::ItemLost:
        applyToItem(event);
        break;
    case EventKind::ThreadsChanged:
    case EventKind::ThreadWanted:
    case EventKind::ThreadTaken:
    case EventKind::ThreadAbandoned:
    case EventKind::ThreadFreed:
        applyToThreads(event);
        break;
    case EventKind::LockBlocked:
    case EventKind::LockAcquired:
    case EventKind::LockAbandoned:
    case EventKind::LockReleased:
        applyToLock(event);
        break;
    case EventKind::DeadlineSet:
    case EventKind::DeadlineMet:
    case EventKind::CancelRequested:
        applyToDeadline(event);
        break;
    case EventKind::JobStarted:
        if (TaskView *const task = find(event.task)) {
            task->jobSince = event.time;
            task->jobParts = static_cast<std::uint32_t>(event.payload);
        }
        break;
    case EventKind::FailureUnseen:
        if (TaskView *const task = find(event.object))
            task->failureUnseen = true;
        break;
    case EventKind::TaskDismissed:
    case EventKind::WorkerUp:
    case EventKind::WorkerHung:
    case EventKind::HeartbeatMissed:
    case EventKind::RestartScheduled:
        applyToWorker(event);
        break;
    default:
        break;
    }
    applyToProcess(event);
}

void World::applyToProcess(const Event &event)
{
    switch (event.kind) {
    case EventKind::Stalled:
    case EventKind::DeadlockFound:
        m_stuckSince = event.time;
        m_deadlocked = event.kind == EventKind::DeadlockFound;
        return;
    case EventKind::DeadlockLink:
        m_deadlock.push_back(event.task);
        return;
    case EventKind::ParameterChanged:
        if (m_lastSet.size() <= event.object)
            m_lastSet.resize(event.object + 1);
        m_lastSet[event.object] = event.payload;
        break;
    case EventKind::ActionTaken:
        if (m_taken.size() <= event.object)
            m_taken.resize(event.object + 1);
        m_taken[event.object] = true;
        break;
    case EventKind::ProcessCrashed:
        m_downSince = event.time;
        ++m_crashes;
        break;
    case EventKind::ProcessRestarted:
        m_downSince.reset();
        m_downUntil.reset();
        break;
    default:
        break;
    }
    if (m_stuckSince) { // something happens, so some task can go on after all
        m_stuckSince.reset();
        m_deadlocked = false;
        m_deadlock.clear();
    }
}

ChannelView &World::channel(std::uint32_t object)
{
    if (m_channels.size() <= object)
        m_channels.resize(object + 1);
    return m_channels[object];
}

void World::spawn(const Delta &delta)
{
    const Event &event = delta.event;
    const LedgerTask &task = *delta.task;
    TaskView fresh;
    fresh.id = event.task;
    fresh.parent = event.object;
    fresh.place = task.place;
    if (const LedgerTask *const parent = m_ledger.task(event.object))
        fresh.parentIndex = parent->place.index;
    fresh.born = event.time;
    fresh.since = event.time;
    if (task.placeNumber == m_tasks.size()) {
        m_tasks.push_back(fresh);
    } else {
        TaskView &before = m_tasks[task.placeNumber];
        setResult(before, 0);
        m_alive -= delta.displaced ? 1u : 0u;
        fresh.restarts = before.restarts + (delta.replaces ? 1 : 0);
        before = fresh;
    }
    ++m_alive;
    m_lastSpawned = event.task;
    if (find(event.object))
        move(event, find(event.task));
}

void World::setState(const Delta &delta)
{
    const Event &event = delta.event;
    TaskView &task = m_tasks[delta.task->placeNumber];
    if (task.since < event.time) { // what lasted no time was not to be seen
        task.stateBefore = task.state;
        task.waitBefore = task.waitKind;
    }
    task.state = delta.task->state.state;
    task.waitKind = delta.task->state.waitKind;
    task.object = event.object;
    task.since = event.time;
    task.length = Duration::zero();
    if (event.site != 0)
        task.site = event.site;
    if (delta.ended) {
        setResult(task, task.state == TaskState::Done ? task.item : 0);
        task.item = 0;
        task.deadlines.clear();
        task.up = false;
        --m_alive;
    }
}

void World::setResult(TaskView &task, ItemId item)
{
    const auto slot = static_cast<std::uint32_t>(&task - m_tasks.data());
    if (const auto known = m_results.find(task.result); known != m_results.end() && known->second == slot)
        m_results.erase(known);
    task.result = item;
    if (item != 0)
        m_results.try_emplace(item, slot); // where several return it, as hedged attempts do, the first one has it
}

void World::setLength(const Event &event)
{
    const Duration length{event.payload};
    const bool starts = event.kind == EventKind::WorkStarted || event.kind == EventKind::SleepStarted;
    if (TaskView *const task = find(event.task)) {
        task->length = length;
        if (starts)
            task->item = event.item;
    } else if (m_downSince) { // while the process is down, only the root is left to sleep: until it starts anew
        if (starts)
            m_downSleepSince = event.time;
        m_downUntil = later(m_downSleepSince, length);
    }
}

/// The task that has the item that has ended: in hand, or as its result, which others may finish. Else the event's
/// task.
const TaskView *World::holderOf(const Event &event) const
{
    const TaskView *const task = this->task(event.task);
    if (task && task->item == event.item)
        return task;
    const auto returned = m_results.find(event.item);
    return returned == m_results.end() ? task : &m_tasks[returned->second];
}

void World::move(const Event &event, const TaskView *task)
{
    m_motions.push_back({event.kind, event.object, task ? task->id : event.task,
                         task ? task->place : Place{rootGroup, 0}, event.item, event.payload, event.time});
    if (m_motions.size() > motionsKept)
        m_motions.pop_front();
}

void World::applyToChannel(const Event &event)
{
    ChannelView &channel = this->channel(event.object);
    TaskView *const task = find(event.task);
    switch (event.kind) {
    case EventKind::ChannelOpened:
        channel.open = true;
        channel.closed = false;
        channel.capacity = event.payload;
        channel.items.clear();
        break;
    case EventKind::ChannelClosed:
        channel.open = false;
        channel.closed = true;
        channel.lost = 0;
        break;
    case EventKind::CapacityChanged:
        channel.capacity = event.payload;
        break;
    case EventKind::SendBlocked:
        if (task)
            task->item = event.item;
        channel.senders.push_back({event.task, event.item, event.time});
        break;
    case EventKind::SendAbandoned:
    case EventKind::SendRefused:
        leaveLine(channel.senders, event.task);
        break;
    case EventKind::Sent:
        leaveLine(channel.senders, event.task);
        if (task)
            task->item = 0;
        channel.items.push_back(event.item);
        ++channel.sent;
        move(event, find(event.task));
        break;
    case EventKind::ReceiveBlocked:
        channel.receivers.push_back({event.task, 0, event.time});
        break;
    case EventKind::ReceiveEnded:
        if (task)
            task->atEnd = true;
        leaveLine(channel.receivers, event.task);
        break;
    case EventKind::ReceiveAbandoned:
        leaveLine(channel.receivers, event.task);
        break;
    case EventKind::Received: {
        leaveLine(channel.receivers, event.task);
        if (task)
            task->item = event.item;
        const auto it = std::find(channel.items.begin(), channel.items.end(), event.item);
        if (it != channel.items.end())
            channel.items.erase(it);
        ++channel.received;
        move(event, find(event.task));
        break;
    }
    default:
        break;
    }
}

void World::applyToItem(const Event &event)
{
    if (event.kind == EventKind::ItemCreated) {
        if (TaskView *const task = find(event.task))
            task->item = event.item;
        return;
    }
    const TaskView *const holder = holderOf(event);
    move(event, holder);
    if (event.kind == EventKind::ItemDropped) {
        ChannelView &channel = this->channel(event.object);
        ++channel.dropped;
        if (event.payload == 1 && !channel.items.empty() && channel.items.front() == event.item)
            channel.items.pop_front();
    } else if (event.kind == EventKind::ItemLost) {
        // Of a channel that has closed, what it held goes with it, oldest first.
        for (ChannelView &channel : m_channels) {
            if (!channel.items.empty() && channel.items.front() == event.item) {
                channel.items.pop_front();
                ++channel.lost;
            }
        }
    }
    if (TaskView *const task = holder ? find(holder->id) : nullptr) {
        if (task->item == event.item)
            task->item = 0;
        if (task->result == event.item)
            setResult(*task, 0);
    }
}

} // namespace coroscope
