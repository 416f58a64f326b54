// SPDX-License-Identifier: MIT
#include "kernel/lock.h"

namespace coroscope {

std::optional<LockGuard> Lock::tryAcquire(std::source_location where)
{
    if (m_taken)
        return std::nullopt;
    take(m_kernel.current());
    m_kernel.note(EventKind::LockAcquired, m_id, 0, 0, m_kernel.siteOf(where));
    return LockGuard(*this, m_kernel.siteOf(where));
}

void Lock::take(Task &owner) noexcept
{
    m_taken = true;
    m_owner = TaskRef(owner);
    m_since = m_kernel.now();
}

void Lock::release(SiteId site)
{
    m_kernel.note(EventKind::LockReleased, m_id, 0, (m_kernel.now() - m_since).count(), site);
    m_taken = false;
    if (m_waiting.empty())
        return;
    Acquiring &next = m_waiting.popFront();
    next.wakeNow();
    next.obtain();
}

bool Lock::Acquiring::attempt()
{
    if (m_lock.m_taken)
        return false;
    m_since = m_kernel.now();
    obtain();
    return true;
}

void Lock::Acquiring::beginWait()
{
    m_since = m_kernel.now();
    noteForTask(EventKind::LockBlocked, m_lock.m_id, 0);
    m_lock.m_waiting.pushBack(*this);
}

void Lock::Acquiring::obtain()
{
    m_lock.take(*m_task);
    noteForTask(EventKind::LockAcquired, m_lock.m_id, (m_kernel.now() - m_since).count());
}

LockGuard Lock::Acquiring::await_resume()
{
    leave();
    return LockGuard(m_lock, m_site);
}

void Lock::Acquiring::abandon()
{
    unlink();
    noteForTask(EventKind::LockAbandoned, m_lock.m_id, 0);
}

void Lock::Acquiring::waitsFor(std::vector<Task *> &others) const
{
    if (Task *const owner = m_lock.m_owner.get())
        others.push_back(owner);
}

} // namespace coroscope
