// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern_metrics.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace coroscope::fan_out_fan_in {

/// The outcome of the jobs that ended within (warm-up, now], and of the work in them. What is undefined is nullopt.
class JobMetrics final : public PatternMetrics
{
public:
    explicit JobMetrics(Time warmup) : m_warmup(warmup) { }

    void consume(const Delta &delta) override;

    std::uint64_t done() const noexcept { return m_done; }
    std::uint64_t failed() const noexcept { return m_failed; }
    /// Seconds from the beginning of a job to its end.
    std::optional<double> latencyMean() const noexcept;
    /// Work on the subtasks that were not cancelled, per time of their jobs: how many times longer they would take in
    /// sequence.
    std::optional<double> speedup() const noexcept;
    /// Time of the slowest subtask over the mean of all that were not cancelled, averaged over jobs.
    std::optional<double> stragglerRatio() const noexcept;
    /// Wasted work: failed attempts, cancelled subtasks, and all of a failed job.
    Duration wastedWork() const noexcept { return m_wasted; }

private:
    /// A subtask of the job under way.
    struct Part {
        Duration worked{};    ///< in all attempts
        Duration uncertain{}; ///< of it, in the latest attempt, while it may still prove wasted
        bool cancelled = false;
    };

    Part *partOf(const Event &event);
    bool counts(Time time) const noexcept { return isMeasured(time, m_warmup); }
    void waste(Duration &work, Time now);
    void jobDone(const Event &event);

    Time m_warmup;
    std::vector<Part> m_parts;
    ItemId m_firstItem = 0; ///< of m_parts; 0: none is known yet
    Duration m_used{};      ///< work behind the results of the job under way
    // Of the measured time:
    std::uint64_t m_done = 0;
    std::uint64_t m_failed = 0;
    Duration m_wasted{};
    Duration m_time{};
    Duration m_work{};
    double m_ratios = 0;
};

} // namespace coroscope::fan_out_fan_in
