// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/live_duration.h"
#include "kernel/operation.h"
#include "kernel/task.h"
#include "kernel/timer_heap.h"
#include "trace/event.h"

namespace coroscope {

class TimedWait;

struct StepwiseWorkCall;

/// What Kernel::work and Kernel::sleep return: to be awaited at once.
struct [[nodiscard]] TimedWaitCall {
    Kernel &kernel;
    Sample sample;
    ItemId item;
    std::uint32_t activity;
    SiteId site;
    bool busy;

    inline TimedWait operator co_await() const;
    /// The same in steps: it can be cancelled only between two of them; see kernel/stepwise_work.h.
    inline StepwiseWorkCall cancellableEvery(LiveDuration &step) const;
};

/// The awaiter of Kernel::work and Kernel::sleep. It refers to its call, which lives beside it in the coroutine's frame
/// and outlives it.
class TimedWait : public Suspension, public Timer, public ListLink<TimedWait>
{
public:
    explicit TimedWait(const TimedWaitCall &call) : Suspension(call.kernel, call.site), m_call(call) { }

    inline bool await_ready();
    inline void await_suspend(std::coroutine_handle<> handle);
    inline void await_resume();
    /// Only for select(): awaited by itself, even a wait of zero lets the other ready tasks run.
    inline bool attempt();
    /// The time runs from now on.
    inline void beginWait();

    void due() override;
    /// It is the next to become due.
    void prefetchTask() const noexcept { __builtin_prefetch(m_task); }
    void abandon() override;
    /// The mean of its duration has changed.
    void retime();

private:
    friend class Kernel;
    EventKind kind(EventKind ofWork, EventKind ofSleep) const noexcept { return m_call.busy ? ofWork : ofSleep; }
    // Out of line: inlined, their arguments would be gathered without a trace as well.
    void noteStart();
    void noteEnd();

    const TimedWaitCall &m_call;
    // From the suspension on:
    Time m_start;
    Duration m_length;
};

TimedWait TimedWaitCall::operator co_await() const
{
    return TimedWait(*this);
}

/// The awaiter of Kernel::join.
class JoinWait : public Operation<JoinWait>, public ListLink<JoinWait>
{
public:
    JoinWait(Kernel &kernel, TaskRef task, SiteId site);

    bool attempt() const noexcept { return m_target.get() == nullptr; }
    void beginWait();
    void await_resume();

    void abandon() override;
    void waitsFor(std::vector<Task *> &others) const override;

private:
    void noteEnd();

    TaskRef m_target;
    Time m_since{};
};

/// What Kernel::join returns: to be awaited at once.
struct [[nodiscard]] JoinCall {
    Kernel &kernel;
    TaskRef task;
    SiteId site;

    JoinWait operator co_await() const { return {kernel, task, site}; }
};

} // namespace coroscope
