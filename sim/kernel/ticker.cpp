// SPDX-License-Identifier: MIT
#include "kernel/ticker.h"

namespace coroscope {

void Ticker::ask()
{
    m_asked = m_kernel.now();
    m_next = m_after = later(m_last, period());
    m_late = m_next < m_asked;
    if (m_late && m_missed == MissedTicks::Delay)
        m_after = m_asked;
    else if (m_late && m_missed == MissedTicks::Skip)
        m_after += (m_asked - m_next) / period() * period();
    m_wait.setMean(std::max(m_next - m_asked, Duration::zero()));
}

void Ticker::tick() noexcept
{
    m_due = m_next;
    m_last = m_after;
}

void Ticker::durationChanged()
{
    if (m_late || !m_wait.underway())
        return;
    m_next = m_after = std::max(later(m_last, period()), m_kernel.now());
    m_wait.setMean(m_next - m_asked);
}

} // namespace coroscope
