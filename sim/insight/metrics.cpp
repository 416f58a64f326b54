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

void Metrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    m_now = event.time;
    if (delta.spawned)
        spawn(delta);
    else if (delta.before)
        setState(delta);
    if (delta.fate)
        applyToItem(delta);
    if (delta.channel)
        applyToChannel(delta);
    if (event.kind == EventKind::ProcessCrashed) {
        ++m_crashes;
        m_measuredCrashes += counts(event.time) ? 1u : 0u;
    } else if (event.kind == EventKind::HeartbeatMissed && delta.other && delta.otherSlot < m_alive.size()) {
        noteFailure(m_alive[delta.otherSlot]);
    }
}

void Metrics::spawn(const Delta &delta)
{
    const Place place = delta.task->place;
    if (place.group >= m_groups.size())
        return;
    ++m_groups[place.group].spawned;
    const bool longLived = m_topology.groups[place.group].longLived;
    const Place kept = longLived ? place : Place{place.group, 0};
    Account &account = m_accounts[kept];
    account.place = kept;
    account.restarts += longLived && delta.replaces ? 1u : 0u;
    if (longLived && delta.displaced)
        close(m_alive[delta.displacedSlot]);
    account.hasFailed = false;
    account.state = TaskState::Ready;
    if (m_alive.size() <= delta.slot)
        m_alive.resize(delta.slot + 1);
    m_alive[delta.slot] = {.account = &account, .since = delta.event.time};
}

void Metrics::close(Alive &task)
{
    if (!task.account)
        return;
    task.account->times += timesSince(task);
    task.account = nullptr;
}

void Metrics::noteFailure(const Alive &task)
{
    // One that counted as dead may wake up and fail after all.
    if (task.account && !std::exchange(task.account->hasFailed, true))
        ++task.account->ownFailures;
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

void Metrics::setState(const Delta &delta)
{
    if (delta.slot >= m_alive.size() || !m_alive[delta.slot].account)
        return;
    Alive &task = m_alive[delta.slot];
    const TaskTransition now = delta.task->state;
    task.account->times += timesSince(task);
    task.account->state = now.state;
    task.state = now;
    task.since = delta.event.time;
    if (!delta.ended)
        return;
    if (now.state == TaskState::Failed)
        noteFailure(task);
    GroupMetrics &group = m_groups[task.account->place.group];
    ++(now.state == TaskState::Done ? group.done : now.state == TaskState::Failed ? group.failed : group.cancelled);
    task.account = nullptr;
}

void Metrics::applyToChannel(const Delta &delta)
{
    const Event &event = delta.event;
    if (event.object >= m_channels.size())
        return;
    Channel &channel = m_channels[event.object];
    // Up to now the fill was the old one: at the end of the warm-up that is what the measures begin with.
    if (counts(event.time) && channel.maximum == 0)
        channel.maximum = static_cast<std::uint64_t>(channel.fill.value());
    channel.fill.set(event.time, delta.channel->fill);
    channel.full.set(event.time, delta.channel->full() ? 1 : 0);
    channel.capacity = delta.channel->capacity;
    if (counts(event.time))
        channel.maximum = std::max(channel.maximum, static_cast<std::uint64_t>(delta.channel->fill));
    channel.opened |= event.kind == EventKind::ChannelOpened;
    channel.received += event.kind == EventKind::Received ? 1u : 0u;
    if (event.kind == EventKind::Sent) {
        ++channel.sent;
        if (counts(event.time))
            channel.sendWaits.add(event.payload);
    }
}

void Metrics::applyToItem(const Delta &delta)
{
    const Event &event = delta.event;
    m_items = *delta.items;
    m_measuredItems.*delta.fate += counts(event.time) ? 1u : 0u;
    if (event.kind == EventKind::ItemDone && counts(event.time))
        m_latency.add(event.payload);
    if (event.kind == EventKind::ItemDropped && event.object < m_channels.size())
        ++m_channels[event.object].dropped;
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
