// SPDX-License-Identifier: MIT
#include "patterns/rate_limiter/pattern_metrics.h"

#include "patterns/rate_limiter/rate_limiter.h"

namespace coroscope::limiting {

void LimiterMetrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    if (event.kind == EventKind::ItemCreated) {
        m_made.emplace(event.item, event.time);
    } else if (event.kind == EventKind::Sent && event.object == TheIntake) {
        if (isMeasured(event.time, m_warmup)) {
            ++m_admitted;
            m_waited += event.time - m_made.at(event.item);
        }
        m_made.erase(event.item);
    } else if (delta.fate) {
        m_made.erase(event.item);
    }
}

std::optional<double> LimiterMetrics::tokenWaitMean() const
{
    if (m_admitted == 0)
        return std::nullopt;
    return inSeconds(m_waited) / static_cast<double>(m_admitted);
}

} // namespace coroscope::limiting
