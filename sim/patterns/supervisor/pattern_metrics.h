// SPDX-License-Identifier: MIT
#pragma once

#include "insight/metrics.h"
#include "pattern/pattern_metrics.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace coroscope::supervisor {

/// What the measures of the pattern need besides Metrics; counts as Metrics does, see there.
class SupervisorMetrics final : public PatternMetrics
{
public:
    explicit SupervisorMetrics(Time warmup) : m_warmup(warmup), m_upTime(warmup), m_wantedTime(warmup) { }

    void consume(const Delta &delta) override;
    void advanceTo(Time now) override;

    /// Share of workers × time that is up. It counts the workers there should be, not a surplus one that finishes its
    /// job.
    std::optional<double> availability() const;
    /// How often a worker took over the place of one that had not been dismissed, per minute.
    std::optional<double> restartsPerMinute() const;
    /// From when a worker is no longer up until its place is up again, in seconds.
    std::optional<double> recoveryMean() const;
    std::uint64_t doneTwice() const noexcept { return m_doneTwice; }
    std::uint64_t escalations() const noexcept { return m_escalations; }

private:
    void applyToWorker(const Delta &delta);
    void setWanted(Time time, std::size_t wanted);
    void count(Time time);
    bool counts(Time time) const noexcept { return isMeasured(time, m_warmup); }

    Time m_warmup;
    Time m_now{};
    TimeIntegral m_upTime;
    TimeIntegral m_wantedTime;
    std::vector<bool> m_up; ///< the worker, by Place::index
    std::size_t m_wanted = 0;
    bool m_turned = false; ///< the number of workers has been set
    TimeIntegral::Wide m_recovery = 0;
    std::uint64_t m_recoveries = 0;
    std::uint64_t m_restarts = 0;
    std::uint64_t m_doneTwice = 0;
    std::uint64_t m_escalations = 0;
};

} // namespace coroscope::supervisor
