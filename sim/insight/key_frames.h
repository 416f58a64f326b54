// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "trace/trace.h"

#include <cstddef>
#include <deque>
#include <memory>

namespace coroscope {

/// Reconstructs the world at any kept time: from copies of the world taken now and then, folding events from the
/// nearest one.
class KeyFrames : public EventConsumer
{
public:
    /// @param trace the stream this consumes; must outlive it. @param keep false: only the present is known.
    explicit KeyFrames(Trace &trace, bool keep = true);

    void consume(std::span<const Event> events, Sequence first) override;

    /// After the last event. Call Trace::flush() first if newer events may be waiting.
    const World &present() const noexcept { return m_present; }
    /// After all events up to and at @p time; the oldest kept world for anything before it.
    World at(Time time) const;
    /// After the first @p sequence events; the oldest kept world for anything before it.
    World before(Sequence sequence) const;

    /// The oldest time at() knows.
    Time oldest() const noexcept;
    /// Forgets the oldest stretch between two key frames, events included. False when only one is left.
    bool forgetOldest();
    std::size_t bytes() const noexcept { return m_bytes; }
    std::size_t count() const noexcept { return m_frames.size(); }

private:
    struct Frame {
        Sequence next; ///< number of the first event that is not in the world
        World world;
        std::size_t bytes;
    };

    void store(Sequence next);
    World folded(const Frame &frame, Sequence end) const;

    Trace &m_trace;
    World m_present;
    std::deque<Frame> m_frames;
    std::size_t m_bytes = 0;
    Sequence m_nextFrame = 0;
    bool m_keep;
};

} // namespace coroscope
