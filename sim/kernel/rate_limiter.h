// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <cstdint>
#include <source_location>

namespace coroscope {

/// Limits a rate (a token bucket: Go's x/time/rate, Guava's RateLimiter, governor in Rust; tokio leaves it to a
/// Semaphore and an interval). A token comes every interval, and the bucket keeps up to `burst` of them; it is full at
/// the start. Fair: the longest waiter is served first, and one that wants many is not overtaken. No timer runs while
/// no task waits.
///
/// The interval may be changed at any time: those in line are rescheduled, and the next token comes one new interval
/// after the one before it, or now if that has passed (as a Ticker's tick). forEver: no more tokens come.
class RateLimiter final : private DurationFollower
{
    class Acquiring;
    struct AcquireCall;

public:
    /// @p interval ≥ 0 from one token to the next (0: there is no limit); must outlive the limiter.
    /// @p burst ≥ 1; fewer: std::invalid_argument. @param activity of the waits, position in Topology::activities.
    RateLimiter(Kernel &kernel, LiveDuration &interval, std::int64_t burst, std::uint32_t activity);
    RateLimiter(const RateLimiter &) = delete;
    RateLimiter &operator=(const RateLimiter &) = delete;

    /// To be awaited at once: waits until @p count tokens can be taken, and takes them. More than the bucket can hold
    /// are taken when it is full, and the next in line waits for what is owed (as with Guava's; Go's and governor
    /// refuse). A cancelled wait has taken nothing, and those behind it move up. @p count ≥ 1; fewer:
    /// std::invalid_argument.
    [[nodiscard]] AcquireCall acquire(std::int64_t count = 1,
                                      std::source_location where = std::source_location::current());
    /// Takes them if that needs no waiting; false: they are not there, or a task is in line. @p count as above.
    [[nodiscard]] bool tryAcquire(std::int64_t count = 1);
    /// Lowering it discards what no longer fits; raised, the bucket fills up as tokens come. @p burst as above.
    void setBurst(std::int64_t burst);
    /// How many are in the bucket now; negative: owed.
    std::int64_t tokens();

private:
    static void requireSome(std::int64_t count);
    void durationChanged() override;
    /// Puts into the bucket what has come since the last call.
    void refill();
    /// When @p count can be taken by a wait behind others in line that want @p ahead.
    Time dueAt(std::int64_t ahead, std::int64_t count) const;
    /// Reschedules those in line, from the first on.
    void planAnew();

    Kernel &m_kernel;
    const LiveDuration &m_source;
    IntrusiveList<Acquiring> m_line;
    Duration m_interval;
    Time m_since; ///< from here the next token is an interval away
    std::int64_t m_burst;
    std::int64_t m_tokens;
    std::uint32_t m_activity;
};

/// A sleep that is retimed when those before it leave the line, or the interval changes.
class RateLimiter::Acquiring final : private TimedWaitCall, public TimedWait, public ListLink<Acquiring>
{
public:
    Acquiring(RateLimiter &limiter, std::int64_t count, SiteId site);

    bool await_ready();
    void await_suspend(std::coroutine_handle<> handle);
    void await_resume();
    bool attempt();
    void beginWait();
    void abandon() override;

private:
    friend class RateLimiter;
    void setLength(Time due) noexcept { sample.times = (due - m_joined).count(); }

    RateLimiter &m_limiter;
    std::int64_t m_count;
    Time m_joined{};
    bool m_over = false; ///< before it began
};

struct RateLimiter::AcquireCall {
    RateLimiter &limiter;
    std::int64_t count;
    SiteId site;
    Acquiring operator co_await() const { return Acquiring(limiter, count, site); }
};

inline RateLimiter::AcquireCall RateLimiter::acquire(std::int64_t count, std::source_location where)
{
    requireSome(count);
    return {*this, count, m_kernel.siteOf(where)};
}

} // namespace coroscope
