// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"
#include "kernel/operation.h"

#include <cstdint>
#include <optional>
#include <source_location>
#include <utility>
#include <vector>

namespace coroscope {

class Semaphore;

/// Holds a number of permits of a semaphore for as long as it lives.
class [[nodiscard]] SemaphorePermit : private ListNode<SemaphorePermit>
{
public:
    SemaphorePermit(SemaphorePermit &&other) noexcept;
    SemaphorePermit &operator=(SemaphorePermit &&other) noexcept;
    ~SemaphorePermit() { release(); }

    /// Gives them back early; a second call does nothing.
    void release();
    /// How many it holds; 0: given back or moved from.
    std::int64_t count() const noexcept { return m_count; }

private:
    friend class Semaphore;
    friend class IntrusiveList<SemaphorePermit>;
    SemaphorePermit(Semaphore &semaphore, Task &owner, std::int64_t count, SiteId site) noexcept;

    Semaphore *m_semaphore;
    TaskRef m_owner; ///< the task that acquired it
    std::int64_t m_count;
    Time m_since;
    SiteId m_site;
};

/// Admits a limited number at a time (tokio's Semaphore, Trio's and asyncio's; as with Trio's CapacityLimiter, permits
/// know their holders). Fair: the longest waiter is next, and one that wants many is not overtaken by others that want
/// fewer (tokio, Go's semaphore.Weighted; in Java's this is a choice). Only their SemaphorePermit gives permits back,
/// so never more come back than were taken (tokio's add_permits and asyncio's release() can be called by anyone). Their
/// number may be changed at any time. Waiters, and the holders who could let them go on, take part in the search for
/// deadlocks.
///
/// It can be closed, and that is no error but an outcome (in tokio an AcquireError): waiters get no permit.
class Semaphore
{
    class Acquiring;
    struct AcquireCall;

public:
    /// @param id names it in trace events, where it is a lock with more than one key; numbered with the locks.
    /// @param permits ≥ 0; fewer: std::invalid_argument.
    Semaphore(Kernel &kernel, std::uint32_t id, std::int64_t permits);
    Semaphore(const Semaphore &) = delete;
    Semaphore &operator=(const Semaphore &) = delete;

    /// To be awaited at once; gives a std::optional<SemaphorePermit>: nullopt where the semaphore is closed. Takes all
    /// @p count permits or none; a request for more than there are waits until the number is raised (tokio). A
    /// cancelled wait leaves the line, and those behind it move up; one that was given the permits in the same instant
    /// keeps them, and the cancellation strikes the next await. @p count ≥ 1; fewer: std::invalid_argument.
    [[nodiscard]] AcquireCall acquire(std::int64_t count = 1,
                                      std::source_location where = std::source_location::current());
    /// nullopt: too few are free, a task is in line, or it is closed.
    [[nodiscard]] std::optional<SemaphorePermit> tryAcquire(
        std::int64_t count = 1, std::source_location where = std::source_location::current());

    /// Raising it admits at once as many of those in line as there are permits for; lowering it below what is taken
    /// revokes nothing, and what comes back is withheld until the number fits. @p permits ≥ 0; fewer:
    /// std::invalid_argument.
    void setPermits(std::int64_t permits);
    /// From now on acquiring fails; those in line get nullopt. Permits already held stay valid. A second call does
    /// nothing.
    void close();

    bool closed() const noexcept { return m_closed; }
    std::int64_t permits() const noexcept { return m_permits; }
    std::int64_t taken() const noexcept { return m_taken; }
    /// How many are free now; 0 also while more are taken than there are.
    std::int64_t available() const noexcept { return m_taken < m_permits ? m_permits - m_taken : 0; }

private:
    friend class SemaphorePermit;
    static void require(bool condition, const char *what);
    bool has(std::int64_t count) const noexcept { return !m_closed && m_waiting.empty() && count <= available(); }
    void release(const SemaphorePermit &permit);
    void admit();

    Kernel &m_kernel;
    IntrusiveList<Acquiring> m_waiting;
    IntrusiveList<SemaphorePermit> m_given;
    std::int64_t m_permits;
    std::int64_t m_taken = 0;
    std::uint32_t m_id;
    bool m_closed = false;
};

class Semaphore::Acquiring final : public Operation<Acquiring>, public ListLink<Acquiring>
{
public:
    Acquiring(Semaphore &semaphore, std::int64_t count, SiteId site)
        : Operation(semaphore.m_kernel, site), m_semaphore(semaphore), m_count(count)
    {
    }

    bool attempt();
    void beginWait();
    std::optional<SemaphorePermit> await_resume();
    void abandon() override;
    void waitsFor(std::vector<Task *> &others) const override;

private:
    friend class Semaphore;
    /// Takes the permits.
    void obtain();
    /// It has left the line: with the permits, or with nothing.
    void answer(bool obtained);

    Semaphore &m_semaphore;
    std::int64_t m_count;
    Time m_since{};
    bool m_obtained = false;
};

struct Semaphore::AcquireCall {
    Semaphore &semaphore;
    std::int64_t count;
    SiteId site;
    Acquiring operator co_await() const { return Acquiring(semaphore, count, site); }
};

inline Semaphore::AcquireCall Semaphore::acquire(std::int64_t count, std::source_location where)
{
    require(count >= 1, "a semaphore gives at least one permit");
    return {*this, count, m_kernel.siteOf(where)};
}

} // namespace coroscope
