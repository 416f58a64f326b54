// SPDX-License-Identifier: MIT
#include "patterns/practices/wait_metrics.h"

#include "trace/event.h"

namespace coroscope::practices {

void WaitMetrics::consume(std::span<const Event> events, Sequence)
{
    for (const Event &event : events) {
        if (event.kind == EventKind::TaskSpawned && Place::unpacked(event.payload).group == m_group)
            m_members.insert(event.task);
        else if (event.kind == m_got && m_members.contains(event.task) && isMeasured(event.time, m_warmup))
            m_waits.add(event.payload);
        else if (event.kind == EventKind::TaskDone || event.kind == EventKind::TaskFailed
                 || event.kind == EventKind::TaskCancelled || event.kind == EventKind::TaskKilled)
            m_members.erase(event.task);
    }
}

std::optional<double> WaitMetrics::mean() const
{
    return meanSeconds(m_waits);
}

std::optional<double> WaitMetrics::p99() const
{
    return quantileSeconds(m_waits, 0.99);
}

std::optional<double> meanSeconds(const Quantiles &waits)
{
    const std::optional<double> mean = waits.mean();
    return mean ? std::optional(*mean / 1e9) : std::nullopt;
}

std::optional<double> quantileSeconds(const Quantiles &waits, double p)
{
    const std::optional<std::int64_t> value = waits.quantile(p);
    return value ? std::optional(static_cast<double>(*value) / 1e9) : std::nullopt;
}

} // namespace coroscope::practices
