// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <algorithm>
#include <cstdint>
#include <source_location>

namespace coroscope {

/// What becomes of ticks that were due while no task waited for them (names and meanings as in tokio). In each case the
/// first of them comes at once.
enum class MissedTicks : std::uint8_t {
    Burst, ///< the others come at once as well, one after another: as many ticks as periods
    Delay, ///< the next one is due a whole period after that: never two in quick succession
    Skip,  ///< the others are skipped: later ticks stay at multiples of the period
};

/// Periodic ticks that do not drift with the time the loop's body takes (tokio's interval). The first is due one period
/// after the ticker was made (as in SimPy and setInterval; tokio's comes at once). For one task at a time.
///
/// The period may be changed at any time. The tick that is being waited for then comes one new period after the one
/// before it, or now if that has passed; later ones are counted from there, so that a change makes no tick a missed
/// one. A tick that is already late comes at once all the same. (The period of tokio's interval is fixed.)
class Ticker final : private DurationFollower
{
    struct Call;
    class Next;

public:
    /// @p period > 0 (else 1 ns); must outlive the ticker. @param activity of the waits, position in
    /// Topology::activities.
    /// @param missed Skip by default, as a simulated clock that is late should not hurry; tokio's default is Burst.
    Ticker(Kernel &kernel, LiveDuration &period, std::uint32_t activity,
           MissedTicks missed = MissedTicks::Skip) noexcept
        : m_kernel(kernel), m_period(period), m_last(kernel.now()), m_activity(activity), m_missed(missed)
    {
        period.follow(*this);
    }
    Ticker(const Ticker &) = delete;
    Ticker &operator=(const Ticker &) = delete;

    /// To be awaited at once: waits for the next tick. A cancelled wait leaves the tick to the next wait (as in tokio).
    [[nodiscard]] Call next(std::source_location where = std::source_location::current());
    /// When the tick that came last was due; before the first one, when the ticker was made.
    Time due() const noexcept { return m_due; }

private:
    void durationChanged() override;
    /// A task waits for the next tick from now on.
    void ask();
    /// It has come.
    void tick() noexcept;
    Duration period() const noexcept { return std::max(m_period.mean(), Duration{1}); }

    Kernel &m_kernel;
    const LiveDuration &m_period;
    LiveDuration m_wait{Duration::zero()};
    Time m_last; ///< from here the next one is a period away
    Time m_due = m_last;
    // Of the tick that is being waited for:
    Time m_next{};       ///< when it is due
    Time m_after{};      ///< from there the one after it is a period away
    Time m_asked{};      ///< since when it has been waited for
    bool m_late = false; ///< it was due before that
    std::uint32_t m_activity;
    MissedTicks m_missed;
};

/// The awaiter of Ticker::next().
class Ticker::Next final : public TimedWait
{
public:
    explicit Next(const Call &call);

    void await_suspend(std::coroutine_handle<> handle)
    {
        park(handle);
        beginWait();
    }
    bool attempt()
    {
        m_ticker.ask();
        return TimedWait::attempt();
    }
    void beginWait()
    {
        m_ticker.ask();
        TimedWait::beginWait();
    }
    void await_resume()
    {
        TimedWait::await_resume();
        m_ticker.tick();
    }

private:
    Ticker &m_ticker;
};

struct Ticker::Call {
    Ticker &ticker;
    TimedWaitCall wait;

    Next operator co_await() const { return Next(*this); }
};

inline Ticker::Next::Next(const Call &call) : TimedWait(call.wait), m_ticker(call.ticker) { }

inline Ticker::Call Ticker::next(std::source_location where)
{
    return {*this, m_kernel.sleep(m_activity, m_wait.exactly(), where)};
}

} // namespace coroscope
