// SPDX-License-Identifier: MIT
#include "patterns/resilient_service/pattern_metrics.h"

#include "patterns/resilient_service/resilient_service.h"

#include <algorithm>

namespace coroscope::service {

void ServiceMetrics::advanceTo(Time now)
{
    m_now = std::max(m_now, now);
    m_aliveTime.advanceTo(m_now);
    m_busyTime.advanceTo(m_now);
}

void ServiceMetrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    m_now = event.time;
    if (delta.task && delta.task->place.group == Workers)
        applyToWorker(delta);
    if (!counts(event.time))
        return;
    if (event.kind == EventKind::AttemptStarted) {
        ++m_attempts;
        m_calls += event.object == 0 ? 1u : 0u;
    } else if (event.kind == EventKind::AttemptTimedOut) {
        ++m_timeouts;
    }
}

void ServiceMetrics::applyToWorker(const Delta &delta)
{
    const Event &event = delta.event;
    if (m_busy.size() <= delta.slot)
        m_busy.resize(delta.slot + 1);
    if (delta.spawned) {
        m_restarts += delta.replaces && counts(event.time) ? 1u : 0u;
        m_aliveTime.set(event.time, m_aliveTime.value() + 1);
    } else if (delta.ended) {
        setBusy(delta, false);
        m_aliveTime.set(event.time, m_aliveTime.value() - 1);
    } else if (event.kind == EventKind::Received) {
        setBusy(delta, true);
    } else if (event.kind == EventKind::Sent || event.kind == EventKind::ItemFailed) {
        setBusy(delta, false);
    }
}

void ServiceMetrics::setBusy(const Delta &delta, bool busy)
{
    if (m_busy[delta.slot] == busy)
        return;
    m_busy[delta.slot] = busy;
    m_busyTime.set(delta.event.time, m_busyTime.value() + (busy ? 1 : -1));
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
