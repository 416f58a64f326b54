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

    void consume(std::span<const Event> events, Sequence first) override;
    void advanceTo(Time now) override;

    /// How often a worker took over the place of one that had not been dismissed, per minute.
    std::optional<double> restartsPerMinute() const;
    std::uint64_t timeouts() const noexcept { return m_timeouts; }
    /// Mean number of attempts per call of a backend.
    std::optional<double> attemptsPerCall() const;
    /// Share of the workers' time that they have a request in hand.
    std::optional<double> workerUtilisation() const;

private:
    struct Worker {
        TaskId task;
        bool busy = false;
    };

    /// A place, and the task that took it last.
    struct Taken {
        TaskId task = 0;
        bool dismissed = false; ///< a task that follows is not a replacement
    };

    void apply(const Event &event);
    void spawn(const Event &event);
    void setBusy(const Event &event, bool busy);
    void remove(const Event &event);
    void count(Time time);
    bool counts(Time time) const noexcept { return isMeasured(time, m_warmup); }

    Time m_warmup;
    Time m_now{};
    TimeIntegral m_aliveTime;
    TimeIntegral m_busyTime;
    std::vector<Worker> m_workers; ///< alive
    std::vector<Taken> m_taken;    ///< by Place::index
    std::uint64_t m_restarts = 0;
    std::uint64_t m_timeouts = 0;
    std::uint64_t m_calls = 0;
    std::uint64_t m_attempts = 0;
};

} // namespace coroscope::service
