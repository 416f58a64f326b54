// SPDX-License-Identifier: MIT
#pragma once

#include "insight/metrics.h"
#include "pattern/pattern_metrics.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace coroscope::service {

/// What the measures of the pattern need besides Metrics; counts as Metrics does, see there.
class ServiceMetrics final : public PatternMetrics
{
public:
    explicit ServiceMetrics(Time warmup) : m_warmup(warmup), m_aliveTime(warmup), m_busyTime(warmup) { }

    void consume(const Delta &delta) override;
    void advanceTo(Time now) override;

    /// How often a worker took over the place of one that had not been dismissed, per minute.
    std::optional<double> restartsPerMinute() const;
    std::uint64_t timeouts() const noexcept { return m_timeouts; }
    /// Mean number of attempts per call of a backend.
    std::optional<double> attemptsPerCall() const;
    /// Share of the workers' time that they have a request in hand.
    std::optional<double> workerUtilisation() const;

private:
    void applyToWorker(const Delta &delta);
    void setBusy(const Delta &delta, bool busy);
    bool counts(Time time) const noexcept { return isMeasured(time, m_warmup); }

    Time m_warmup;
    Time m_now{};
    TimeIntegral m_aliveTime;
    TimeIntegral m_busyTime;
    std::vector<bool> m_busy; ///< a worker, by Delta::slot
    std::uint64_t m_restarts = 0;
    std::uint64_t m_timeouts = 0;
    std::uint64_t m_calls = 0;
    std::uint64_t m_attempts = 0;
};

} // namespace coroscope::service
