// SPDX-License-Identifier: MIT
#include "patterns/rate_limiter/pattern_metrics.h"

#include "patterns/rate_limiter/rate_limiter.h"

namespace coroscope::limiting {

void LimiterMetrics::consume(std::span<const Event> events, Sequence)
{
    for (const Event &event : events) {
        switch (event.kind) {
        case EventKind::ItemCreated:
            m_made.emplace(event.item, event.time);
            break;
        case EventKind::Sent:
            if (event.object != TheIntake)
                break;
            if (isMeasured(event.time, m_warmup)) {
                ++m_admitted;
                m_waited += event.time - m_made.at(event.item);
            }
            m_made.erase(event.item);
            break;
        case EventKind::ItemDropped:
        case EventKind::ItemCancelled:
        case EventKind::ItemLost:
            m_made.erase(event.item);
            break;
        default:
            break;
        }
    }
}

std::optional<double> LimiterMetrics::tokenWaitMean() const
{
    if (m_admitted == 0)
        return std::nullopt;
    return inSeconds(m_waited) / static_cast<double>(m_admitted);
}

} // namespace coroscope::limiting
