// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern_metrics.h"

#include <cstdint>

namespace coroscope::practices::errors {

/// What becomes of failures, in (warm-up, now].
class FailureMetrics final : public PatternMetrics
{
public:
    explicit FailureMetrics(Time warmup) : m_warmup(warmup) { }

    void consume(const Delta &delta) override;

    /// Calls that failed.
    std::uint64_t failedCalls() const noexcept { return m_failedCalls; }
    /// Those of them that went unseen.
    std::uint64_t unseenFailures() const noexcept { return m_unseenFailures; }
    /// Calls that were retries.
    std::uint64_t retries() const noexcept { return m_retries; }

private:
    Time m_warmup;
    std::uint64_t m_failedCalls = 0;
    std::uint64_t m_unseenFailures = 0;
    std::uint64_t m_retries = 0;
};

} // namespace coroscope::practices::errors
