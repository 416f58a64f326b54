// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/item.h"
#include "kernel/operation.h"
#include "kernel/random.h"
#include "kernel/ring.h"
#include "kernel/schedule.h"
#include "kernel/scope.h"
#include "kernel/task.h"
#include "kernel/timed_wait.h"
#include "kernel/timer_heap.h"
#include "trace/trace.h"

#include <QCoroTask>

#include <deque>
#include <memory>
#include <new>
#include <source_location>
#include <stdexcept>
#include <utility>
#include <vector>

namespace coroscope {

/// Runs tasks on a virtual clock. Within one instant, ready tasks take their turns; when none is left, the timers due
/// make more ready; when neither is left, the deadlines due strike; only then does time jump to the next timer or
/// deadline (as tokio's paused clock and Trio's autojump clock). Waking a task only ever appends it to the ready queue,
/// so stacks stay flat and the order is the schedule's.
class Kernel
{
public:
    /// Exceeding one of these stops the run: something grows without bound.
    struct Limits {
        std::uint64_t turnsPerInstant = 1'000'000;
        std::uint64_t bytesAlive = std::uint64_t{512} << 20; ///< of tasks and items, see bytesPerTask
    };
    /// What a task and an item count for in Limits::bytesAlive. Fixed rather than measured, so that a run ends at the
    /// same event on every machine and with every compiler; about what a waiting one takes, including what is kept for
    /// inspecting it (GCC 12, 64 bits; `benchmark_pile_up` measures it). 512 MB are 262,144 tasks or 2,097,152 items.
    static constexpr std::uint64_t bytesPerTask = 2048;
    static constexpr std::uint64_t bytesPerItem = 256;
    /// Why runUntil() returned.
    enum class Stop : std::uint8_t {
        AtLimit,    ///< everything up to and at the limit has happened
        OutOfTurns, ///< the turns granted were used up, possibly in the middle of an instant
        OverBudget, ///< one of the Limits was exceeded; nothing more will happen
    };
    enum class Grown : std::uint8_t { Nothing, Turns, Items, Tasks };
    /// Whether any task can still make progress.
    enum class Stuck : std::uint8_t { No, Stalled, Deadlock };

    /// @param trace where everything that happens is written; nullptr: nowhere. Must outlive the kernel.
    Kernel(std::uint64_t seed, Schedule schedule, Trace *trace);
    Kernel(std::uint64_t seed, Schedule schedule, Trace *trace, Limits limits);
    /// shutDown()
    ~Kernel();
    Kernel(const Kernel &) = delete;
    Kernel &operator=(const Kernel &) = delete;

    /// Kills all tasks and lets them unwind, so that no coroutine frame is left. None of this is traced, and the kernel
    /// is of no further use except to let what refers to it be destroyed. Each task takes some microseconds, as its
    /// stack is unwound by an exception of its own; where that is too long in one go, do it in parts.
    /// @return false: @p maximumTurns were not enough; call it again
    bool shutDown(std::uint64_t maximumTurns = ~std::uint64_t{0});

    /// Spawns a root task. @p main takes no arguments, returns QCoro::Task<>, and is called in the task's first turn.
    /// Root tasks are independent of each other: if one fails, unseenFailures() counts it, unless an observer takes the
    /// error. After shutDown() the root scope has ended: std::logic_error.
    template <typename Body>
    Task &start(Body main)
    {
        return m_root.spawn(Place{rootGroup, 0}, std::move(main));
    }

    /// Runs everything up to and including @p limit, then sets the time to it. @p limit ≥ now().
    /// @throws std::bad_alloc when a task runs out of memory. That is not a failure of the task, since no code could
    /// handle it alike on every machine. The kernel can then neither go on nor be destroyed; keep it until the process
    /// ends.
    Stop runUntil(Time limit, std::uint64_t maximumTurns = ~std::uint64_t{0});
    /// True between instants: nothing is left to happen at now().
    bool idle() const noexcept;
    /// When something will happen next, barring changes from outside: now() unless idle(), `never` if nothing will.
    Time nextTime() const noexcept;

