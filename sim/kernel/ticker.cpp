// SPDX-License-Identifier: MIT
#include "kernel/ticker.h"

#include <algorithm>

namespace coroscope {

TimedWaitCall Ticker::next(std::source_location where)
{
    const Time now = m_kernel.now();
    const Duration period = std::max(m_period.mean(), Duration{1});
    m_due = later(m_last, period);
    m_last = m_due;
    if (m_due < now && m_missed == MissedTicks::Delay)
        m_last = now;
    else if (m_due < now && m_missed == MissedTicks::Skip)
        m_last += (now - m_due) / period * period;
    m_wait.setMean(std::max(m_due - now, Duration::zero()));
    return m_kernel.sleep(m_activity, m_wait.exactly(), where);
}

} // namespace coroscope
