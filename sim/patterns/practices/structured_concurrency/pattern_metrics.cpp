// SPDX-License-Identifier: MIT
#include "patterns/practices/structured_concurrency/pattern_metrics.h"

#include "patterns/practices/structured_concurrency/structured_concurrency.h"

namespace coroscope::practices::structured {

void OutlivingMetrics::consume(std::span<const Event> events, Sequence)
{
    for (const Event &event : events)
        apply(event);
}

void OutlivingMetrics::advanceTo(Time now)
{
    m_computing.advanceTo(now);
    m_computingAlone.advanceTo(now);
}

std::optional<double> OutlivingMetrics::wastedShare() const
{
    if (m_computing.integral() == 0)
        return std::nullopt;
    return static_cast<double>(m_computingAlone.integral()) / static_cast<double>(m_computing.integral());
}

void OutlivingMetrics::apply(const Event &event)
{
    switch (event.kind) {
    case EventKind::TaskSpawned: {
        const std::uint32_t group = Place::unpacked(event.payload).group;
        if (group == Requests || group == Parts)
            m_members[event.task] = {};
        if (group == Parts)
            m_members[event.object].parts.push_back(event.task);
        break;
    }
    case EventKind::TaskDone:
    case EventKind::TaskFailed:
    case EventKind::TaskCancelled:
    case EventKind::TaskKilled:
        end(event);
        break;
    case EventKind::ThreadTaken:
        setComputing(event, true);
        break;
    case EventKind::ThreadFreed:
        setComputing(event, false);
        break;
    default:
        break;
    }
}

void OutlivingMetrics::end(const Event &event)
{
    const auto ended = m_members.find(event.task);
    if (ended == m_members.end())
        return;
    for (const TaskId part : ended->second.parts) {
        if (const auto alive = m_members.find(part); alive != m_members.end()) {
            alive->second.alone = true;
            if (alive->second.computes)
                m_computingAlone.set(event.time, m_computingAlone.value() + 1);
            m_outlivingTasks += counts(event.time) ? 1u : 0u;
        }
    }
    m_members.erase(event.task);
}

void OutlivingMetrics::setComputing(const Event &event, bool computes)
{
    Member &part = m_members[event.task];
    part.computes = computes;
    const int change = computes ? 1 : -1;
    m_computing.set(event.time, m_computing.value() + change);
    if (part.alone)
        m_computingAlone.set(event.time, m_computingAlone.value() + change);
}

} // namespace coroscope::practices::structured
