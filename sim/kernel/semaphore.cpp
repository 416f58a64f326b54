// SPDX-License-Identifier: MIT
#include "kernel/semaphore.h"

#include <stdexcept>

namespace coroscope {

SemaphorePermit::SemaphorePermit(Semaphore &semaphore, Task &owner, std::int64_t count, SiteId site) noexcept
    : m_semaphore(&semaphore), m_owner(owner), m_count(count), m_since(semaphore.m_kernel.now()), m_site(site)
{
    semaphore.m_given.pushBack(*this);
}

SemaphorePermit::SemaphorePermit(SemaphorePermit &&other) noexcept
    : m_semaphore(other.m_semaphore),
      m_owner(other.m_owner),
      m_count(std::exchange(other.m_count, 0)),
      m_since(other.m_since),
      m_site(other.m_site)
{
    other.unlink();
    if (m_count > 0)
        m_semaphore->m_given.pushBack(*this);
}

SemaphorePermit &SemaphorePermit::operator=(SemaphorePermit &&other) noexcept
{
    if (this == &other)
        return *this;
    release();
    other.unlink();
    m_semaphore = other.m_semaphore;
    m_owner = other.m_owner;
    m_count = std::exchange(other.m_count, 0);
    m_since = other.m_since;
    m_site = other.m_site;
    if (m_count > 0)
        m_semaphore->m_given.pushBack(*this);
    return *this;
}

void SemaphorePermit::release()
{
    if (m_count == 0)
        return;
    unlink();
    m_semaphore->release(*this);
    m_count = 0;
}

void Semaphore::require(bool condition, const char *what)
{
    if (!condition)
        throw std::invalid_argument(what);
}

Semaphore::Semaphore(Kernel &kernel, std::uint32_t id, std::int64_t permits)
    : m_kernel(kernel), m_permits(permits), m_id(id)
{
    require(permits >= 0, "a semaphore has no fewer than 0 permits");
}

std::optional<SemaphorePermit> Semaphore::tryAcquire(std::int64_t count, std::source_location where)
{
    require(count >= 1, "a semaphore gives at least one permit");
    Task &task = m_kernel.current();
    if (!has(count))
        return std::nullopt;
    m_taken += count;
    m_kernel.note(EventKind::LockAcquired, m_id, 0, 0, m_kernel.siteOf(where));
    return SemaphorePermit(*this, task, count, m_kernel.siteOf(where));
}

void Semaphore::setPermits(std::int64_t permits)
{
    require(permits >= 0, "a semaphore has no fewer than 0 permits");
    m_permits = permits;
    admit();
}

void Semaphore::close()
{
    m_closed = true;
    while (!m_waiting.empty())
        m_waiting.popFront().answer(false);
}

void Semaphore::release(const SemaphorePermit &permit)
{
    m_kernel.note(EventKind::LockReleased, m_id, 0, (m_kernel.now() - permit.m_since).count(), permit.m_site);
    m_taken -= permit.m_count;
    admit();
}

void Semaphore::admit()
{
    while (!m_closed && !m_waiting.empty() && m_waiting.front().m_count <= available())
        m_waiting.popFront().answer(true);
}

bool Semaphore::Acquiring::attempt()
{
    m_since = m_kernel.now();
    if (m_semaphore.has(m_count))
        obtain();
    return m_obtained || m_semaphore.m_closed;
}

void Semaphore::Acquiring::beginWait()
{
    noteForTask(EventKind::LockBlocked, m_semaphore.m_id, 0);
    m_semaphore.m_waiting.pushBack(*this);
}

void Semaphore::Acquiring::obtain()
{
    m_obtained = true;
    m_semaphore.m_taken += m_count;
    noteForTask(EventKind::LockAcquired, m_semaphore.m_id, (m_kernel.now() - m_since).count());
}

void Semaphore::Acquiring::answer(bool obtained)
{
    causedByCurrent();
    if (obtained)
        obtain();
    else
        noteForTask(EventKind::LockAbandoned, m_semaphore.m_id, 0);
    wakeNow();
}

std::optional<SemaphorePermit> Semaphore::Acquiring::await_resume()
{
    leave();
    if (!m_obtained)
        return std::nullopt;
    return SemaphorePermit(m_semaphore, *m_task, m_count, m_site);
}

void Semaphore::Acquiring::abandon()
{
    unlink();
    noteForTask(EventKind::LockAbandoned, m_semaphore.m_id, 0);
    m_semaphore.admit(); // it may have held up others that want less
}

void Semaphore::Acquiring::waitsFor(std::vector<Task *> &others) const
{
    m_semaphore.m_given.forEach([&](const SemaphorePermit &permit) {
        if (Task *const owner = permit.m_owner.get())
            others.push_back(owner);
    });
}

} // namespace coroscope