    Time now() const noexcept { return m_now; }
    std::uint64_t seed() const noexcept { return m_seed; }
    /// A stream of random numbers of this run; @p name and @p index as in Random.
    Random random(std::string_view name, std::uint64_t index) const { return Random(m_seed, name, index); }
    Stuck stuck() const noexcept { return m_stuck; }
    Grown grown() const noexcept { return m_grown; }
    std::uint32_t tasksAlive() const noexcept { return m_tasksAlive; }
    std::uint64_t itemsAlive() const noexcept { return m_itemsAlive; }
    /// Tasks whose failure reached no one: no scope that failed with them, no JoinHandle that was joined.
    std::uint64_t unseenFailures() const noexcept { return m_unseenFailures; }

    /// To be called by code that took the error of @p task and discards it unreported.
    void failureUnseen(TaskId task);

    /// The task whose turn it is; std::logic_error outside of tasks.
    Task &current() const
    {
        if (!m_current) [[unlikely]]
            refuseOutside();
        return *m_current;
    }
    /// Throws what any await made here would: outside of tasks, or where the task is already suspended.
    void requireAwaiting() const
    {
        if (!m_current || m_current->m_handle) [[unlikely]]
            refuseAwait();
    }
    /// Works for as long as @p length says; the task is busy. @p activity: position in Topology::activities.
    TimedWaitCall work(std::uint32_t activity, Sample length, ItemId item = 0,
                       std::source_location where = std::source_location::current())
    {
        return {*this, length, item, activity, siteOf(where), true};
    }
    /// Waits for as long as @p length says.
    TimedWaitCall sleep(std::uint32_t activity, Sample length,
                        std::source_location where = std::source_location::current())
    {
        return {*this, length, 0, activity, siteOf(where), false};
    }
    /// Waits for exactly @p length, as no activity of the topology; a negative length counts as zero.
    TimedWaitCall sleep(Duration length, std::source_location where = std::source_location::current())
    {
        return {*this, m_nanosecond.exactly() * length.count(), 0, noActivity, siteOf(where), false};
    }
    /// Likewise, until @p time; a time in the past means now.
    TimedWaitCall sleepUntil(Time time, std::source_location where = std::source_location::current())
    {
        return sleep(time > m_now ? time - m_now : Duration::zero(), where);
    }
    /// Waits until the task has ended. Cancelling the wait leaves the task alone.
    JoinCall join(TaskRef task, std::source_location where = std::source_location::current())
    {
        return {*this, task, siteOf(where)};
    }
    /// The number under which the trace knows this place in the code; 0 without a trace.
    SiteId siteOf(const std::source_location &where) { return m_trace ? m_trace->sites().numberOf(where) : SiteId{0}; }
    /// A new item, created now by the current task.
    [[nodiscard]] Item createItem(std::source_location where = std::source_location::current());

    /// Writes an event of the current task (of no task, outside of tasks).
    void note(EventKind kind, std::uint32_t object = 0, ItemId item = 0, std::int64_t payload = 0, SiteId site = 0)
    {
        noteFor(m_current, kind, object, item, payload, site);
    }
    /// Writes an event that starts a causal chain of its own: something done to the run from outside.
    void noteFromOutside(EventKind kind, std::uint32_t object, std::int64_t payload);

protected:
    // What a test needs to look into every order and every cancellation, see tests/sim/probed_kernel.h.

    /// @p chooser, which must live that long, decides the order from now until shutDown().
    void setChooser(Chooser &chooser) noexcept
    {
        m_chooser = &chooser;
        m_schedule = Schedule::Shuffled;
    }
    /// Cancels the task that reaches the @p number-th cancellable await from now (1 is the next). 0: none.
    void cancelAtAwait(std::uint64_t number, Fault fault) noexcept
    {
        m_awaitsToFault = number;
        m_fault = fault;
    }
    /// False once the fault of cancelAtAwait() has struck.
    bool faultAhead() const noexcept { return m_awaitsToFault != 0; }

private:
    friend class Scope;
    friend class ScopeOpened;
    friend class Suspension;
    friend class TimedWait;
    friend class StepwiseWork;
    friend class JoinWait;
    friend class ChannelBase;
    friend class Item;
    friend class LiveDuration;
    friend class Alarm;

