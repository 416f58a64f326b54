// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <optional>
#include <source_location>
#include <utility>
#include <vector>

namespace coroscope {

class Lock;

/// Has the lock as long as it lives.
class [[nodiscard]] LockGuard
{
public:
    LockGuard(LockGuard &&other) noexcept : m_lock(std::exchange(other.m_lock, nullptr)), m_line(other.m_line) { }
    LockGuard &operator=(LockGuard &&other) noexcept
    {
        std::swap(m_lock, other.m_lock);
        std::swap(m_line, other.m_line);
        return *this;
    }
    ~LockGuard() { release(); }

    /// Lets go of the lock before the guard goes; again: nothing.
    void release();

private:
    friend class Lock;
    LockGuard(Lock &lock, std::uint16_t line) noexcept : m_lock(&lock), m_line(line) { }

    Lock *m_lock; ///< nullptr: let go or moved from
    std::uint16_t m_line;
};

/// One task at a time (tokio's Mutex, Trio's Lock). Fair: who waits longest is next, and the lock is handed over
/// directly, so newcomers cannot barge in (tokio's and Trio's; std::mutex and Go's sync.Mutex let them). Not reentrant:
/// a task that waits for a lock of its own is a deadlock and is reported as one (tokio; Trio makes it an error).
/// Whoever fails with it lets go of it (tokio; Rust's std::sync::Mutex is poisoned). Who waits for whose lock takes
/// part in the search for circles.
class Lock
{
    class Acquiring;
    struct AcquireCall;

public:
    /// @param id in the trace's events.
    Lock(Kernel &kernel, std::uint32_t id) noexcept : m_kernel(kernel), m_id(id) { }
    Lock(const Lock &) = delete;
    Lock &operator=(const Lock &) = delete;

    /// To be awaited at once; gives a LockGuard. A cancelled wait leaves the line; who was handed the lock in the same
    /// instant has it, and the cancellation strikes the next await.
    [[nodiscard]] AcquireCall acquire(std::source_location where = std::source_location::current());
    /// nullopt: somebody has it.
    [[nodiscard]] std::optional<LockGuard> tryAcquire(std::source_location where = std::source_location::current());
    bool taken() const noexcept { return m_taken; }

private:
    friend class LockGuard;
    void take(Task &owner) noexcept;
    void release(std::uint16_t line);

    Kernel &m_kernel;
    IntrusiveList<Acquiring> m_waiting;
    TaskRef m_owner; ///< who it was given to last
    Time m_since{};
    std::uint32_t m_id;
    bool m_taken = false;
};

class Lock::Acquiring final : public Operation<Acquiring>, public ListLink<Acquiring>
{
public:
    Acquiring(Lock &lock, std::uint16_t line) : Operation(lock.m_kernel, line), m_lock(lock) { }

    bool attempt();
    void beginWait();
    LockGuard await_resume();
    void abandon() override;
    void waitsFor(std::vector<Task *> &others) const override;

private:
    friend class Lock;
    /// The lock is this one's from now on.
    void obtain();

    Lock &m_lock;
    Time m_since{};
};

struct Lock::AcquireCall {
    Lock &lock;
    std::uint16_t line;
    Acquiring operator co_await() const { return Acquiring(lock, line); }
};

inline Lock::AcquireCall Lock::acquire(std::source_location where)
{
    return {*this, lineOf(where)};
}

inline void LockGuard::release()
{
    if (Lock *const lock = std::exchange(m_lock, nullptr))
        lock->release(m_line);
}

} // namespace coroscope
