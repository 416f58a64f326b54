// SPDX-License-Identifier: MIT
#include "kernel/suspension.h"

#include "kernel/kernel.h"

namespace coroscope {

void Suspension::enter()
{
    m_task = &m_kernel.current();
    if (m_cancellable && m_task->pending() != Interrupt::None)
        throw Cancelled();
}

void Suspension::park(std::coroutine_handle<> handle) noexcept
{
    m_task->m_handle = handle;
    m_task->m_suspension = this;
}

void Suspension::leave()
{
    if (m_interrupted)
        throw Cancelled();
}

bool Suspension::mayGoOn() noexcept
{
    return m_kernel.mayGoOnWithoutYielding(*m_task);
}

void Suspension::yield()
{
    m_kernel.wake(*m_task);
}

void Suspension::wakeNow()
{
    m_kernel.wakeNow(*m_task);
}

void Suspension::causedByLastEvent() noexcept
{
    m_task->m_cause = m_kernel.m_lastEvent;
}

void Suspension::noteForTask(EventKind kind, std::uint32_t object, std::int64_t payload)
{
    m_kernel.noteFor(m_task, kind, object, 0, payload, m_line);
}

} // namespace coroscope