    /// The coroutine around a task's body. It starts suspended in its first-turn await and frees itself at the end; its
    /// frame stays with the task's record, to be reused by the next one.
    struct Root {
        struct promise_type {
            template <typename Body>
            static void *operator new(std::size_t size, Kernel &, Task &task, Body &)
            {
                return task.m_frame.take(size, task);
            }
            static void operator delete(void *frame, std::size_t size)
            {
                Task &task = RootFrame::ownerOf(frame, size);
                task.m_frame.giveBack();
                task.m_base.m_kernel.m_spareRecords.push_back(&task);
            }
            Root get_return_object() noexcept { return {}; }
            std::suspend_never initial_suspend() noexcept { return {}; }
            std::suspend_never final_suspend() noexcept { return {}; }
            void return_void() noexcept { }
            void unhandled_exception() { throw; } // run() catches everything but std::bad_alloc
        };
    };

    /// The await that every task begins with. Cancellation does not strike it: a task that was spawned starts.
    class FirstTurn : public Suspension
    {
    public:
        FirstTurn(Kernel &kernel, Task &task) noexcept : Suspension(kernel, 0, false) { m_task = &task; }
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> handle)
        {
            park(handle);
            m_kernel.wake(*this);
        }
        void await_resume() const noexcept { }
    };

    /// Awaited where a scope or task is about to end while a coroutine that was called inside it, but not awaited, is
    /// still suspended: is suspended in its place, and passes the task's next turn on to it.
    class StandIn
    {
    public:
        explicit StandIn(Task &task) noexcept : m_task(&task), m_stray(task.m_handle) { }
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> handle) const noexcept { m_task->m_handle = handle; }
        void await_resume() const { m_stray.resume(); }

    private:
        Task *m_task;
        std::coroutine_handle<> m_stray;
    };

    template <typename Body>
    Root run(Task &task, Body body)
    {
        co_await FirstTurn(*this, task);
        TaskEnd end = TaskEnd::Done;
        std::exception_ptr error;
        try {
            QCoro::Task<> coroutine = body();
            co_await coroutine;
        } catch (const Cancelled &) {
            end = task.pending() == Interrupt::Kill ? TaskEnd::Killed : TaskEnd::Cancelled;
        } catch (const std::bad_alloc &) {
            throw; // out of runUntil()
        } catch (...) {
            end = TaskEnd::Failed;
            error = std::current_exception();
        }
        if (task.m_handle) [[unlikely]] {
            const std::exception_ptr stray = task.m_base.killStray();
            if (end != TaskEnd::Failed)
                error = stray;
            end = TaskEnd::Failed;
            do
                co_await StandIn(task);
            while (task.m_handle);
        }
        ended(task, end, std::move(error));
    }

    Task &makeTask(Scope &scope, Place place);
    void ended(Task &task, TaskEnd end, std::exception_ptr error);
    /// Makes ready the task whose @p wait is over.
    void wake(Suspension &wait)
    {
        unpark(wait);
        m_ready.pushBack(wait.m_task);
    }
    void unpark(Suspension &wait)
    {
        Task &task = *wait.m_task;
        if (task.m_suspension != &wait) [[unlikely]]
            task.m_suspension->served(wait);
        task.m_suspension = nullptr;
        m_stuck = Stuck::No;
    }
    /// wake() because of the event just written.
    void wakeNow(Suspension &wait)
    {
        wait.m_task->m_cause = m_lastEvent;
        wake(wait);
    }
    void interrupt(Task &task);
    Task &nextReady();
    void countAwait(Task &task);
    [[noreturn]] static void refuseOutside();
    [[noreturn]] void refuseAwait() const;
    void takeTurn(Task &task);
    bool mayGoOnWithoutYielding(Task &task) noexcept { return ++task.m_opsInTurn < opsPerTurn; }
    void noteFor(Task *task, EventKind kind, std::uint32_t object = 0, ItemId item = 0, std::int64_t payload = 0,
                 SiteId site = 0)
    {
        // write() is out of line: inlined, it would slow down runs without a trace as well.
        if (m_trace)
            write(task, kind, object, item, payload, site);
    }
    void write(Task *task, EventKind kind, std::uint32_t object, ItemId item, std::int64_t payload, SiteId site);
    void giveUp(Grown what, std::uint64_t count);
    void checkBytes()
    {
        if (m_tasksAlive * bytesPerTask + m_itemsAlive * bytesPerItem > m_limits.bytesAlive) [[unlikely]]
            giveUpBytes();
    }
    void giveUpBytes();
    void checkStuck()
    {
        if (m_timers.empty() && m_deadlines.empty())
            findStuck();
    }
    void findStuck();
    bool findDeadlock();
    void itemEnded() noexcept { --m_itemsAlive; }
    void itemAbandoned(ItemId item);

    /// Awaits that need not wait do not suspend; after this many in one turn the task goes to the back of the ready
    /// queue all the same, so that a loop of them cannot starve the others (as tokio's cooperative budget).
    static constexpr std::uint32_t opsPerTurn = 128;

    Trace *m_trace;
    std::uint64_t m_seed;
    Limits m_limits;
    LiveDuration m_nanosecond{Duration{1}}; ///< what plain sleeps are multiples of
    Random m_scheduling;
    Chooser *m_chooser = nullptr;      ///< in place of m_scheduling
    std::uint64_t m_awaitsToFault = 0; ///< 0: no fault is ahead
    Time m_now{};
    Task *m_current = nullptr;
    Ring<Task *> m_ready;
    TimerHeap m_timers; ///< each is a TimedWait
    TimerHeap m_deadlines;
    std::deque<Task> m_records;
    std::vector<Task *> m_spareRecords;
    IntrusiveList<Task> m_tasks; ///< alive, in order of spawning
    Task m_outside;              ///< owns the root scope; never runs
    Scope m_root;
    std::deque<Scope> m_scopes;         ///< made by scoped()
    IntrusiveList<Scope> m_endedScopes; ///< of those, in the order in which they ended
    std::size_t m_scopesEnded = 0;      ///< how many those are
    Sequence m_lastEvent = 0;           ///< number + 1
    Sequence m_outsideCause = 0;        ///< number + 1
    std::uint64_t m_turnsInInstant = 0;
    std::uint64_t m_itemsAlive = 0;
    std::uint64_t m_unseenFailures = 0;
    std::uint64_t m_patience = 0; ///< turns that unwinding may still take
    ItemId m_lastItem = 0;
    TaskId m_lastTask = 0;
    std::uint32_t m_lastScope = 0;
    std::uint32_t m_tasksAlive = 0;
    Schedule m_schedule;
    Fault m_fault = Fault::Entering;
    Stuck m_stuck = Stuck::No;
    Grown m_grown = Grown::Nothing;
    bool m_tearingDown = false;
};

