// SPDX-License-Identifier: MIT
#pragma once

#include "insight/quantiles.h"
#include "pattern/pattern_metrics.h"

#include <optional>
#include <unordered_map>

namespace coroscope::practices::sharing {

/// How long updates waited for their turn, zeros included; for those whose turn came in (warm-up, now].
class TurnMetrics final : public PatternMetrics
{
public:
    explicit TurnMetrics(Time warmup) : m_warmup(warmup) { }

    void consume(const Delta &delta) override;

    /// For the lock, together with their task.
    const Quantiles &lockWaits() const noexcept { return m_lockWaits; }
    /// For the owner: in line for its channel, and in the channel.
    const Quantiles &channelWaits() const noexcept { return m_channelWaits; }

private:
    Time m_warmup;
    std::unordered_map<ItemId, Time>
        m_waitingSince; ///< of updates on their way to the owner; looked up, never iterated
    Quantiles m_lockWaits;
    Quantiles m_channelWaits;
};

} // namespace coroscope::practices::sharing
