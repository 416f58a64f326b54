// SPDX-License-Identifier: MIT
#include "insight/site_clock.h"

#include <algorithm>

namespace coroscope {

SiteClock::SiteClock(const Topology &topology, std::vector<Place> places)
    : m_topology(&topology), m_places(std::move(places))
{
    std::sort(m_places.begin(), m_places.end());
}

bool SiteClock::wants(Place place) const
{
    return m_places.empty() || std::binary_search(m_places.begin(), m_places.end(), place);
}

SiteClock::Standing &SiteClock::standing(std::uint32_t slot)
{
    if (m_standing.size() <= slot)
        m_standing.resize(slot + 1);
    return m_standing[slot];
}

void SiteClock::begin(const World &world, Time time)
{
    m_ledger = world.ledger();
    m_standing.clear();
    m_times.clear();
    m_failures.clear();
    for (const TaskView &task : world.tasks()) {
        const LedgerTask *const known = m_ledger.taskAt(task.place);
        if (!known || hasEnded(task.state) || !wants(task.place))
            continue;
        const Condition condition = conditionOf(task, world, *m_topology);
        standing(static_cast<std::uint32_t>(known - &m_ledger.at(0))) = {
            .where = {task.place.group, task.site},
            .look = lookNumber(condition, false),
            .since = time,
            .circumstances = {.forStock = condition == Condition::Blocked && task.waitKind == WaitKind::Receive,
                              .thread = world.threads().threadOf(task.id).has_value(),
                              .hung = task.hung},
            .counts = true};
    }
}

/// What it has spent as it was until now.
void SiteClock::note(Standing &task, Time time)
{
    if (time > task.since)
        m_times[task.where][task.look] += (time - task.since).count();
    task.since = time;
}

/// From now on it is so.
void SiteClock::take(Standing &task, const LedgerTask &as, Time time)
{
    note(task, time);
    task.look = lookNumber(conditionOf(as.state, task.circumstances), false);
}

void SiteClock::apply(const Event &event)
{
    const Delta delta = m_ledger.apply(event);
    if (delta.displaced && !m_places.empty()) { // it is in none of the places any more
        Standing &task = standing(delta.displacedSlot);
        if (task.counts)
            note(task, event.time);
        task.counts = false;
    }
    if (delta.spawned && delta.task) {
        const LedgerTask &task = *delta.task;
        standing(delta.slot) = {.where = {task.place.group, 0},
                                .look = lookNumber(conditionOf(task.state, {}), false),
                                .since = event.time,
                                .counts = wants(task.place)};
        return;
    }
    if (!delta.task)
        return;
    Standing &task = standing(delta.slot);
    if (!task.counts)
        return;
    if (event.kind == EventKind::FailureUnseen && event.object != event.task) // who had the handle has dropped it
        ++m_failures[task.where].dropped;
    if (delta.ended) {
        if (event.kind == EventKind::TaskFailed) {
            SiteFailures &failures = m_failures[task.where];
            ++(delta.before && delta.before->state == TaskState::Ready ? failures.threw : failures.struck);
        }
        note(task, event.time);
        task.counts = false;
        return;
    }
    const EventKind kind = event.kind;
    if (kind == EventKind::WorkerUp || kind == EventKind::WorkerHung)
        task.circumstances.hung = kind == EventKind::WorkerHung;
    else if (kind == EventKind::ThreadTaken || kind == EventKind::ThreadFreed)
        task.circumstances.thread = kind == EventKind::ThreadTaken;
    else if (!delta.before)
        return;
    if (delta.before) {
        task.circumstances.forStock = delta.task->state.waitKind == WaitKind::Receive
            && event.object < m_topology->channels.size() && m_topology->channels[event.object].stock;
    }
    take(task, *delta.task, event.time);
    if (delta.before && event.site != 0)
        task.where.second = event.site;
}

SiteClock::Times SiteClock::until(Time time) const
{
    Times times = m_times;
    for (const Standing &task : m_standing) {
        if (task.counts && time > task.since)
            times[task.where][task.look] += (time - task.since).count();
    }
    return times;
}

} // namespace coroscope
