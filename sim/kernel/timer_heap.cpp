// SPDX-License-Identifier: MIT
#include "kernel/timer_heap.h"

#include <algorithm>

namespace coroscope {

void TimerHeap::place(std::size_t position, const Entry &entry) noexcept
{
    m_entries[position] = entry;
    entry.timer->m_position = static_cast<std::uint32_t>(position);
}

void TimerHeap::siftUp(std::size_t position, Entry entry) noexcept
{
    while (position > 0) {
        const std::size_t parent = (position - 1) / 4;
        if (!entry.before(m_entries[parent]))
            break;
        place(position, m_entries[parent]);
        position = parent;
    }
    place(position, entry);
}

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

void TimerHeap::startRun(Timer &timer, Time time)
{
    if (m_size == m_entries.size())
        m_entries.resize(std::max<std::size_t>(16, m_size * 2));
    timer.m_next = timer.m_previous = &timer;
    siftUp(m_size++, {time, m_order++, &timer});
    m_lastRun = &timer;
    m_lastTime = time;
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
