// SPDX-License-Identifier: MIT
#include "kernel/suspension.h"

#include "kernel/cancelled.h"
#include "kernel/kernel.h"

#include <stdexcept>

namespace coroscope {

void Suspension::throwCancelled()
{
    throw Cancelled();
}

void Suspension::strike()
{
    constexpr std::uint32_t mostInTurn = 100'000; // clean-ups may await in vain, too
    if (++m_task->m_opsInTurn > mostInTurn)
        throw std::logic_error("the task was told to stop, catches Cancelled in a loop, and never ends");
    throwCancelled();
}

void Suspension::yield()
{
    m_kernel.wake(*this);
}

void Suspension::wakeNow()
{
    m_kernel.wakeNow(*this);
}

void Suspension::causedByLastEvent() noexcept
{
    m_task->m_cause = m_kernel.m_lastEvent;
}

void Suspension::causedByCurrent() noexcept
{
    m_task->m_cause = m_kernel.m_current ? m_kernel.m_current->m_cause : m_kernel.m_outsideCause;
}

void Suspension::noteForTask(EventKind kind, std::uint32_t object, std::int64_t payload)
{
    m_kernel.noteFor(m_task, kind, object, 0, payload, m_site);
}

} // namespace coroscope
