// SPDX-License-Identifier: MIT
#include "trace/trace.h"

#include <algorithm>

namespace coroscope {

void Trace::addConsumer(EventConsumer &consumer)
{
    flush(); // it gets what comes, not what was
    m_consumers.push_back(&consumer);
}

void Trace::startChunk()
{
    flush();
    if (m_spare.empty()) {
        m_chunks.push_back(std::make_unique<Chunk>());
    } else {
        m_chunks.push_back(std::move(m_spare.back()));
        m_spare.pop_back();
    }
    m_next = m_chunks.back()->data();
    m_chunkEnd = m_next + eventsPerChunk;
}

void Trace::flush()
{
    // Consumers may forget events while they are told of some, never any of the batch: it is read from the newest
    // chunk.
    while (m_flushed < m_count) {
        const Sequence first = m_flushed;
        const std::span<const Event> batch = run(first, m_count);
        m_flushed += batch.size();
        for (EventConsumer *consumer : m_consumers)
            consumer->consume(batch, first);
    }
}

std::span<const Event> Trace::run(Sequence begin, Sequence end) const noexcept
{
    if (begin >= end)
        return {};
    const Sequence chunkEnd = (begin / eventsPerChunk + 1) * eventsPerChunk;
    return {&at(begin), static_cast<std::size_t>(std::min(end, chunkEnd) - begin)};
}

Sequence Trace::firstAfter(Time time) const noexcept
{
    Sequence low = m_firstKept;
    Sequence high = m_count;
    while (low < high) {
        const Sequence middle = low + (high - low) / 2;
        if (at(middle).time > time)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void Trace::forgetBefore(Sequence sequence)
{
    sequence = std::min(sequence, m_flushed);
    while (m_chunks.size() > 1 && (m_firstChunk + 1) * eventsPerChunk <= sequence) {
        m_spare.push_back(std::move(m_chunks.front()));
        m_chunks.pop_front();
        ++m_firstChunk;
    }
    m_firstKept = std::max(m_firstKept, m_firstChunk * eventsPerChunk);
    // A spare chunk or two is what the next ones are made from; more would be memory kept for nothing.
    if (m_spare.size() > 2)
        m_spare.resize(2);
}

} // namespace coroscope
