// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/signal_wait.h"

#include <cstdint>
#include <source_location>
#include <utility>

namespace coroscope {

/// Wakes tasks that wait for something to happen, and carries no data (tokio's Notify, asyncio's and Trio's Condition
/// without a lock). Unlike an Alarm it remembers: a notifyOne() with no task in line is kept, once, for the next wait,
/// so that a notification between the check and the wait is not lost. Fair: the longest waiter is woken first.
class Notify
{
    class Wait;
    struct WaitCall;

public:
    /// @param activity of the waits, position in Topology::activities.
    Notify(Kernel &kernel, std::uint32_t activity) noexcept : m_kernel(kernel), m_activity(activity) { }
    Notify(const Notify &) = delete;
    Notify &operator=(const Notify &) = delete;

    /// To be awaited at once: waits to be notified; a notification that was kept is consumed without waiting. A
    /// cancelled wait consumes nothing; one that was notified in the same instant has consumed it, and the cancellation
    /// strikes the next await (tokio passes it on to another waiter).
    [[nodiscard]] WaitCall notified(std::source_location where = std::source_location::current());
    /// Wakes the first in line; if there is none, the next wait ends at once. Two are kept as one (tokio).
    void notifyOne();
    /// Wakes all tasks in line now, and is not kept (tokio's notify_waiters).
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
    Wait(Notify &notify, SiteId site) noexcept
        : SignalWait(notify.m_kernel, notify.m_waiting, notify.m_activity, site), m_notify(notify)
    {
    }

    bool attempt() noexcept { return std::exchange(m_notify.m_kept, false); }
    void await_resume() { leave(); }

private:
    Notify &m_notify;
};

struct Notify::WaitCall {
    Notify &notify;
    SiteId site;
    Wait operator co_await() const noexcept { return Wait(notify, site); }
};

inline Notify::WaitCall Notify::notified(std::source_location where)
{
    return {*this, m_kernel.siteOf(where)};
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
