// SPDX-License-Identifier: MIT
#include "kernel/suspension.h"

#include "kernel/kernel.h"

namespace coroscope {

void Suspension::enter()
{
    m_task = &m_kernel.current();
    if (m_kernel.m_awaitsToFault != 0) [[unlikely]]
        m_kernel.countAwait(*m_task);
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

} // namespace coroscope
