// SPDX-License-Identifier: MIT
#include "run/condition_watch.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

using Kind = StopCondition::Kind;

/// The payload of a CancelRequested by a deadline.
constexpr std::int64_t overdue = 2;

bool isFailure(EventKind kind) noexcept
{
    return kind == EventKind::TaskFailed || kind == EventKind::ItemFailed || kind == EventKind::AttemptFailed
        || kind == EventKind::JobFailed || kind == EventKind::HeartbeatMissed;
}

/// Whether the task gets to run with this event.
bool getsToRun(const Delta &delta)
{
    if (!delta.task || !delta.before)
        return false;
    const TaskState now = delta.task->state.state;
    if (now == TaskState::Running)
        return delta.before->state != TaskState::Running;
    return now == TaskState::Ready && delta.before->state == TaskState::Waiting
        && delta.event.kind != EventKind::ThreadWanted;
}

} // namespace

ConditionWatch::ConditionWatch(const StopCondition &condition, const Topology &topology, Ledger before)
    : m_condition(condition), m_topology(topology), m_ledger(std::move(before))
{
    instantOver();
}

void ConditionWatch::pass(const Event &event)
{
    if (event.time > m_now)
        instantOver();
    static_cast<void>(isMetBy(event));
}

void ConditionWatch::look(const Event &event, Sequence sequence)
{
    if (event.time > m_now)
        instantOver();
    if (isMetBy(event) && (!m_candidate || isLevel()))
        m_candidate = sequence;
}

void ConditionWatch::lookForLast(const Event &event, Sequence sequence)
{
    if (event.time > m_now)
        instantOver();
    if (isMetBy(event))
        (isLevel() ? m_candidate : m_last) = sequence;
}

void ConditionWatch::instantOver()
{
    if (m_candidate && stillHolds()) {
        m_last = m_candidate;
        if (!m_met)
            m_met = m_candidate;
    }
    m_candidate.reset();
    const std::vector<LedgerChannel> &channels = m_ledger.channels();
    m_levels.resize(channels.size());
    for (std::size_t i = 0; i < channels.size(); ++i)
        m_levels[i] = {channels[i].full(), channels[i].fill == 0};
}

bool ConditionWatch::stillHolds() const
{
    if (!isLevel())
        return true;
    const LedgerChannel &channel = m_ledger.channels()[m_channel];
    return m_condition.kind == Kind::Full ? channel.full() : channel.fill == 0;
}

bool ConditionWatch::isAtLine(SiteId site) const
{
    if (site == 0 || !m_sites)
        return false;
    const CodeSite &at = m_sites->at(site);
    if (at.line != m_condition.line || !at.file.ends_with(m_condition.file))
        return false;
    const std::size_t before = at.file.size() - m_condition.file.size();
    return before == 0 || at.file[before - 1] == '/';
}

/// A task comes to the line with what begins there, not with what ends there. Where it needs a thread for that, it begins once
/// there is one.
bool ConditionWatch::comesToLine(const Delta &delta) const
{
    const Event &event = delta.event;
    if (!isAtLine(event.site))
        return false;
    switch (event.kind) {
    case EventKind::ThreadWanted:
    case EventKind::ThreadTaken:
    case EventKind::ThreadAbandoned:
    case EventKind::ThreadFreed:
    case EventKind::DeadlineMet:
        return false;
    default:
        break;
    }
    // What says nothing of a task's state it does on its way. Of the main task, which is in no place, nothing more is known.
    return !delta.task || !transitionOf(event.kind) || (delta.before && delta.before->state == TaskState::Ready);
}

bool ConditionWatch::isMetByChannel(const Delta &delta)
{
    if (!delta.channel || !concerns(delta.event.object) || delta.event.kind == EventKind::ChannelOpened)
        return false;
    const std::uint32_t channel = delta.event.object;
    const Level before = channel < m_levels.size() ? m_levels[channel] : Level{};
    const bool met = m_condition.kind == Kind::Full ? delta.channel->full() && !before.full
                                                    : delta.channel->fill == 0 && !before.empty;
    if (met)
        m_channel = channel;
    return met;
}

bool ConditionWatch::isMetBy(const Event &event)
{
    m_now = event.time;
    const Delta delta = m_ledger.apply(event);
    switch (m_condition.kind) {
    case Kind::Failure:
        return isFailure(event.kind);
    case Kind::Restart: {
        const bool longLived = delta.spawned && m_topology.groups.at(delta.task->place.group).longLived;
        return (longLived && delta.replaces) || event.kind == EventKind::ProcessRestarted;
    }
    case Kind::TimeOut:
        return event.kind == EventKind::AttemptTimedOut
            || (event.kind == EventKind::CancelRequested && event.payload == overdue);
    case Kind::Drop:
        return event.kind == EventKind::ItemDropped;
    case Kind::Lost:
        return event.kind == EventKind::ItemLost;
    case Kind::Crash:
        return event.kind == EventKind::ProcessCrashed;
    case Kind::Stuck:
        return event.kind == EventKind::Stalled || event.kind == EventKind::DeadlockFound;
    case Kind::Full:
    case Kind::Empty:
        return isMetByChannel(delta);
    case Kind::Runs:
        return getsToRun(delta) && delta.task->place == m_condition.place;
    case Kind::Ends:
        return delta.fate && event.kind != EventKind::ItemCreated && event.item == m_condition.item;
    case Kind::Line:
        return comesToLine(delta);
    case Kind::At:
        return event.time >= m_condition.time;
    }
    return false;
}

std::optional<Sequence> findNext(const Trace &trace, Sequence from, const StopCondition &condition,
                                 const Topology &topology)
{
    Ledger before;
    for (Sequence i = trace.firstKept(); i < std::min(from, trace.count()); ++i)
        before.apply(trace.at(i));
    return findNext(trace, from, condition, topology, std::move(before));
}

std::optional<Sequence> findNext(const Trace &trace, Sequence from, const StopCondition &condition,
                                 const Topology &topology, Ledger before)
{
    ConditionWatch watch(condition, topology, std::move(before));
    watch.lookUpSites(trace.sites());
    for (Sequence i = std::max(from, trace.firstKept()); i < trace.count() && !watch.met(); ++i)
        watch.look(trace.at(i), i);
    watch.instantOver();
    return watch.met();
}

} // namespace coroscope
