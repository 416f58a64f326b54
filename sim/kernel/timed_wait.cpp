// SPDX-License-Identifier: MIT
#include "kernel/timed_wait.h"

#include "kernel/kernel.h"

#include <algorithm>

namespace coroscope {

void LiveDuration::setMean(Duration mean)
{
    m_mean = mean;
    m_underway.forEach([](TimedWait &wait) { wait.retime(); });
    m_followers.forEach([](DurationFollower &follower) { follower.turned(); });
}

void TimedWait::due()
{
    unlink();
    m_kernel.wake(*m_task);
}

void TimedWait::abandon()
{
    unlink();
    m_kernel.m_timers.disarm(*this);
    noteEnd();
}

void TimedWait::retime()
{
    const Duration length = std::max(m_sample.length(), m_kernel.now() - m_start);
    if (length == m_length)
        return;
    m_length = length;
    m_task->m_cause = m_kernel.m_lastEvent;
    m_kernel.noteFor(m_task, kind(EventKind::WorkRetimed, EventKind::SleepRetimed), m_activity, m_item,
                     m_length.count(), m_line);
    m_kernel.m_timers.arm(*this, later(m_start, m_length));
}

JoinWait::JoinWait(Kernel &kernel, TaskRef task, std::uint16_t line) : Suspension(kernel, line), m_target(task) { }

bool JoinWait::await_ready()
{
    enter();
    return m_target.get() == nullptr;
}

void JoinWait::await_suspend(std::coroutine_handle<> handle)
{
    m_waited = true;
    m_since = m_kernel.now();
    m_kernel.note(EventKind::JoinBlocked, m_target.id(), 0, 0, m_line);
    park(handle);
    m_target.get()->m_joiners.pushBack(*this);
}

void JoinWait::await_resume()
{
    leave();
    if (m_waited)
        noteEnd();
}

void JoinWait::abandon()
{
    unlink();
    noteEnd();
}

void JoinWait::noteEnd()
{
    m_kernel.noteFor(m_task, EventKind::JoinEnded, m_target.id(), 0, (m_kernel.now() - m_since).count(), m_line);
}

void JoinWait::waitsFor(std::vector<Task *> &others) const
{
    if (Task *const task = m_target.get())
        others.push_back(task);
}

} // namespace coroscope
