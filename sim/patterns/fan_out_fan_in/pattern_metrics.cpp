// SPDX-License-Identifier: MIT
#include "patterns/fan_out_fan_in/pattern_metrics.h"

#include <algorithm>
#include <utility>

namespace coroscope::fan_out_fan_in {

void JobMetrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    switch (event.kind) {
    case EventKind::JobStarted:
        m_parts.assign(static_cast<std::size_t>(event.payload), Part{});
        m_firstItem = 0;
        m_used = {};
        break;
    case EventKind::ItemCreated:
        if (m_firstItem == 0)
            m_firstItem = event.item;
        break;
    case EventKind::WorkEnded:
        if (Part *const part = partOf(event)) {
            part->worked += Duration{event.payload};
            part->uncertain += Duration{event.payload};
        }
        break;
    case EventKind::AttemptFailed:
        if (Part *const part = partOf(event))
            waste(part->uncertain, event.time);
        break;
    case EventKind::ItemCancelled:
    case EventKind::ItemLost:
        if (Part *const part = partOf(event)) {
            waste(part->uncertain, event.time);
            part->cancelled = true;
        }
        break;
    case EventKind::ItemDone:
        if (Part *const part = partOf(event))
            m_used += std::exchange(part->uncertain, Duration::zero());
        break;
    case EventKind::JobDone:
        jobDone(event);
        break;
    case EventKind::JobFailed:
        m_failed += counts(event.time) ? 1u : 0u;
        waste(m_used, event.time);
        break;
    default:
        break;
    }
}

JobMetrics::Part *JobMetrics::partOf(const Event &event)
{
    const bool known = m_firstItem != 0 && event.item >= m_firstItem && event.item - m_firstItem < m_parts.size();
    return known ? &m_parts[event.item - m_firstItem] : nullptr;
}

void JobMetrics::waste(Duration &work, Time now)
{
    const Duration wasted = std::exchange(work, Duration::zero());
    if (counts(now))
        m_wasted += wasted;
}

void JobMetrics::jobDone(const Event &event)
{
    if (!counts(event.time))
        return;
    ++m_done;
    Duration sum{};
    Duration slowest{};
    std::int64_t count = 0;
    for (const Part &part : m_parts) {
        if (part.cancelled)
            continue;
        sum += part.worked;
        slowest = std::max(slowest, part.worked);
        ++count;
    }
    m_time += Duration{event.payload};
    m_work += sum;
    if (sum > Duration::zero()) // else they all took equally long: no time
        m_ratios += inSeconds(slowest) * static_cast<double>(count) / inSeconds(sum);
    else
        m_ratios += 1;
}

std::optional<double> JobMetrics::latencyMean() const noexcept
{
    if (m_done == 0)
        return std::nullopt;
    return inSeconds(m_time) / static_cast<double>(m_done);
}

std::optional<double> JobMetrics::speedup() const noexcept
{
    if (m_time == Duration::zero())
        return std::nullopt;
    return inSeconds(m_work) / inSeconds(m_time);
}

std::optional<double> JobMetrics::stragglerRatio() const noexcept
{
    if (m_done == 0)
        return std::nullopt;
    return m_ratios / static_cast<double>(m_done);
}

} // namespace coroscope::fan_out_fan_in
