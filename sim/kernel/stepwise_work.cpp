// SPDX-License-Identifier: MIT
#include "kernel/stepwise_work.h"

#include "kernel/kernel.h"

#include <algorithm>

namespace coroscope {

StepwiseWork::StepwiseWork(const TimedWaitCall &call, LiveDuration &step) : TimedWait(call), m_source(step) { }

void StepwiseWork::await_suspend(std::coroutine_handle<> handle)
{
    TimedWait::await_suspend(handle);
    m_last = m_kernel.now();
    m_step = step();
    m_source.follow(*this);
}

void StepwiseWork::await_resume()
{
    m_kernel.m_deadlines.disarm(m_checkpoint);
    TimedWait::await_resume();
}

void StepwiseWork::abandon()
{
    m_kernel.m_deadlines.disarm(m_checkpoint);
    TimedWait::abandon();
}

bool StepwiseWork::putsOff(Interrupt level)
{
    if (level != Interrupt::Cancel || m_stopping)
        return false;
    m_kernel.m_deadlines.rearm(m_checkpoint, nextCheckpoint());
    return true;
}

void StepwiseWork::stop()
{
    if (m_task->pending() == Interrupt::None)
        return; // a shield has been raised meanwhile
    m_stopping = true;
    m_kernel.interrupt(*m_task);
}

Duration StepwiseWork::step() const noexcept
{
    return std::max(m_source.mean(), Duration{1});
}

Time StepwiseWork::nextCheckpoint() const noexcept
{
    return later(m_last, ((m_kernel.now() - m_last) / m_step + 1) * m_step);
}

void StepwiseWork::durationChanged()
{
    const Time now = m_kernel.now();
    m_last += (now - m_last) / m_step * m_step;
    m_step = step();
    Time next = later(m_last, m_step);
    if (next <= now)
        next = m_last = now;
    if (m_checkpoint.armed())
        m_kernel.m_deadlines.rearm(m_checkpoint, next);
}

} // namespace coroscope
