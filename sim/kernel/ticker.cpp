// SPDX-License-Identifier: MIT
#include "kernel/ticker.h"

namespace coroscope {

TimedWaitCall Ticker::next(std::source_location where)
{
    m_asked = m_kernel.now();
    m_before = m_last;
    m_due = later(m_before, period());
    m_last = m_due;
    m_late = m_due < m_asked;
    if (m_late && m_missed == MissedTicks::Delay)
        m_last = m_asked;
    else if (m_late && m_missed == MissedTicks::Skip)
        m_last += (m_asked - m_due) / period() * period();
    m_wait.setMean(std::max(m_due - m_asked, Duration::zero()));
    return m_kernel.sleep(m_activity, m_wait.exactly(), where);
}

void Ticker::turned()
{
    if (m_late || !m_wait.underway())
        return;
    m_due = m_last = std::max(later(m_before, period()), m_kernel.now());
    m_wait.setMean(m_due - m_asked);
}

} // namespace coroscope
