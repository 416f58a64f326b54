// SPDX-License-Identifier: MIT
#include "patterns/practices/structured_concurrency/tally.h"

#include "patterns/practices/structured_concurrency/structured_concurrency.h"

#include <algorithm>

namespace coroscope::practices::structured {

void OutlivingTally::consume(std::span<const Event> events, Sequence)
{
    for (const Event &event : events)
        apply(event);
}

std::optional<double> OutlivingTally::wastedShare() const
{
    if (m_countedHeld == 0)
        return std::nullopt;
    return m_countedWasted / m_countedHeld;
}

void OutlivingTally::apply(const Event &event)
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
        m_members[event.task].threadSince = event.time;
        break;
    case EventKind::ThreadFreed:
        addHeld(event);
        break;
    default:
        break;
    }
}

void OutlivingTally::end(const Event &event)
{
    const auto ended = m_members.find(event.task);
    if (ended == m_members.end())
        return;
    for (const TaskId part : ended->second.parts) {
        if (const auto alive = m_members.find(part); alive != m_members.end()) {
            alive->second.aloneSince = event.time;
            ++m_outlivingTasks;
        }
    }
    m_members.erase(event.task);
}

void OutlivingTally::addHeld(const Event &event)
{
    const Member &part = m_members[event.task];
    const auto since = [&](Time from) { return inSeconds(event.time - std::min(from, event.time)); };
    const auto wasted = [&](Time from) { return part.aloneSince ? since(std::max(from, *part.aloneSince)) : 0; };
    m_wastedSeconds += wasted(part.threadSince);
    const Time counted = std::max(part.threadSince, m_warmup);
    m_countedWasted += wasted(counted);
    m_countedHeld += since(counted);
}

} // namespace coroscope::practices::structured
