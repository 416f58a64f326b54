// SPDX-License-Identifier: MIT
#pragma once

#include "trace/event.h"

#include <coroutine>
#include <cstdint>
#include <vector>

namespace coroscope {

class Kernel;
class SelectBase;
class Task;
enum class Interrupt : std::uint8_t;

/// The base of everything a task can be suspended in. An awaiter lives in the coroutine's frame and cannot be copied or
/// moved, so that lists may point at it; QCoro copies what it is given to await, which is why awaits return small
/// descriptors whose operator co_await makes the awaiter in place.
class Suspension
{
public:
    Suspension(const Suspension &) = delete;
    Suspension &operator=(const Suspension &) = delete;

    /// The task is being cancelled: leave all lists; the caller makes the task ready.
    virtual void abandon() { }
    /// The task is being interrupted. True: the wait goes on for now, and will deal with the interrupt itself.
    virtual bool putsOff(Interrupt) { return false; }
    /// Appends the tasks of which one must act before this one can go on (needsAll(): of which each must). Appends
    /// nothing if other tasks, or none at all, may release it as well.
    virtual void waitsFor(std::vector<Task *> &) const { }
    virtual bool needsAll() const noexcept { return false; }
    bool cancellable() const noexcept { return m_cancellable; }
    SiteId site() const noexcept { return m_site; }

protected:
    Suspension(Kernel &kernel, SiteId site, bool cancellable = true) noexcept
        : m_kernel(kernel), m_site(site), m_cancellable(cancellable)
    {
    }
    ~Suspension() = default;

    /// To be called first in await_ready, where cancellation strikes: throws Cancelled if the current task is to stop.
    /// Outside of tasks, or where the task is already suspended in a coroutine that was called and not awaited at once,
    /// throws std::logic_error, before anything has been done.
    inline void enter();
    /// Suspends the current task here.
    inline void park(std::coroutine_handle<> handle) noexcept;
    /// To be called first in await_resume: throws Cancelled where the task was cancelled while it was suspended.
    void leave()
    {
        if (m_interrupted) [[unlikely]]
            throwCancelled();
    }
    /// Whether a wait that is over before it began may go on without suspending; else yield() in await_suspend.
    inline bool mayGoOn() noexcept;
    void yield();
    /// The wait is over: makes the task ready, caused by the event written last.
    void wakeNow();
    /// The next event noted for the task is caused by the event written last.
    void causedByLastEvent() noexcept;
    /// The next event noted for the task is caused by the current task's last one, or by what was done from outside.
    void causedByCurrent() noexcept;
    void noteForTask(EventKind kind, std::uint32_t object, std::int64_t payload);

    Kernel &m_kernel;
    Task *m_task; ///< from enter() on
    SiteId m_site;
    bool m_cancellable;
    bool m_interrupted = false;

private:
    friend class Kernel;
    friend class SelectBase;
    [[noreturn]] static void throwCancelled();
    /// Throws Cancelled; std::logic_error where the task has been struck in this turn so often that it will never end.
    [[noreturn]] void strike();
    /// One of the waits inside this one is over.
    virtual void served(Suspension &) { }
};

} // namespace coroscope
