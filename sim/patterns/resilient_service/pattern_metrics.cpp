// SPDX-License-Identifier: MIT
#include "patterns/resilient_service/pattern_metrics.h"

#include "patterns/resilient_service/resilient_service.h"

#include <algorithm>

namespace coroscope::service {

void ServiceMetrics::consume(std::span<const Event> events, Sequence)
{
    for (const Event &event : events)
        apply(event);
}

void ServiceMetrics::advanceTo(Time now)
{
    m_now = std::max(m_now, now);
    m_aliveTime.advanceTo(m_now);
    m_busyTime.advanceTo(m_now);
}

void ServiceMetrics::apply(const Event &event)
{
    m_now = event.time;
    switch (event.kind) {
    case EventKind::TaskSpawned:
        spawn(event);
        break;
    case EventKind::TaskDone:
    case EventKind::TaskFailed:
    case EventKind::TaskCancelled:
    case EventKind::TaskKilled:
        remove(event);
        break;
    case EventKind::TaskDismissed:
        for (Taken &taken : m_taken)
            taken.dismissed |= taken.task == event.object;
        break;
    case EventKind::Received:
        setBusy(event, true);
        break;
    case EventKind::Sent:
    case EventKind::ItemFailed:
        setBusy(event, false);
        break;
    case EventKind::AttemptStarted:
        if (counts(event.time)) {
            ++m_attempts;
            if (event.object == 0)
                ++m_calls;
        }
        break;
    case EventKind::AttemptTimedOut:
        m_timeouts += counts(event.time) ? 1u : 0u;
        break;
    default:
        break;
    }
}

void ServiceMetrics::spawn(const Event &event)
{
    const Place place = Place::unpacked(event.payload);
    if (place.group != Workers)
        return;
    if (m_taken.size() <= place.index)
        m_taken.resize(place.index + 1);
    Taken &taken = m_taken[place.index];
    m_restarts += taken.task != 0 && !taken.dismissed && counts(event.time) ? 1u : 0u;
    taken = {.task = event.task};
    m_workers.push_back({event.task});
    count(event.time);
}

void ServiceMetrics::setBusy(const Event &event, bool busy)
{
    const auto it = std::find_if(m_workers.begin(), m_workers.end(),
                                 [&](const Worker &one) { return one.task == event.task; });
    if (it == m_workers.end())
        return;
    it->busy = busy;
    count(event.time);
}

void ServiceMetrics::remove(const Event &event)
{
    if (std::erase_if(m_workers, [&](const Worker &one) { return one.task == event.task; }) > 0)
        count(event.time);
}

void ServiceMetrics::count(Time time)
{
    m_aliveTime.set(time, static_cast<std::int64_t>(m_workers.size()));
    m_busyTime.set(time, std::count_if(m_workers.begin(), m_workers.end(), [](const Worker &one) { return one.busy; }));
}

std::optional<double> ServiceMetrics::restartsPerMinute() const
{
    if (m_now <= m_warmup)
        return std::nullopt;
    return static_cast<double>(m_restarts) * 60 / inSeconds(m_now - m_warmup);
}

std::optional<double> ServiceMetrics::attemptsPerCall() const
{
    if (m_calls == 0)
        return std::nullopt;
    return static_cast<double>(m_attempts) / static_cast<double>(m_calls);
}

std::optional<double> ServiceMetrics::workerUtilisation() const
{
    if (m_aliveTime.integral() == 0)
        return std::nullopt;
    return static_cast<double>(m_busyTime.integral()) / static_cast<double>(m_aliveTime.integral());
}

} // namespace coroscope::service
