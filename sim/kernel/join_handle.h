// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/body_result.h"
#include "kernel/kernel.h"

#include <exception>
#include <memory>
#include <optional>
#include <source_location>
#include <stdexcept>
#include <utility>

namespace coroscope {

/// What a join throws if the task was cancelled or killed. An ordinary error: a joiner is not cancelled because another
/// task was (tokio's JoinError; in Kotlin it passes for the joiner's own CancellationException, and vanishes).
class TaskCancelled final : public std::exception
{
public:
    const char *what() const noexcept override { return "the task was cancelled"; }
};

/// The end of a task, kept for its handle.
class JoinState : public TaskObserver
{
public:
    explicit JoinState(Kernel &kernel) noexcept : m_kernel(kernel) { }

    void attach(Task &task);
    /// The handle is gone.
    void detach();
    /// Returns if the task has returned; else throws its failure, or TaskCancelled.
    void requireDone();

    Kernel &kernel() const noexcept { return m_kernel; }
    TaskRef task() const noexcept { return m_task; }
    std::optional<TaskEnd> end() const noexcept { return m_end; }

private:
    void taskEnded(Task &task, TaskEnd end, std::exception_ptr &error) override;

    Kernel &m_kernel;
    TaskRef m_task;
    std::optional<TaskEnd> m_end;
    std::exception_ptr m_error;
    bool m_detached = false;
    bool m_seen = false;
};

/// Access to a task's result, made by spawnJoinable(). The task's failure belongs to the handle, not to the scope (as
/// tokio's JoinHandle; a scope's own children are joined by the scope). Destroying it detaches the task: it goes on out
/// of reach, and the scope still ends after it. A failure whose handle is destroyed without having been joined is
/// unseen: it is in the trace and in Kernel::unseenFailures(). It must not outlive its kernel.
template <typename T>
class JoinHandle
{
    struct State final : JoinState {
        using JoinState::JoinState;
        std::optional<Kept<T>> result;
    };
    class Wait : public JoinWait
    {
    public:
        Wait(State &state, SiteId site) : JoinWait(state.kernel(), state.task(), site), m_state(state) { }
        T await_resume()
        {
            JoinWait::await_resume();
            m_state.requireDone();
            if constexpr (!std::is_void_v<T>) {
                if (!m_state.result)
                    throw std::logic_error("the result of a task was asked for twice");
                return *std::exchange(m_state.result, std::nullopt);
            }
        }

    private:
        State &m_state;
    };
    struct Call {
        State &state;
        SiteId site;
        Wait operator co_await() const { return Wait(state, site); }
    };

public:
    JoinHandle(JoinHandle &&) noexcept = default;
    JoinHandle &operator=(JoinHandle &&other) noexcept
    {
        std::swap(m_state, other.m_state);
        return *this;
    }
    ~JoinHandle()
    {
        if (m_state)
            m_state->detach();
    }

    /// To be awaited at once: waits for the task to end, and gives what it returned, once. Throws its failure, or
    /// TaskCancelled. Cancelling the wait leaves the task alone. The handle must outlive the wait.
    [[nodiscard]] Call join(std::source_location where = std::source_location::current()) const
    {
        return {*m_state, m_state->kernel().siteOf(where)};
    }
    /// How the task ended; nullopt: not yet.
    std::optional<TaskEnd> end() const noexcept { return m_state->end(); }
    /// Cancels the task: its awaits throw Cancelled from now on, it may clean up across awaits under a Shield, and it
    /// goes on if it swallows Cancelled. A task that has ended keeps its result. (tokio's abort is stricter: the task
    /// is dropped at its next await and never polled again.)
    void cancel() const
    {
        if (Task *const task = m_state->task().get())
            task->cancel();
    }
    TaskRef task() const noexcept { return m_state->task(); }

private:
    template <typename Body>
    friend auto spawnJoinable(Scope &scope, Place place, Body body) -> JoinHandle<BodyResult<Body>>;
    explicit JoinHandle(std::shared_ptr<State> state) noexcept : m_state(std::move(state)) { }

    std::shared_ptr<State> m_state; ///< nullptr: moved from
};

/// As Scope::spawn, for a @p body that returns QCoro::Task<T>; gives a JoinHandle<T>.
template <typename Body>
[[nodiscard]] auto spawnJoinable(Scope &scope, Place place, Body body) -> JoinHandle<BodyResult<Body>>
{
    using T = BodyResult<Body>;
    auto state = std::make_shared<typename JoinHandle<T>::State>(scope.kernel());
    state->attach(scope.spawn(place, [state, body = std::move(body)]() mutable -> QCoro::Task<> {
        if constexpr (std::is_void_v<T>)
            co_await body();
        else
            state->result.emplace(co_await body());
    }));
    return JoinHandle<T>(std::move(state));
}

} // namespace coroscope