// Below: what every await passes through, in the header so that it is inlined into the awaiting code.

inline void Suspension::enter()
{
    m_task = m_kernel.m_current;
    m_kernel.requireAwaiting();
    if (m_kernel.m_awaitsToFault != 0) [[unlikely]]
        m_kernel.countAwait(*m_task);
    if (m_task->pending() != Interrupt::None) [[unlikely]]
        strike();
}

inline void Suspension::park(std::coroutine_handle<> handle) noexcept
{
    m_task->m_handle = handle;
    m_task->m_suspension = this;
}

inline bool Suspension::mayGoOn() noexcept
{
    return m_kernel.mayGoOnWithoutYielding(*m_task);
}

inline bool TimedWait::await_ready()
{
    enter();
    return false; // even a wait of zero lets the other ready tasks run
}

inline void TimedWait::await_suspend(std::coroutine_handle<> handle)
{
    park(handle);
    beginWait();
}

inline bool TimedWait::attempt()
{
    if (m_call.sample.length() > Duration::zero())
        return false;
    m_start = m_kernel.now();
    m_length = Duration::zero();
    if (m_kernel.m_trace)
        noteStart();
    return true;
}

inline void TimedWait::beginWait()
{
    m_start = m_kernel.now();
    m_length = m_call.sample.length();
    if (m_kernel.m_trace)
        noteStart();
    m_kernel.m_timers.arm(*this, later(m_start, m_length));
    m_call.sample.source->m_underway.pushBack(*this);
}

inline void TimedWait::await_resume()
{
    leave();
    if (m_kernel.m_trace)
        noteEnd();
}

template <typename Body>
Task &Scope::spawn(Place place, Body body)
{
    if (m_closed)
        throw std::logic_error("spawning into a scope that has ended");
    Task &task = m_kernel.makeTask(*this, place);
    m_kernel.run(task, std::move(body));
    return task;
}

} // namespace coroscope

#include "kernel/scoped.h"
