// SPDX-License-Identifier: MIT
#include "patterns/practices/less_shared_state/pattern_metrics.h"

namespace coroscope::practices::sharing {

void TurnMetrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    const bool counts = isMeasured(event.time, m_warmup);
    if (event.kind == EventKind::LockAcquired && counts) {
        m_lockWaits.add(event.payload);
    } else if (event.kind == EventKind::Sent) {
        m_waitingSince[event.item] = event.time - Duration{event.payload};
    } else if (event.kind == EventKind::Received) {
        const auto update = m_waitingSince.find(event.item);
        if (update == m_waitingSince.end())
            return;
        if (counts)
            m_channelWaits.add((event.time - update->second).count());
        m_waitingSince.erase(update);
    }
}

} // namespace coroscope::practices::sharing
