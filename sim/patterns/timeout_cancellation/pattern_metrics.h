// SPDX-License-Identifier: MIT
#pragma once

#include "insight/metrics.h"
#include "pattern/pattern_metrics.h"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace coroscope::cancellation {

/// What the measures of the pattern count besides Metrics. An attempt and a request count at the time at which they are
/// decided (answered, out of time, given up), and an attempt's work at the time at which it was known to be wasted.
class CancellationMetrics final : public PatternMetrics
{
public:
    explicit CancellationMetrics(Time warmup) : m_warmup(warmup), m_abandonedWork(warmup) { }

    void consume(const Delta &delta) override;
    void advanceTo(Time now) override { m_abandonedWork.advanceTo(now); }

    /// Attempts that ran out of time.
    std::uint64_t timedOut() const noexcept { return m_attemptsTimedOut; }
    /// From the cancellation of an attempt until it had ended, in seconds.
    std::optional<double> stopMean() const;
    /// The work of attempts whose answer was not used: of those that clean up or have ended, and of the abandoned ones
    /// until now.
    double wastedSeconds() const noexcept;
    /// Abandoned attempts that have not ended.
    std::uint64_t abandonedRunning() const noexcept { return m_abandonedRunning; }
    /// Of requests that were answered or given up.
    std::optional<double> attemptsPerRequest() const;
    /// Of attempts that were answered or ran out of time.
    std::optional<double> timedOutShare() const;
    /// Of requests that were answered or given up.
    std::optional<double> givenUpShare() const;

private:
    /// An attempt that has not ended.
    struct Attempt {
        ItemId request = 0;
        Duration worked{};
        std::optional<Time> workingSince{};
        bool abandoned = false;
        bool cancelled = false;
    };
    /// A request that is under way.
    struct Request {
        std::uint32_t attempts = 0;
        bool answered = false;
    };

    bool counts(Time time) const noexcept { return isMeasured(time, m_warmup); }
    void waste(Duration work, Time now);
    void applyToAttempt(Attempt &attempt, const Event &event);
    void abandon(Attempt &attempt, Time now);
    void end(const Attempt &attempt, const Event &event);
    void endRequest(const Event &event);

    Time m_warmup;
    // Looked up, never iterated.
    std::unordered_map<TaskId, Attempt> m_attempts;
    std::unordered_map<ItemId, Request> m_requests;
    std::uint64_t m_abandonedRunning = 0;
    // Of the measured time:
    TimeIntegral m_abandonedWork; ///< of abandoned attempts
    Duration m_wasted{};          ///< without those
    std::uint64_t m_stops = 0;
    Duration m_stopping{};
    std::uint64_t m_attemptsAnswered = 0;
    std::uint64_t m_attemptsTimedOut = 0;
    std::uint64_t m_requestsAnswered = 0;
    std::uint64_t m_requestsGivenUp = 0;
    std::uint64_t m_attemptsOfRequests = 0;
};

} // namespace coroscope::cancellation
