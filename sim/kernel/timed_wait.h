// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/live_duration.h"
#include "kernel/suspension.h"
#include "kernel/task.h"
#include "kernel/timer_heap.h"
#include "trace/event.h"

namespace coroscope {

/// The awaiter of Kernel::work and Kernel::sleep.
class TimedWait : public Suspension, public Timer, public ListNode<TimedWait>
{
public:
    TimedWait(Kernel &kernel, Sample sample, ItemId item, std::uint32_t activity, std::uint16_t line, bool busy)
        : Suspension(kernel, line), m_sample(sample), m_item(item), m_activity(activity), m_busy(busy)
    {
    }

    inline bool await_ready();
    inline void await_suspend(std::coroutine_handle<> handle);
    inline void await_resume();

    void due() override;
    void abandon() override;
    /// The mean of its duration has been turned.
    void retime();

protected:
    /// The time runs from now on; the task is parked.
    inline void begin();

private:
    EventKind kind(EventKind ofWork, EventKind ofSleep) const noexcept { return m_busy ? ofWork : ofSleep; }
    inline void noteEnd();

    Sample m_sample;
    ItemId m_item;
    std::uint32_t m_activity;
    bool m_busy;
    // From the suspension on:
    Time m_start;
    Duration m_length;
};

struct StepwiseWorkCall;

/// What Kernel::work and Kernel::sleep return: to be awaited at once.
struct [[nodiscard]] TimedWaitCall {
    Kernel &kernel;
    Sample sample;
    ItemId item;
    std::uint32_t activity;
    std::uint16_t line;
    bool busy;

    TimedWait operator co_await() const { return {kernel, sample, item, activity, line, busy}; }
    /// The same in steps: it can be cancelled only between two of them; see kernel/stepwise_work.h.
    inline StepwiseWorkCall cancellableEvery(LiveDuration &step) const;
};

/// The awaiter of Kernel::join.
class JoinWait : public Suspension, public ListNode<JoinWait>
{
public:
    JoinWait(Kernel &kernel, TaskRef task, std::uint16_t line);

    bool await_ready();
    void await_suspend(std::coroutine_handle<> handle);
    void await_resume();

    void abandon() override;
    void waitsFor(std::vector<Task *> &others) const override;

private:
    void noteEnd();

    TaskRef m_target;
    Time m_since{};
    bool m_waited = false;
};

/// What Kernel::join returns: to be awaited at once.
struct [[nodiscard]] JoinCall {
    Kernel &kernel;
    TaskRef task;
    std::uint16_t line;

    JoinWait operator co_await() const { return {kernel, task, line}; }
};

} // namespace coroscope
