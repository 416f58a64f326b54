// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <optional>
#include <source_location>
#include <utility>
#include <vector>

namespace coroscope {

class Lock;

/// Holds the lock for as long as it lives.
class [[nodiscard]] LockGuard
{
public:
    LockGuard(LockGuard &&other) noexcept : m_lock(std::exchange(other.m_lock, nullptr)), m_site(other.m_site) { }
    LockGuard &operator=(LockGuard &&other) noexcept
    {
        std::swap(m_lock, other.m_lock);
        std::swap(m_site, other.m_site);
        return *this;
    }
    ~LockGuard() { release(); }

    /// Releases the lock early; a second call does nothing.
    void release();

private:
    friend class Lock;
    LockGuard(Lock &lock, SiteId site) noexcept : m_lock(&lock), m_site(site) { }

    Lock *m_lock; ///< nullptr: released or moved from
    SiteId m_site;
};

/// Mutual exclusion (tokio's Mutex, Trio's Lock). Fair: the longest waiter is next, and the lock is handed over
/// directly, so newcomers cannot barge in (tokio's and Trio's; std::mutex and Go's sync.Mutex let them). Not reentrant:
/// a task that waits for a lock it holds is a deadlock and is reported as one (tokio deadlocks, too; Trio makes it an
/// error). A task that fails while holding it releases it (tokio; Rust's std::sync::Mutex is poisoned). Waiters and
/// holders take part in the search for deadlocks.
class Lock
{
    class Acquiring;
    struct AcquireCall;

public:
    /// @param id names the lock in trace events.
    Lock(Kernel &kernel, std::uint32_t id) noexcept : m_kernel(kernel), m_id(id) { }
    Lock(const Lock &) = delete;
    Lock &operator=(const Lock &) = delete;

    /// To be awaited at once; gives a LockGuard. A cancelled wait leaves the line; one that was handed the lock in the
    /// same instant keeps it, and the cancellation strikes the next await.
    [[nodiscard]] AcquireCall acquire(std::source_location where = std::source_location::current());
    /// nullopt: it is taken.
    [[nodiscard]] std::optional<LockGuard> tryAcquire(std::source_location where = std::source_location::current());
    bool taken() const noexcept { return m_taken; }

private:
    friend class LockGuard;
    void take(Task &owner) noexcept;
    void release(SiteId site);

    Kernel &m_kernel;
    IntrusiveList<Acquiring> m_waiting;
    TaskRef m_owner; ///< the task it was given to last
    Time m_since{};
    std::uint32_t m_id;
    bool m_taken = false;
};

class Lock::Acquiring final : public Operation<Acquiring>, public ListLink<Acquiring>
{
public:
    Acquiring(Lock &lock, SiteId site) : Operation(lock.m_kernel, site), m_lock(lock) { }

    bool attempt();
    void beginWait();
    LockGuard await_resume();
    void abandon() override;
    void waitsFor(std::vector<Task *> &others) const override;

private:
    friend class Lock;
    /// Takes the lock.
    void obtain();

    Lock &m_lock;
    Time m_since{};
};

struct Lock::AcquireCall {
    Lock &lock;
    SiteId site;
    Acquiring operator co_await() const { return Acquiring(lock, site); }
};

inline Lock::AcquireCall Lock::acquire(std::source_location where)
{
    return {*this, m_kernel.siteOf(where)};
}

inline void LockGuard::release()
{
    if (Lock *const lock = std::exchange(m_lock, nullptr))
        lock->release(m_site);
}

} // namespace coroscope
