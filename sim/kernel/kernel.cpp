// SPDX-License-Identifier: MIT
#include "kernel/kernel.h"

#include <QtGlobal>

#include <algorithm>
#include <limits>

namespace coroscope {

Kernel::Kernel(std::uint64_t seed, Schedule schedule, Trace *trace) : Kernel(seed, schedule, trace, Limits{}) { }

Kernel::Kernel(std::uint64_t seed, Schedule schedule, Trace *trace, Limits limits)
    : m_trace(trace),
      m_seed(seed),
      m_limits(limits),
      m_scheduling(seed, "schedule", 0),
      m_outside(*this),
      m_root(Scope::OfTask{}, *this, m_outside),
      m_schedule(schedule)
{
    m_root.m_kind = Scope::Kind::Supervisor;
    m_root.openIn(nullptr);
}

Kernel::~Kernel()
{
    shutDown();
}

bool Kernel::shutDown(std::uint64_t maximumTurns)
{
    if (!std::exchange(m_tearingDown, true)) {
        m_trace = nullptr;
        m_chooser = nullptr;
        m_awaitsToFault = 0;
        // Every await throws from now on, so each task ends within a few turns, unless it swallows Cancelled in a loop.
        m_patience = 1'000'000 + 1'000 * std::uint64_t{m_tasksAlive};
        m_root.kill();
    }
    for (; !m_ready.empty(); --m_patience) {
        if (maximumTurns-- == 0)
            return false;
        if (m_patience == 0)
            qFatal("task %u does not end: it catches Cancelled and goes on", nextReady().id());
        takeTurn(nextReady());
    }
    if (m_tasksAlive != 0)
        qFatal("%u tasks have not ended with their kernel", m_tasksAlive);
    m_root.close();
    return true;
}

void Kernel::takeTurn(Task &task)
{
    m_current = &task;
    task.m_opsInTurn = 0;
    std::exchange(task.m_handle, nullptr).resume();
    m_current = nullptr;
}

void Kernel::refuseOutside()
{
    throw std::logic_error("only a task can do this, and no task has its turn");
}

void Kernel::refuseAwait() const
{
    if (!m_current)
        refuseOutside();
    throw std::logic_error(
        "a task waits for one thing at a time: it is suspended already in a coroutine that was called "
        "and not awaited at once");
}

Task &Kernel::makeTask(Scope &scope, Place place)
{
    Task *task;
    if (m_spareRecords.empty()) {
        task = &m_records.emplace_back(*this);
    } else {
        task = m_spareRecords.back();
        m_spareRecords.pop_back();
    }
    task->m_id = ++m_lastTask;
    task->m_place = place;
    task->m_base.m_requested = Interrupt::None;
    task->m_base.openIn(&scope);
    ++scope.m_children;
    m_tasks.pushBack(*task);
    ++m_tasksAlive;
    task->m_cause = m_current ? m_current->m_cause : m_outsideCause;
    // What begins because a task has ended, or from outside, as with a set that has room again, is not that one's child.
    const Task *const parent = m_current && !m_current->m_base.m_closed ? m_current : scope.m_owner;
    noteFor(task, EventKind::TaskSpawned, parent ? parent->id() : 0, 0, place.packed());
    checkBytes();
    return *task;
}

void Kernel::ended(Task &task, TaskEnd end, std::exception_ptr error)
{
    static constexpr EventKind kinds[] = {EventKind::TaskDone, EventKind::TaskFailed, EventKind::TaskCancelled,
                                          EventKind::TaskKilled};
    noteFor(&task, kinds[static_cast<std::size_t>(end)]);
    Scope &scope = *task.m_base.m_parent;
    task.m_base.close();
    task.unlink();
    --m_tasksAlive;
    while (!task.m_joiners.empty())
        wakeNow(task.m_joiners.popFront());
    TaskObserver *const observer = std::exchange(task.m_observer, nullptr);
    if (observer)
        observer->taskEnded(task, end, error);
    if (error && scope.m_kind == Scope::Kind::Supervisor) {
        failureUnseen(task.m_id);
        error = nullptr;
    }
    task.m_id = 0;
    scope.childEnded(std::move(error));
}

void Kernel::interrupt(Task &task)
{
    Suspension *const suspension = task.m_suspension;
    if (!suspension || !suspension->cancellable() || suspension->putsOff(task.pending()))
        return;
    suspension->m_interrupted = true;
    task.m_cause = m_lastEvent;
    suspension->abandon();
    wake(*suspension);
}

Task &Kernel::nextReady()
{
    if (m_schedule == Schedule::Shuffled && m_ready.size() > 1) {
        const std::size_t ready = m_ready.size();
        std::swap(m_ready.front(), m_ready[m_chooser ? m_chooser->next(ready) : m_scheduling.below(ready)]);
    }
    return *m_ready.popFront();
}

void Kernel::countAwait(Task &task)
{
    if (--m_awaitsToFault != 0)
        return;
    if (m_fault == Fault::Entering)
        task.cancel();
    else
        task.m_base.setDeadline(m_now);
}

bool Kernel::idle() const noexcept
{
    return m_ready.empty() && m_timers.first() > m_now && m_deadlines.first() > m_now;
}

Time Kernel::nextTime() const noexcept
{
    return m_ready.empty() ? std::min(m_timers.first(), m_deadlines.first()) : m_now;
}

Kernel::Stop Kernel::runUntil(Time limit, std::uint64_t maximumTurns)
{
    for (;;) {
        while (!m_ready.empty()) {
            if (m_grown != Grown::Nothing) [[unlikely]]
                return Stop::OverBudget;
            if (maximumTurns-- == 0) [[unlikely]]
                return Stop::OutOfTurns;
            if (++m_turnsInInstant > m_limits.turnsPerInstant) [[unlikely]] {
                m_current = m_ready.front(); // the event names it
                giveUp(Grown::Turns, m_limits.turnsPerInstant);
                m_current = nullptr;
                break;
            }
            takeTurn(nextReady());
        }
        if (m_grown != Grown::Nothing) [[unlikely]]
            return Stop::OverBudget;
        const Time timer = m_timers.first();
        if (timer > m_now) {
            const Time deadline = m_deadlines.first();
            if (deadline <= m_now) {
                m_outsideCause = 0;
                m_deadlines.takeFirst().due();
                continue;
            }
            checkStuck();
            const Time next = std::min(timer, deadline);
            if (next > limit || next == never) {
                if (limit > m_now) {
                    m_now = limit;
                    m_turnsInInstant = 0;
                }
                return Stop::AtLimit;
            }
            m_now = next;
            m_turnsInInstant = 0;
            if (timer != next)
                continue;
        }
        TimedWait &wait = static_cast<TimedWait &>(m_timers.takeFirst());
        wait.unlink();
        if (!m_timers.empty())
            static_cast<TimedWait &>(m_timers.peekFirst()).prefetchTask();
        if (maximumTurns == 0 || m_turnsInInstant >= m_limits.turnsPerInstant) [[unlikely]] {
            wake(wait); // to be resumed above, where turns are counted
            continue;
        }
        // No other task is ready, so it skips the ready queue.
        --maximumTurns;
        ++m_turnsInInstant;
        unpark(wait);
        takeTurn(*wait.m_task);
    }
}

void Kernel::write(Task *task, EventKind kind, std::uint32_t object, ItemId item, std::int64_t payload, SiteId site)
{
    Sequence &cause = task ? task->m_cause : m_outsideCause;
    const Sequence number = m_trace->count();
    // `cause` is number + 1 of the causing event, so that 0 is none; one too far back to encode is none as well.
    const Sequence back = cause == 0 ? 0 : number - (cause - 1);
    m_trace->append({.time = m_now,
                     .payload = payload,
                     .item = item,
                     .task = task ? task->m_id : 0,
                     .object = object,
                     .cause = back > std::numeric_limits<std::uint32_t>::max() ? 0 : static_cast<std::uint32_t>(back),
                     .site = site,
                     .kind = kind});
    cause = m_lastEvent = number + 1;
}

void Kernel::noteFromOutside(EventKind kind, std::uint32_t object, std::int64_t payload)
{
    m_outsideCause = 0;
    noteFor(nullptr, kind, object, 0, payload);
}

Item Kernel::createItem(std::source_location where)
{
    const ItemId id = ++m_lastItem;
    note(EventKind::ItemCreated, 0, id, 0, siteOf(where));
    ++m_itemsAlive;
    checkBytes();
    return Item(*this, id, m_now);
}

void Kernel::itemAbandoned(ItemId item)
{
    const bool cancelled = m_current && m_current->pending() == Interrupt::Cancel;
    note(cancelled ? EventKind::ItemCancelled : EventKind::ItemLost, 0, item);
    itemEnded();
}

void Kernel::failureUnseen(TaskId task)
{
    if (m_tearingDown)
        return;
    ++m_unseenFailures;
    note(EventKind::FailureUnseen, task);
}

void Kernel::giveUp(Grown what, std::uint64_t count)
{
    if (m_grown != Grown::Nothing || m_tearingDown)
        return;
    m_grown = what;
    note(EventKind::BudgetExceeded, static_cast<std::uint32_t>(what) - 1, 0, static_cast<std::int64_t>(count));
}

void Kernel::giveUpBytes()
{
    // The event names whichever takes more.
    if (m_tasksAlive * bytesPerTask > m_itemsAlive * bytesPerItem)
        giveUp(Grown::Tasks, m_tasksAlive);
    else
        giveUp(Grown::Items, m_itemsAlive);
}

void Kernel::findStuck()
{
    if (m_stuck != Stuck::No || m_tasks.empty())
        return;
    m_outsideCause = m_lastEvent;
    if (findDeadlock()) {
        m_stuck = Stuck::Deadlock;
        return;
    }
    m_stuck = Stuck::Stalled;
    std::int64_t waiting = 0;
    m_tasks.forEach([&](const Task &task) { waiting += task.place().group != rootGroup; });
    note(EventKind::Stalled, 0, 0, waiting);
}

} // namespace coroscope
