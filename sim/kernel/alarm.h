// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <cstdint>
#include <source_location>

namespace coroscope {

/// A wait that ends at a given time, or earlier when woken: for a task that watches something that may change at any
/// time, and checks it again after each wait (as tokio's Notify under a timeout). It remembers nothing: a wake() while
/// no task waits is lost.
class Alarm
{
    class Wait final : public Operation<Wait>, public Timer, public ListNode<Wait>
    {
    public:
        Wait(Alarm &alarm, Time due, std::uint32_t activity, SiteId site) noexcept
            : Operation(alarm.m_kernel, site), m_alarm(alarm), m_due(due), m_activity(activity)
        {
        }

        bool attempt() const noexcept { return false; } // even a wait of zero lets the other ready tasks run
        void beginWait();
        bool await_resume();
        void due() override;
        void abandon() override;

    private:
        friend class Alarm;
        void noteEnd();

        Alarm &m_alarm;
        Time m_due;
        Time m_since{};
        std::uint32_t m_activity;
        bool m_inTime = false;
    };
    struct WaitCall {
        Alarm &alarm;
        Time due;
        std::uint32_t activity;
        SiteId site;
        Wait operator co_await() const { return Wait(alarm, due, activity, site); }
    };

public:
    /// @param activity of the waits that name none, position in Topology::activities.
    Alarm(Kernel &kernel, std::uint32_t activity) noexcept : m_kernel(kernel), m_activity(activity) { }
    Alarm(const Alarm &) = delete;
    Alarm &operator=(const Alarm &) = delete;

    /// To be awaited at once: waits until @p due (`never`: for wake() alone). Gives true if the time has come, false if
    /// it was woken. Like a deadline it comes last: all that is ready at that instant happens before. Any number of
    /// tasks may wait.
    [[nodiscard]] WaitCall wait(Time due, std::source_location where = std::source_location::current())
    {
        return waitAs(m_activity, due, where);
    }
    /// Likewise, as another activity.
    [[nodiscard]] WaitCall waitAs(std::uint32_t activity, Time due,
                                  std::source_location where = std::source_location::current())
    {
        return {*this, due, activity, m_kernel.siteOf(where)};
    }
    /// Ends all waits that are under way.
    void wake();

private:
    Kernel &m_kernel;
    IntrusiveList<Wait> m_waiting;
    std::uint32_t m_activity;
};

} // namespace coroscope
