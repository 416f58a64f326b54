// SPDX-License-Identifier: MIT
#include "insight/key_frames.h"

#include <algorithm>

namespace coroscope {

namespace {

// This many events are folded in well under a millisecond; and a frame never costs more than the events it replaces.
constexpr std::size_t eventsPerFrame = 16 * Trace::eventsPerChunk;
constexpr std::size_t eventsPerWeight = 4;

} // namespace

KeyFrames::KeyFrames(Trace &trace, bool keep) : m_trace(trace), m_keep(keep)
{
    m_trace.addConsumer(*this);
    if (m_keep)
        store(m_trace.count());
}

void KeyFrames::store(Sequence next)
{
    const std::size_t bytes = sizeof(Frame) + m_present.bytes();
    m_frames.push_back({next, m_present, bytes});
    m_bytes += bytes;
    m_nextFrame = next + std::max(eventsPerFrame, eventsPerWeight * m_present.weight());
}

void KeyFrames::consume(std::span<const Event> events, Sequence first)
{
    m_present.apply(events);
    const Sequence next = first + events.size();
    if (m_keep && next >= m_nextFrame)
        store(next);
}

World KeyFrames::folded(const Frame &frame, Sequence end) const
{
    World world = frame.world;
    for (Sequence next = frame.next; next < end;) {
        const std::span<const Event> events = m_trace.run(next, end);
        world.apply(events);
        next += events.size();
    }
    return world;
}

World KeyFrames::before(Sequence sequence) const
{
    if (m_frames.empty())
        return m_present;
    const auto later = std::upper_bound(m_frames.begin(), m_frames.end(), sequence,
                                        [](Sequence wanted, const Frame &frame) { return wanted < frame.next; });
    return folded(later == m_frames.begin() ? *later : *std::prev(later), sequence);
}

World KeyFrames::at(Time time) const
{
    if (time >= m_present.time() || m_frames.empty())
        return m_present;
    return before(m_trace.firstAfter(time));
}

Time KeyFrames::oldest() const noexcept
{
    return m_frames.empty() ? m_present.time() : m_frames.front().world.time();
}

bool KeyFrames::forgetOldest()
{
    if (m_frames.size() < 2)
        return false;
    m_bytes -= m_frames.front().bytes;
    m_frames.pop_front();
    m_trace.forgetBefore(m_frames.front().next);
    return true;
}

} // namespace coroscope
