// SPDX-License-Identifier: MIT
#include "kernel/timer_heap.h"

#include <algorithm>

namespace coroscope {

void TimerHeap::siftDown(std::size_t position, Entry entry) noexcept
{
    for (;;) {
        const std::size_t firstChild = position * 4 + 1;
        if (firstChild >= m_size)
            break;
        const std::size_t lastChild = std::min(firstChild + 4, m_size);
        std::size_t earliest = firstChild;
        for (std::size_t child = firstChild + 1; child < lastChild; ++child)
            earliest = m_entries[child].before(m_entries[earliest]) ? child : earliest;
        if (!m_entries[earliest].before(entry))
            break;
        place(position, m_entries[earliest]);
        position = earliest;
    }
    place(position, entry);
}

void TimerHeap::grow()
{
    m_room = std::max<std::size_t>(16, m_size * 2);
    m_entries.resize(m_room);
}

void TimerHeap::removeFirstOfRun(Timer &timer) noexcept
{
    const std::uint32_t position = timer.m_position;
    Timer *const next = timer.m_next == &timer ? nullptr : timer.m_next;
    if (m_lastRun == &timer)
        m_lastRun = next;
    leaveRun(timer);
    if (next) {
        next->m_position = position;
        m_entries[position].timer = next;
    } else {
        removeAt(position);
    }
}

void TimerHeap::removeAt(std::size_t position) noexcept
{
    const Entry last = m_entries[--m_size];
    if (position == m_size)
        return;
    if (position > 0 && last.before(m_entries[(position - 1) / 4]))
        siftUp(position, last);
    else
        siftDown(position, last);
}

} // namespace coroscope
