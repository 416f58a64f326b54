// SPDX-License-Identifier: MIT
#include "patterns/supervision/child.h"

#include "patterns/supervision/supervisor.h"

namespace coroscope::supervisor {

Child::Busy::Busy(Child &child) : m_child(child), m_shield(child.m_supervisor.kernel())
{
    child.m_shield = &m_shield;
}

void Child::askToStop()
{
    m_asked = true;
    Task *const task = m_task.get();
    if (task && task->pending() == Interrupt::None)
        task->cancel();
}

void Child::insist()
{
    if (m_shield)
        m_shield->lift();
}

void Child::fail()
{
    m_mustFail = true;
    if (Task *const task = m_task.get())
        task->kill();
}

bool Child::mustStop() const noexcept
{
    const Task *const task = m_task.get();
    return task && task->pending() != Interrupt::None;
}

// What follows says what has become of it.

void Child::attach(Task &task)
{
    m_task = TaskRef(task);
    m_id = task.id();
    task.setObserver(this);
}

void Child::taskEnded(Task &, TaskEnd end, std::exception_ptr &error)
{
    error = nullptr; // the supervisor is told
    m_supervisor.ended(*this, end);
}

void Child::up()
{
    m_upSince = m_supervisor.kernel().now();
    m_supervisor.cameUp(*this);
}

void Child::fallSilent()
{
    Kernel &kernel = m_supervisor.kernel();
    m_silentSince = kernel.now();
    kernel.note(EventKind::WorkerHung);
}

void Child::beatAgain()
{
    m_silentSince.reset();
    m_supervisor.heardAgain(*this);
}

Time Child::lastBeat() const
{
    return m_silentSince.value_or(m_supervisor.kernel().now());
}

std::optional<Duration> Child::upFor() const
{
    return m_upSince ? std::optional(lastBeat() - *m_upSince) : std::nullopt;
}

} // namespace coroscope::supervisor
