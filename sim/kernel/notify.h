// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/signal_wait.h"

#include <cstdint>
#include <source_location>
#include <utility>

namespace coroscope {

/// Wakes tasks that wait for something to have happened, and says no more than that (tokio's Notify, asyncio's and Trio's
/// Condition without a lock). Unlike an Alarm it remembers: notifyOne() with nobody in line is kept, once, for the next
/// who asks, so that a word that comes between the look and the wait is not lost. Fair: who waits longest is woken first.
class Notify
{
    class Wait;
    struct WaitCall;

public:
    /// @param activity of the waits, position in Topology::activities.
    Notify(Kernel &kernel, std::uint32_t activity) noexcept : m_kernel(kernel), m_activity(activity) { }
    Notify(const Notify &) = delete;
    Notify &operator=(const Notify &) = delete;

    /// To be awaited at once: waits to be notified; a notification that is kept is used up, and there is no wait. A
    /// cancelled wait uses nothing up; one that was notified in the same instant was notified, and the cancellation
    /// strikes the next await (tokio hands it on to another one).
    [[nodiscard]] WaitCall notified(std::source_location where = std::source_location::current()) noexcept;
    /// Wakes the first in line; where there is none, the next who asks need not wait. Two are kept as one (tokio).
    void notifyOne();
    /// Wakes all who are in line now, and is not kept (tokio's notify_waiters).
    void notifyAll();

private:
    Kernel &m_kernel;
    IntrusiveList<Wait> m_waiting;
    std::uint32_t m_activity;
    bool m_kept = false;
};

class Notify::Wait final : public SignalWait<Wait>
{
public:
    Wait(Notify &notify, std::uint16_t line) noexcept
        : SignalWait(notify.m_kernel, notify.m_waiting, notify.m_activity, line), m_notify(notify)
    {
    }

    bool attempt() noexcept { return std::exchange(m_notify.m_kept, false); }
    void await_resume() { leave(); }

private:
    Notify &m_notify;
};

struct Notify::WaitCall {
    Notify &notify;
    std::uint16_t line;
    Wait operator co_await() const noexcept { return Wait(notify, line); }
};

inline Notify::WaitCall Notify::notified(std::source_location where) noexcept
{
    return {*this, lineOf(where)};
}

inline void Notify::notifyOne()
{
    if (m_waiting.empty())
        m_kept = true;
    else
        m_waiting.popFront().answer();
}

inline void Notify::notifyAll()
{
    while (!m_waiting.empty())
        m_waiting.popFront().answer();
}

} // namespace coroscope
