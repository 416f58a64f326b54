// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <cstdint>
#include <optional>
#include <source_location>
#include <vector>

namespace coroscope {

class ThreadWait;

/// A number of virtual threads that tasks share. Computing needs one; waiting (Kernel::sleep, channels, joins) needs
/// none; *blocking* waits while holding one all the same, which is the mistake that starves the others (and that
/// tokio's spawn_blocking is for). No preemption: a task keeps its thread to the end of what it does (tokio, Go before
/// 1.14). A task that finds all threads taken counts as ready, and waits in a single queue, first come, first served
/// (as in the queue of one tokio worker; work stealing only approximates that).
class Executor
{
public:
    struct Call;
    struct InLine; ///< tags the queue for a thread among the lists a wait may be in

    /// @p threads ≥ 0; with none, nothing gets to run on it. It must outlive the tasks that use it.
    Executor(Kernel &kernel, std::uint32_t threads);
    Executor(const Executor &) = delete;
    Executor &operator=(const Executor &) = delete;

    /// To be awaited at once: computes for as long as @p length says, on a thread. @p activity: position in
    /// Topology::activities. The time runs once it has a thread; a change of length acts as in Kernel::work.
    [[nodiscard]] Call compute(std::uint32_t activity, Sample length, ItemId item = 0,
                               std::source_location where = std::source_location::current());
    /// To be awaited at once: waits for as long as @p length says, and holds a thread meanwhile.
    [[nodiscard]] Call block(std::uint32_t activity, Sample length,
                             std::source_location where = std::source_location::current());

    /// Added threads go at once to the longest waiters; when there are fewer, tasks on a thread finish what they do on
    /// it.
    void setThreads(std::uint32_t threads);
    std::uint32_t threads() const noexcept { return m_threads; }
    std::uint32_t threadsTaken() const noexcept { return m_taken; }

private:
    friend class ThreadWait;

    bool free() const noexcept { return m_taken < m_threads && m_waiting.empty(); }
    /// The lowest free number.
    std::uint32_t take();
    void giveBack(std::uint32_t thread);
    void serve();

    Kernel &m_kernel;
    IntrusiveList<ThreadWait, InLine> m_waiting;
    std::vector<char> m_busy; ///< by number; may be longer than m_threads
    std::uint32_t m_threads;
    std::uint32_t m_taken = 0;
};

/// The awaiter of Executor::compute and Executor::block.
class ThreadWait final : public TimedWait, public ListLink<ThreadWait, Executor::InLine>
{
public:
    explicit ThreadWait(const Executor::Call &call);

    void attempt() = delete; // once it has a thread, it keeps it until its turn
    void await_suspend(std::coroutine_handle<> handle);
    void await_resume();
    void abandon() override;

private:
    friend class Executor;
    void run();
    void freeThread();

    Executor &m_executor;
    std::optional<std::uint32_t> m_thread;
    Time m_wanted{};
    Time m_got{};
};

/// What Executor::compute and Executor::block return: to be awaited at once.
struct Executor::Call {
    Executor &executor;
    TimedWaitCall wait; ///< begins once there is a thread

    ThreadWait operator co_await() const { return ThreadWait(*this); }
};

} // namespace coroscope
