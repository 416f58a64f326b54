// SPDX-License-Identifier: MIT
#pragma once

#include "trace/code_sites.h"
#include "trace/event.h"
#include "trace/fingerprint.h"

#include <array>
#include <cstddef>
#include <deque>
#include <memory>
#include <span>
#include <vector>

namespace coroscope {

/// Something that is kept up to date by events, in batches and in order, each event once.
class EventConsumer
{
public:
    virtual ~EventConsumer() = default;
    /// @p first is the number of the first event of the batch.
    virtual void consume(std::span<const Event> events, Sequence first) = 0;
};

/// The one stream: everything that happens in a run, in order, append-only. Events are stored in chunks; the oldest can
/// be forgotten, and their chunks are reused.
class Trace
{
public:
    static constexpr std::size_t eventsPerChunk = 1024;

    Trace() = default;
    Trace(const Trace &) = delete;
    Trace &operator=(const Trace &) = delete;

    /// Appends an event and returns its number. Consumers get it with the next flush().
    Sequence append(const Event &event)
    {
        if (m_next == m_chunkEnd) [[unlikely]]
            startChunk();
        *m_next++ = event;
        m_fingerprint.addEvent(event);
        return m_count++;
    }

    /// @p consumer gets all events from now on; it must outlive all further use of the trace.
    void addConsumer(EventConsumer &consumer);
    /// Brings the consumers up to date. Done automatically whenever a chunk is full.
    void flush();

    /// Number of events so far, the forgotten ones included; the number the next one will get.
    Sequence count() const noexcept { return m_count; }
    /// Number of the oldest event that is still kept.
    Sequence firstKept() const noexcept { return m_firstKept; }
    /// The event with this number, firstKept() <= @p sequence < count().
    const Event &at(Sequence sequence) const noexcept
    {
        return (
            *m_chunks[static_cast<std::size_t>(sequence / eventsPerChunk - m_firstChunk)])[sequence % eventsPerChunk];
    }
    /// The events from @p begin on that are contiguous in memory; at most up to @p end. Never empty for begin < end.
    std::span<const Event> run(Sequence begin, Sequence end) const noexcept;
    /// Number of the first kept event later than @p time.
    Sequence firstAfter(Time time) const noexcept;

    /// Forgets whole chunks of events older than @p sequence, and reuses their memory.
    void forgetBefore(Sequence sequence);
    /// Bytes of the events kept, and of spare chunks.
    std::size_t bytes() const noexcept { return (m_chunks.size() + m_spare.size()) * sizeof(Chunk); }

    /// The places in the code that events come from.
    const CodeSites &sites() const noexcept { return m_sites; }
    CodeSites &sites() noexcept { return m_sites; }

    /// Of all events so far.
    const Fingerprint &fingerprint() const noexcept { return m_fingerprint; }

private:
    using Chunk = std::array<Event, eventsPerChunk>;

    void startChunk();

    std::deque<std::unique_ptr<Chunk>> m_chunks;
    std::vector<std::unique_ptr<Chunk>> m_spare;
    Event *m_next = nullptr;
    Event *m_chunkEnd = nullptr;
    Sequence m_count = 0;
    Sequence m_flushed = 0;
    Sequence m_firstKept = 0;
    Sequence m_firstChunk = 0; ///< number of events forgotten, in whole chunks
    std::vector<EventConsumer *> m_consumers;
    Fingerprint m_fingerprint;
    CodeSites m_sites;
};

} // namespace coroscope
