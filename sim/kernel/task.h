// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/intrusive_list.h"
#include "kernel/root_frame.h"
#include "kernel/scope.h"
#include "kernel/suspension.h"
#include "trace/event.h"

#include <coroutine>
#include <cstdint>
#include <exception>

namespace coroscope {

class JoinWait;

/// How a task ended.
enum class TaskEnd : std::uint8_t { Done, Failed, Cancelled, Killed };

/// Is notified when a task has ended, in that task's turn, after its coroutine's locals are destroyed.
class TaskObserver
{
public:
    /// @param error of a task that has failed, else null. An observer that takes it is responsible for it; else it goes
    /// to the scope.
    virtual void taskEnded(Task &task, TaskEnd end, std::exception_ptr &error) = 0;

protected:
    ~TaskObserver() = default;
};

/// One logical thread of control: a root coroutine and whatever it awaits. Made by Scope::spawn. The record is reused
/// after the task and its root coroutine have ended; a TaskRef notices.
class alignas(64) Task : public ListNode<Task>
{
public:
    explicit Task(Kernel &kernel) : m_base(Scope::OfTask{}, kernel, *this) { }

    TaskId id() const noexcept { return m_id; }
    Place place() const noexcept { return m_place; }
    /// Cancels this task alone. Cancelling a task that has ended changes nothing.
    void cancel() { m_base.cancel(); }
    /// Kills this task alone: no shield inside holds it off.
    void kill() { m_base.kill(); }
    /// @p observer must outlive the task, or be removed with nullptr.
    void setObserver(TaskObserver *observer) noexcept { m_observer = observer; }
    /// What strikes the next await: what is pending in the innermost open scope.
    Interrupt pending() const noexcept { return m_pending; }

private:
    friend class Kernel;
    friend class Scope;
    friend class Suspension;
    friend class JoinWait;
    friend class TaskRef;
    friend class TimedWait;

    // What every turn and every await touches, in one cache line with the links of ListNode:
    Suspension *m_suspension = nullptr; ///< where it is parked; nullptr: ready, running or ended
    std::coroutine_handle<> m_handle;   ///< resumed in its next turn; null: it is running, or has ended
    Sequence m_cause = 0;               ///< number + 1 of the event that causes its next one; 0: none
    TaskId m_id = 0;
    std::uint32_t m_opsInTurn = 0;
    Interrupt m_pending = Interrupt::None; ///< that of m_scope
    // What its beginning and its end touch besides:
    std::uint32_t m_mark = 0; ///< its place in the search for deadlocks
    Place m_place;
    Scope *m_scope = nullptr; ///< the innermost one open
    TaskObserver *m_observer = nullptr;
    IntrusiveList<JoinWait> m_joiners;
    RootFrame m_frame;
    alignas(64) Scope m_base; ///< around the whole task, inside the scope it was spawned into
};

/// Refers to a task that may have ended, for waiting and cancelling.
class TaskRef
{
public:
    TaskRef() = default;
    explicit TaskRef(Task &task) noexcept : m_task(&task), m_id(task.id()) { }
    /// The task, or nullptr when it has ended.
    Task *get() const noexcept { return m_task && m_task->id() == m_id ? m_task : nullptr; }
    TaskId id() const noexcept { return m_id; }

private:
    Task *m_task = nullptr;
    TaskId m_id = 0;
};

} // namespace coroscope
