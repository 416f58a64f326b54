// SPDX-License-Identifier: MIT
#include "patterns/task_spawning/pattern_metrics.h"

#include "patterns/task_spawning/task_spawning.h"

namespace coroscope::spawning {

std::optional<double> SpawningMetrics::burstMean() const
{
    if (m_bursts == 0)
        return std::nullopt;
    return m_burstSeconds / static_cast<double>(m_bursts);
}

std::optional<double> SpawningMetrics::speedup() const
{
    if (m_burstSeconds == 0)
        return std::nullopt;
    return m_ownSeconds / m_burstSeconds;
}

void SpawningMetrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    m_threads.apply(event);
    if (delta.spawned)
        spawn(delta);
    else if (delta.ended)
        end(event);
    switch (event.kind) {
    case EventKind::JobStarted:
        m_members[event.task].burst = event.object;
        m_ownTimes[event.object] = {};
        break;
    case EventKind::WorkEnded:
    case EventKind::SleepEnded:
        if (const auto member = m_members.find(event.task); member != m_members.end())
            m_ownTimes[member->second.burst] += Duration{event.payload};
        break;
    case EventKind::JobDone:
    case EventKind::JobFailed:
        endBurst(event);
        break;
    case EventKind::FailureUnseen:
        m_unseenFailures += counts(event.time) ? 1u : 0u;
        break;
    default:
        break;
    }
}

void SpawningMetrics::spawn(const Delta &delta)
{
    const Event &event = delta.event;
    const std::uint32_t group = delta.task->place.group;
    if (group == Parents)
        m_members[event.task] = {};
    if (group != Tasks)
        return;
    Member &parent = m_members[event.object];
    ++parent.children;
    const std::uint32_t burst = parent.burst;
    m_members[event.task] = {.parent = event.object, .burst = burst};
}

void SpawningMetrics::end(const Event &event)
{
    const auto member = m_members.find(event.task);
    if (member == m_members.end())
        return;
    if (counts(event.time))
        m_outlivingTasks += member->second.children;
    if (const auto parent = m_members.find(member->second.parent); parent != m_members.end())
        --parent->second.children;
    m_members.erase(event.task);
}

void SpawningMetrics::endBurst(const Event &event)
{
    if (counts(event.time)) {
        ++m_bursts;
        m_burstSeconds += inSeconds(Duration{event.payload});
        m_ownSeconds += inSeconds(m_ownTimes[event.object]);
    }
    m_ownTimes.erase(event.object);
}

} // namespace coroscope::spawning
