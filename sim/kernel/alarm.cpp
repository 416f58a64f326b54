// SPDX-License-Identifier: MIT
#include "kernel/alarm.h"

#include <algorithm>

namespace coroscope {

void Alarm::Wait::beginWait()
{
    m_since = m_kernel.now();
    const Time due = std::max(m_due, m_since);
    const Duration length = due == never ? Duration::zero() : due - m_since;
    noteForTask(EventKind::SleepStarted, m_activity, length.count());
    if (due != never)
        m_kernel.m_deadlines.arm(*this, due);
    m_alarm.m_waiting.pushBack(*this);
}

bool Alarm::Wait::await_resume()
{
    leave();
    noteEnd();
    return m_inTime;
}

void Alarm::Wait::due()
{
    unlink();
    m_inTime = true;
    m_kernel.wake(*this);
}

void Alarm::Wait::abandon()
{
    unlink();
    m_kernel.m_deadlines.disarm(*this);
    noteEnd();
}

void Alarm::Wait::noteEnd()
{
    noteForTask(EventKind::SleepEnded, m_activity, (m_kernel.now() - m_since).count());
}

void Alarm::wake()
{
    while (!m_waiting.empty()) {
        Wait &wait = m_waiting.popFront();
        m_kernel.m_deadlines.disarm(wait);
        wait.wakeNow();
    }
}

} // namespace coroscope
