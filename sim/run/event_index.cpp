// SPDX-License-Identifier: MIT
#include "run/event_index.h"

#include <algorithm>
#include <utility>

namespace coroscope {

EventIndex::EventIndex(EventFilter filter, Sequence from)
    : m_filter(std::move(filter)), m_firstBlock(from / blockSize), m_end(m_firstBlock * blockSize), m_before{0}
{
}

bool EventIndex::extend(const Trace &trace, const TaskPlaces &places, Sequence wanted, std::size_t most)
{
    forget(trace);
    for (std::size_t seen = 0; seen < most;) {
        std::size_t now = goForward(trace, places, std::min(wanted, trace.count()));
        if (now == 0)
            now = goBack(trace, places);
        if (now == 0)
            now = goForward(trace, places, trace.count());
        if (now == 0)
            return true;
        seen += now;
    }
    return m_end == trace.count() && begin() <= trace.firstKept();
}

void EventIndex::forget(const Trace &trace)
{
    // Whole chunks are forgotten, which are blocks here.
    while (m_before.size() > 1 && (m_firstBlock + 1) * blockSize <= trace.firstKept()) {
        m_before.pop_front();
        ++m_firstBlock;
    }
    if (m_end < trace.firstKept()) {
        m_firstBlock = trace.firstKept() / blockSize;
        m_end = trace.firstKept();
    }
}

std::size_t EventIndex::goForward(const Trace &trace, const TaskPlaces &places, Sequence limit)
{
    if (m_end >= limit)
        return 0;
    if (m_end % blockSize == 0)
        m_before.push_back(m_before.back());
    const Sequence from = m_end;
    m_end = std::min(limit, (from / blockSize + 1) * blockSize);
    m_before.back() += countBetween(from, m_end, trace, places);
    return static_cast<std::size_t>(m_end - from);
}

std::size_t EventIndex::goBack(const Trace &trace, const TaskPlaces &places)
{
    if (begin() <= trace.firstKept())
        return 0;
    const Sequence end = begin();
    --m_firstBlock;
    m_before.push_front(m_before.front() - countBetween(begin(), end, trace, places));
    return blockSize;
}

EventIndex::Rank EventIndex::countBetween(Sequence begin, Sequence end, const Trace &trace,
                                          const TaskPlaces &places) const
{
    Rank count = 0;
    while (begin < end) {
        const std::span<const Event> events = trace.run(begin, end);
        for (const Event &event : events)
            count += m_filter.matches(event, places) ? 1 : 0;
        begin += events.size();
    }
    return count;
}

EventIndex::Rank EventIndex::rankOf(Sequence sequence, const Trace &trace, const TaskPlaces &places) const
{
    if (sequence >= m_end)
        return endRank();
    if (sequence <= begin())
        return firstRank();
    const Sequence block = sequence / blockSize;
    return m_before[static_cast<std::size_t>(block - m_firstBlock)]
        + countBetween(block * blockSize, sequence, trace, places);
}

std::vector<Sequence> EventIndex::matches(Rank first, std::size_t most, const Trace &trace,
                                          const TaskPlaces &places) const
{
    std::vector<Sequence> found;
    first = std::max(first, firstRank());
    if (first >= endRank())
        return found;
    // The block that has it: the last one that begins with it or before. Empty blocks before it begin with it, too.
    auto block = static_cast<std::size_t>(std::upper_bound(m_before.begin(), m_before.end(), first) - m_before.begin())
        - 1;
    for (; block + 1 < m_before.size() && found.size() < most; ++block) {
        Rank rank = m_before[block];
        if (rank == m_before[block + 1])
            continue;
        const Sequence start = (m_firstBlock + block) * blockSize;
        const Sequence end = std::min(m_end, start + blockSize);
        for (Sequence i = start; i < end && found.size() < most; ++i) {
            if (m_filter.matches(trace.at(i), places) && rank++ >= first)
                found.push_back(i);
        }
    }
    return found;
}

} // namespace coroscope
