// SPDX-License-Identifier: MIT
#include "patterns/practices/structured_concurrency/pattern_metrics.h"

#include "patterns/practices/structured_concurrency/structured_concurrency.h"

namespace coroscope::practices::structured {

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

void OutlivingMetrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    if (delta.spawned) {
        const std::uint32_t group = delta.task->place.group;
        if (group == Requests || group == Parts)
            m_members[event.task] = {};
        if (group == Parts)
            m_members[event.object].parts.push_back(event.task);
    } else if (delta.ended) {
        end(event);
    } else if (event.kind == EventKind::ThreadTaken || event.kind == EventKind::ThreadFreed) {
        setComputing(event, event.kind == EventKind::ThreadTaken);
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
