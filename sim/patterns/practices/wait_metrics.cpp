// SPDX-License-Identifier: MIT
#include "patterns/practices/wait_metrics.h"

#include "trace/event.h"

namespace coroscope::practices {

void WaitMetrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    const bool isOurs = delta.task && delta.task->place.group == m_group;
    if (event.kind == m_got && isOurs && isMeasured(event.time, m_warmup))
        m_waits.add(event.payload);
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
