// SPDX-License-Identifier: MIT
#include "patterns/supervisor/pattern_metrics.h"

#include "patterns/supervisor/parameters.h"
#include "patterns/supervisor/supervisor_tree.h"

#include <algorithm>

namespace coroscope::supervisor {

namespace {

std::uint32_t positionOfWorkers()
{
    static const auto position = static_cast<std::uint32_t>(Parameters().find("workers").value());
    return position;
}

} // namespace

void SupervisorMetrics::consume(std::span<const Event> events, Sequence)
{
    for (const Event &event : events)
        apply(event);
}

void SupervisorMetrics::advanceTo(Time now)
{
    m_now = std::max(m_now, now);
    m_upTime.advanceTo(m_now);
    m_wantedTime.advanceTo(m_now);
}

void SupervisorMetrics::apply(const Event &event)
{
    m_now = event.time;
    switch (event.kind) {
    case EventKind::TaskSpawned:
        spawn(event);
        break;
    case EventKind::WorkerUp:
        setUp(event.task, event.time, true);
        break;
    case EventKind::WorkerHung:
    case EventKind::TaskDone:
    case EventKind::TaskFailed:
    case EventKind::TaskCancelled:
    case EventKind::TaskKilled:
        setUp(event.task, event.time, false);
        break;
    case EventKind::Restarted:
        if (counts(event.time)) {
            ++m_recoveries;
            m_recovery += event.payload;
        }
        break;
    case EventKind::ItemDoneAgain:
        m_doneTwice += counts(event.time) ? 1u : 0u;
        break;
    case EventKind::TaskDismissed:
        for (Worker &worker : m_workers)
            worker.dismissed |= worker.task == event.object;
        break;
    case EventKind::Escalated:
        m_escalations += counts(event.time) ? 1u : 0u;
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

void SupervisorMetrics::spawn(const Event &event)
{
    const Place place = Place::unpacked(event.payload);
    if (place.group != Workers)
        return;
    if (m_workers.size() <= place.index)
        m_workers.resize(place.index + 1);
    const Worker &before = m_workers[place.index];
    if (before.task != 0 && !before.dismissed && counts(event.time))
        ++m_restarts;
    m_workers[place.index] = {.task = event.task};
    // At the start the supervisor starts all there should be.
    if (event.time == Time{} && !m_turned)
        setWanted(event.time, m_workers.size());
    else
        count(event.time);
}

void SupervisorMetrics::setUp(TaskId task, Time time, bool up)
{
    const auto it = std::find_if(m_workers.begin(), m_workers.end(),
                                 [&](const Worker &one) { return one.task == task; });
    if (it == m_workers.end())
        return;
    it->up = up;
    count(time);
}

void SupervisorMetrics::setWanted(Time time, std::size_t wanted)
{
    m_wanted = wanted;
    m_wantedTime.set(time, static_cast<std::int64_t>(wanted));
    count(time);
}

void SupervisorMetrics::count(Time time)
{
    const auto last = m_workers.begin() + static_cast<std::ptrdiff_t>(std::min(m_wanted, m_workers.size()));
    m_upTime.set(time, std::count_if(m_workers.begin(), last, [](const Worker &one) { return one.up; }));
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
