// SPDX-License-Identifier: MIT
#include "kernel/timed_wait.h"

#include "kernel/kernel.h"

#include <algorithm>

namespace coroscope {

void LiveDuration::setMean(Duration mean)
{
    m_mean = mean;
    m_underway.forEach([](TimedWait &wait) { wait.retime(); });
    m_followers.forEach([](DurationFollower &follower) { follower.durationChanged(); });
}

void TimedWait::due()
{
    unlink();
    m_kernel.wake(*this);
}

void TimedWait::noteStart()
{
    m_kernel.noteFor(m_task, kind(EventKind::WorkStarted, EventKind::SleepStarted), m_call.activity, m_call.item,
                     m_length.count(), m_site);
}

void TimedWait::noteEnd()
{
    m_kernel.noteFor(m_task, kind(EventKind::WorkEnded, EventKind::SleepEnded), m_call.activity, m_call.item,
                     (m_kernel.now() - m_start).count(), m_site);
}

void TimedWait::abandon()
{
    unlink();
    m_kernel.m_timers.disarm(*this);
    noteEnd();
}

void TimedWait::retime()
{
    const Duration length = std::max(m_call.sample.length(), m_kernel.now() - m_start);
    if (length == m_length)
        return;
    m_length = length;
    m_task->m_cause = m_kernel.m_lastEvent;
    m_kernel.noteFor(m_task, kind(EventKind::WorkRetimed, EventKind::SleepRetimed), m_call.activity, m_call.item,
                     m_length.count(), m_site);
    m_kernel.m_timers.rearm(*this, later(m_start, m_length));
}

JoinWait::JoinWait(Kernel &kernel, TaskRef task, SiteId site) : Operation(kernel, site), m_target(task) { }

void JoinWait::beginWait()
{
    m_since = m_kernel.now();
    noteForTask(EventKind::JoinBlocked, m_target.id(), 0);
    m_target.get()->m_joiners.pushBack(*this);
}

void JoinWait::await_resume()
{
    leave();
    if (!m_done)
        noteEnd();
}

void JoinWait::abandon()
{
    unlink();
    noteEnd();
}

void JoinWait::noteEnd()
{
    m_kernel.noteFor(m_task, EventKind::JoinEnded, m_target.id(), 0, (m_kernel.now() - m_since).count(), m_site);
}

void JoinWait::waitsFor(std::vector<Task *> &others) const
{
    if (Task *const task = m_target.get())
        others.push_back(task);
}

} // namespace coroscope
