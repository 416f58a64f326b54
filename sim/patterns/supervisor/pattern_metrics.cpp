// SPDX-License-Identifier: MIT
#include "patterns/supervisor/pattern_metrics.h"

#include "patterns/supervisor/parameters.h"
#include "patterns/supervisor/supervisor.h"

#include <algorithm>

namespace coroscope::supervisor {

namespace {

std::uint32_t positionOfWorkers()
{
    static const auto position = static_cast<std::uint32_t>(Parameters().find("workers").value());
    return position;
}

} // namespace

void SupervisorMetrics::advanceTo(Time now)
{
    m_now = std::max(m_now, now);
    m_upTime.advanceTo(m_now);
    m_wantedTime.advanceTo(m_now);
}

void SupervisorMetrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    m_now = event.time;
    if (delta.task && delta.task->inPlace && delta.task->place.group == Workers)
        applyToWorker(delta);
    const std::uint64_t one = counts(event.time) ? 1 : 0;
    switch (event.kind) {
    case EventKind::Restarted:
        m_recoveries += one;
        m_recovery += one != 0 ? event.payload : 0;
        break;
    case EventKind::ItemDoneAgain:
        m_doneTwice += one;
        break;
    case EventKind::Escalated:
        m_escalations += one;
        break;
    case EventKind::ParameterChanged:
        if (event.object == positionOfWorkers()) {
            m_turned = true;
            setWanted(event.time, static_cast<std::size_t>(event.payload));
        }
        break;
    default:
        break;
    }
}

void SupervisorMetrics::applyToWorker(const Delta &delta)
{
    const Event &event = delta.event;
    const std::size_t index = delta.task->place.index;
    if (m_up.size() <= index)
        m_up.resize(index + 1);
    if (delta.spawned) {
        m_restarts += delta.replaces && counts(event.time) ? 1u : 0u;
        m_up[index] = false;
        // At the start the supervisor starts all there should be.
        if (event.time == Time{} && !m_turned)
            setWanted(event.time, m_up.size());
        else
            count(event.time);
    } else if (event.kind == EventKind::WorkerUp || event.kind == EventKind::WorkerHung || delta.ended) {
        m_up[index] = event.kind == EventKind::WorkerUp;
        count(event.time);
    }
}

void SupervisorMetrics::setWanted(Time time, std::size_t wanted)
{
    m_wanted = wanted;
    m_wantedTime.set(time, static_cast<std::int64_t>(wanted));
    count(time);
}

void SupervisorMetrics::count(Time time)
{
    const auto last = m_up.begin() + static_cast<std::ptrdiff_t>(std::min(m_wanted, m_up.size()));
    m_upTime.set(time, std::count(m_up.begin(), last, true));
}

std::optional<double> SupervisorMetrics::availability() const
{
    if (m_wantedTime.integral() == 0)
        return std::nullopt;
    return static_cast<double>(m_upTime.integral()) / static_cast<double>(m_wantedTime.integral());
}

std::optional<double> SupervisorMetrics::restartsPerMinute() const
{
    if (m_now <= m_warmup)
        return std::nullopt;
    return static_cast<double>(m_restarts) * 60 / inSeconds(m_now - m_warmup);
}

std::optional<double> SupervisorMetrics::recoveryMean() const
{
    if (m_recoveries == 0)
        return std::nullopt;
    return static_cast<double>(m_recovery) / static_cast<double>(m_recoveries) / 1e9;
}

} // namespace coroscope::supervisor
