// SPDX-License-Identifier: MIT
#include "insight/metrics.h"

#include <algorithm>
#include <utility>

namespace coroscope {

Metrics::TaskTimes &Metrics::TaskTimes::operator+=(const TaskTimes &other) noexcept
{
    ready += other.ready;
    running += other.running;
    waiting += other.waiting;
    blockedSending += other.blockedSending;
    return *this;
}

Metrics::Metrics(const Topology &topology, Time warmup)
    : m_topology(topology), m_warmup(warmup), m_inFlight(warmup), m_groups(topology.groups.size())
{
    for (std::size_t i = 0; i < topology.channels.size(); ++i)
        m_channels.emplace_back(warmup);
}

void Metrics::consume(std::span<const Event> events, Sequence)
{
    for (const Event &event : events)
        apply(event);
}

void Metrics::advanceTo(Time now)
{
    m_now = std::max(m_now, now);
    m_inFlight.advanceTo(m_now);
    for (Channel &channel : m_channels) {
        channel.fill.advanceTo(m_now);
        channel.full.advanceTo(m_now);
    }
}

Duration Metrics::measured() const noexcept
{
    return std::max(Duration::zero(), m_now - m_warmup);
}

std::optional<double> Metrics::throughput() const
{
    if (measured() == Duration::zero())
        return std::nullopt;
    return static_cast<double>(m_latency.count()) / inSeconds(measured());
}

void Metrics::apply(const Event &event)
{
    m_now = event.time;
    if (event.kind == EventKind::TaskSpawned)
        spawn(event);
    else if (const auto transition = transitionOf(event.kind))
        setState(event, *transition);
    switch (event.kind) {
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
    case EventKind::ProcessCrashed:
        ++m_crashes;
        m_measuredCrashes += counts(event.time) ? 1u : 0u;
        break;
    case EventKind::HeartbeatMissed:
        noteFailure(event.object);
        break;
    case EventKind::TaskDismissed:
        for (auto &[place, account] : m_accounts)
            account.dismissed |= account.task == event.object;
        break;
    default:
        break;
    }
}

void Metrics::spawn(const Event &event)
{
    const Place place = Place::unpacked(event.payload);
    if (place.group >= m_groups.size())
        return;
    ++m_groups[place.group].spawned;
    const Place kept = m_topology.groups[place.group].longLived ? place : Place{place.group, 0};
    Account &account = m_accounts[kept];
    account.place = kept;
    if (account.task != 0 && !account.dismissed)
        ++account.restarts;
    account.dismissed = false;
    if (m_topology.groups[place.group].longLived)
        forget(account.task);
    account.task = event.task;
    account.hasFailed = false;
    account.state = TaskState::Ready;
    std::uint32_t slot = static_cast<std::uint32_t>(m_alive.size());
    if (m_freeSlots.empty()) {
        m_alive.push_back({});
    } else {
        slot = m_freeSlots.back();
        m_freeSlots.pop_back();
    }
    m_alive[slot] = {.account = &account, .since = event.time};
    m_slots[event.task] = slot;
}

void Metrics::forget(TaskId task)
{
    const auto it = m_slots.find(task);
    if (it == m_slots.end())
        return;
    Alive &alive = m_alive[it->second];
    alive.account->times += timesSince(alive);
    alive.account = nullptr;
    m_freeSlots.push_back(it->second);
    m_slots.erase(it);
}

void Metrics::noteFailure(TaskId task)
{
    const auto it = m_slots.find(task);
    if (it == m_slots.end())
        return;
    Account &account = *m_alive[it->second].account;
    // One that counted as dead may wake up and fail after all.
    if (!std::exchange(account.hasFailed, true))
        ++account.ownFailures;
}

Metrics::TaskTimes Metrics::timesSince(const Alive &task) const
{
    TaskTimes times;
    const Duration span = m_now - std::max(task.since, m_warmup);
    if (span <= Duration::zero())
        return times;
    switch (task.state.state) {
    case TaskState::Running:
        times.running = span;
        break;
    case TaskState::Waiting:
        times.waiting = span;
        if (task.state.waitKind == WaitKind::Send)
            times.blockedSending = span;
        break;
    default:
        times.ready = span;
        break;
    }
    return times;
}

void Metrics::setState(const Event &event, TaskTransition transition)
{
    const auto it = m_slots.find(event.task);
    if (it == m_slots.end())
        return;
    Alive &task = m_alive[it->second];
    task.account->times += timesSince(task);
    task.account->state = transition.state;
    task.state = transition;
    task.since = event.time;
    if (!hasEnded(transition.state))
        return;
    if (transition.state == TaskState::Failed)
        noteFailure(event.task);
    GroupMetrics &group = m_groups[task.account->place.group];
    ++(transition.state == TaskState::Done         ? group.done
           : transition.state == TaskState::Failed ? group.failed
                                                   : group.cancelled);
    forget(event.task);
}

void Metrics::setFill(Channel &channel, Time time, std::int64_t fill)
{
    // Up to now the fill was the old one: at the end of the warm-up that is what the measures begin with.
    if (counts(time) && channel.maximum == 0)
        channel.maximum = static_cast<std::uint64_t>(channel.fill.value());
    channel.fill.set(time, fill);
    channel.full.set(time, channel.capacity >= 0 && fill >= channel.capacity ? 1 : 0);
    if (counts(time))
        channel.maximum = std::max(channel.maximum, static_cast<std::uint64_t>(fill));
}

void Metrics::applyToChannel(const Event &event)
{
    if (event.object >= m_channels.size())
        return;
    Channel &channel = m_channels[event.object];
    switch (event.kind) {
    case EventKind::ChannelOpened:
        channel.opened = true;
        channel.capacity = event.payload;
        setFill(channel, event.time, 0);
        break;
    case EventKind::ChannelClosed:
        setFill(channel, event.time, event.payload);
        channel.full.set(event.time, 0);
        break;
    case EventKind::CapacityChanged:
        channel.capacity = event.payload;
        setFill(channel, event.time, channel.fill.value());
        break;
    case EventKind::Sent:
        ++channel.sent;
        setFill(channel, event.time, channel.fill.value() + 1);
        if (counts(event.time))
            channel.sendWaits.add(event.payload);
        break;
    case EventKind::Received:
        ++channel.received;
        setFill(channel, event.time, channel.fill.value() - 1);
        break;
    default:
        break;
    }
}

void Metrics::applyToItem(const Event &event)
{
    const auto count = [&](std::uint64_t ItemCounts::*fate) {
        ++(m_items.*fate);
        m_measuredItems.*fate += counts(event.time) ? 1u : 0u;
    };
    switch (event.kind) {
    case EventKind::ItemCreated:
        count(&ItemCounts::created);
        break;
    case EventKind::ItemDone:
        count(&ItemCounts::done);
        if (counts(event.time))
            m_latency.add(event.payload);
        break;
    case EventKind::ItemFailed:
        count(&ItemCounts::failed);
        break;
    case EventKind::ItemCancelled:
        count(&ItemCounts::cancelled);
        break;
    case EventKind::ItemDropped:
        count(&ItemCounts::dropped);
        if (event.object < m_channels.size()) {
            Channel &channel = m_channels[event.object];
            ++channel.dropped;
            if (event.payload == 1)
                setFill(channel, event.time, channel.fill.value() - 1);
        }
        break;
    case EventKind::ItemLost:
        count(&ItemCounts::lost);
        break;
    default:
        break;
    }
    m_inFlight.set(event.time, static_cast<std::int64_t>(m_items.inFlight()));
}

std::vector<Metrics::TaskMetrics> Metrics::tasks() const
{
    std::map<const Account *, TaskTimes> running; // looked up, never iterated
    for (const Alive &task : m_alive) {
        if (task.account)
            running[task.account] += timesSince(task);
    }
    std::vector<TaskMetrics> list;
    for (const auto &[place, account] : m_accounts) {
        if (!m_topology.groups[place.group].longLived)
            continue;
        TaskMetrics metrics{place, account.state, account.times, account.restarts, account.ownFailures};
        if (const auto it = running.find(&account); it != running.end())
            metrics.times += it->second;
        list.push_back(metrics);
    }
    return list;
}

Metrics::GroupMetrics Metrics::group(std::uint32_t group) const
{
    GroupMetrics metrics = m_groups.at(group);
    for (const auto &[place, account] : m_accounts) {
        if (place.group == group)
            metrics.times += account.times;
    }
    for (const Alive &task : m_alive) {
        if (task.account && task.account->place.group == group)
            metrics.times += timesSince(task);
    }
    return metrics;
}

Metrics::ChannelMetrics Metrics::channel(std::uint32_t channel) const
{
    const Channel &one = m_channels.at(channel);
    const auto fill = static_cast<std::uint64_t>(one.fill.value());
    return {.opened = one.opened,
            .capacity = one.capacity,
            .sent = one.sent,
            .received = one.received,
            .dropped = one.dropped,
            .fill = fill,
            .fillMaximum = std::max(one.maximum, fill),
            .fillMean = one.fill.mean(),
            .fullShare = one.full.mean(),
            .sendWaits = &one.sendWaits};
}

} // namespace coroscope
