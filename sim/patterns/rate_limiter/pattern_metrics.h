// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern_metrics.h"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace coroscope::limiting {

/// What the measures of the pattern count besides Metrics: requests that have got a token, and how long each had waited
/// for it, in (warm-up, now]. A wait belongs whole to the moment at which it ends.
class LimiterMetrics final : public PatternMetrics
{
public:
    explicit LimiterMetrics(Time warmup) : m_warmup(warmup) { }

    void consume(const Delta &delta) override;

    /// Requests that have passed.
    std::uint64_t admitted() const noexcept { return m_admitted; }
    /// From being made to passing, in seconds, over those that have passed; those that need not wait count as zero.
    std::optional<double> tokenWaitMean() const;

private:
    Time m_warmup;
    std::unordered_map<ItemId, Time> m_made; ///< of those that have not passed; looked up, never iterated
    std::uint64_t m_admitted = 0;
    Duration m_waited{};
};

} // namespace coroscope::limiting
