// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/body_result.h"
#include "kernel/kernel.h"

#include <cstdint>
#include <source_location>

namespace coroscope {

/// How retry() behaves.
struct RetryRules {
    std::uint32_t retries = 0;           ///< attempts after the first
    LiveDuration base{Duration::zero()}; ///< the longest delay before the first retry; doubles with each
    LiveDuration cap{forEver};           ///< no delay is longer
    std::uint32_t activity = 0;          ///< of the delays, position in Topology::activities
};

/// min(@p cap, @p base · 2^retry), @p retry from 0; negative durations count as zero. Never overflows.
Duration longestDelay(std::uint32_t retry, Duration base, Duration cap);

/// A delay before retry @p retry (from 0): uniform in [0, min(@p cap, @p base · 2^retry)], both ends included. Full
/// jitter: clients that failed together do not come back together (AWS Architecture Blog, "Exponential Backoff And
/// Jitter"; decorrelated and equal jitter spread less). Never overflows; one random number is drawn, whatever the
/// limits.
Duration fullJitter(Random &random, std::uint32_t retry, Duration base, Duration cap);

/// The delay before one retry: a fullJitter() that follows changes of the rules and keeps its random factor. At most
/// half the clock's range.
class RetryDelay
{
public:
    /// Before retry @p retry (from 0) by @p rules, which must outlive it.
    RetryDelay(Random &random, std::uint32_t retry, RetryRules &rules);

    /// Valid as long as this object.
    Sample sample() noexcept { return {&m_longest, m_factor}; }

private:
    class Follower final : public DurationFollower
    {
    public:
        Follower(RetryDelay &delay, LiveDuration &followed) : m_delay(delay) { followed.follow(*this); }
        void durationChanged() override { m_delay.m_longest.setMean(m_delay.longest()); }

    private:
        RetryDelay &m_delay;
    };

    Duration longest() const;

    const RetryRules &m_rules;
    std::uint32_t m_retry;
    LiveDuration m_longest;
    double m_factor = 0;
    Follower m_base;
    Follower m_cap;
};

/// Runs @p body(attempt), attempt = 0, 1 …, until it returns, and gives its result. After an error it waits a
/// fullJitter() drawn from @p random, at most rules.retries times; then the last error is rethrown. Cancellation is not
/// retried. @p rules must outlive the call and may be changed meanwhile: retries is read anew after each attempt, and a
/// delay under way follows base and cap as every wait does.
template <typename Body>
[[nodiscard]] auto retry(Kernel &kernel, Random &random, RetryRules &rules, Body body,
                         std::source_location where = std::source_location::current())
    -> QCoro::Task<BodyResult<Body, std::uint32_t>>
{
    for (std::uint32_t attempt = 0;; ++attempt) {
        try {
            co_return co_await body(attempt);
        } catch (const Cancelled &) {
            throw;
        } catch (const std::bad_alloc &) {
            throw; // out of Kernel::runUntil()
        } catch (...) {
            if (attempt >= rules.retries)
                throw;
        }
        RetryDelay delay(random, attempt, rules);
        co_await kernel.sleep(rules.activity, delay.sample(), where);
    }
}

} // namespace coroscope
