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

/// Has so many permits of a semaphore as long as it lives.
class [[nodiscard]] SemaphorePermit : private ListNode<SemaphorePermit>
{
public:
    SemaphorePermit(SemaphorePermit &&other) noexcept;
    SemaphorePermit &operator=(SemaphorePermit &&other) noexcept;
    ~SemaphorePermit() { release(); }

    /// Gives them back before it goes; again: nothing.
    void release();
    /// How many it has; 0: given back or moved from.
    std::int64_t count() const noexcept { return m_count; }

private:
    friend class Semaphore;
    friend class IntrusiveList<SemaphorePermit>;
    SemaphorePermit(Semaphore &semaphore, Task &owner, std::int64_t count, std::uint16_t line) noexcept;

    Semaphore *m_semaphore;
    TaskRef m_owner; ///< who acquired it
    std::int64_t m_count;
    Time m_since;
    std::uint16_t m_line;
};

/// So many at a time (tokio's Semaphore, Trio's and asyncio's; Trio's CapacityLimiter in that the permits know who has
/// them). Fair: who waits longest is next, and one who wants many is not overtaken by others who want fewer (tokio; in
/// Java's and Go's weighted ones this is a choice). Permits come back when their SemaphorePermit goes, and cannot be
/// made up otherwise: more than there are never come back (tokio's add_permits and asyncio's release() can be called by
/// anyone). Their number may be turned at any time. Who waits, and who could help by giving back, takes part in the
/// search for circles.
///
/// It can be closed, and that is no error but an outcome (in tokio an AcquireError): whoever waits goes away empty-handed.
class Semaphore
{
    class Acquiring;
    struct AcquireCall;

public:
    /// @param id in the trace's events, where it is a lock with more than one key; numbered with the locks.
    /// @param permits ≥ 0; fewer: std::invalid_argument.
    Semaphore(Kernel &kernel, std::uint32_t id, std::int64_t permits);
    Semaphore(const Semaphore &) = delete;
    Semaphore &operator=(const Semaphore &) = delete;

    /// To be awaited at once; gives a std::optional<SemaphorePermit>: nullopt where the semaphore is closed. Takes all
    /// @p count permits or none; more than there are come when the number is raised (tokio). A cancelled wait leaves the
    /// line, and who stands behind it moves up; who was given the permits in the same instant has them, and the
    /// cancellation strikes the next await. @p count ≥ 1; fewer: std::invalid_argument.
    [[nodiscard]] AcquireCall acquire(std::int64_t count = 1,
                                      std::source_location where = std::source_location::current());
    /// nullopt: not so many are free, somebody is in line, or it is closed.
    [[nodiscard]] std::optional<SemaphorePermit> tryAcquire(
        std::int64_t count = 1, std::source_location where = std::source_location::current());

    /// Raised, it lets in at once as many of those in line as there are permits for; lowered below what is taken, it
    /// takes nothing away, and what comes back is kept until it fits. @p permits ≥ 0; fewer: std::invalid_argument.
    void setPermits(std::int64_t permits);
    /// From now on nobody acquires anything; those in line get nullopt. What is taken stays so. Again: nothing.
    void close();

    bool closed() const noexcept { return m_closed; }
    std::int64_t permits() const noexcept { return m_permits; }
    std::int64_t taken() const noexcept { return m_taken; }
    /// How many could be had now; 0 also while more are taken than there are.
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
    Acquiring(Semaphore &semaphore, std::int64_t count, std::uint16_t line)
        : Operation(semaphore.m_kernel, line), m_semaphore(semaphore), m_count(count)
    {
    }

    bool attempt();
    void beginWait();
    std::optional<SemaphorePermit> await_resume();
    void abandon() override;
    void waitsFor(std::vector<Task *> &others) const override;

private:
    friend class Semaphore;
    /// The permits are this one's from now on.
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
    std::uint16_t line;
    Acquiring operator co_await() const { return Acquiring(semaphore, count, line); }
};

inline Semaphore::AcquireCall Semaphore::acquire(std::int64_t count, std::source_location where)
{
    require(count >= 1, "a semaphore gives at least one permit");
    return {*this, count, lineOf(where)};
}

} // namespace coroscope
