// SPDX-License-Identifier: MIT
#include "patterns/task_spawning/burst.h"

namespace coroscope::spawning {

Burst::Burst(Kernel &kernel, std::uint32_t number, int tasks)
    : m_kernel(kernel), m_number(number), m_start(kernel.now())
{
    m_kernel.note(EventKind::JobStarted, m_number, 0, tasks);
}

Burst::~Burst()
{
    m_kernel.note(m_failed ? EventKind::JobFailed : EventKind::JobDone, m_number, 0,
                  (m_kernel.now() - m_start).count());
}

} // namespace coroscope::spawning
