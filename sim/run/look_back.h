// SPDX-License-Identifier: MIT
#pragma once

#include "insight/key_frames.h"
#include "pattern/topology.h"
#include "run/stop_condition.h"
#include "trace/trace.h"

#include <optional>

namespace coroscope {

/// Looks backwards through what is kept of a run for the last event before another one with which a condition is met: for
/// one of those that findNext() finds, stretch by stretch from the end.
class LookBack
{
public:
    /// @param trace, frames, topology of the run; must outlive it. @param before the event, by number.
    LookBack(const Trace &trace, const KeyFrames &frames, const Topology &topology, StopCondition condition,
             Sequence before);

    /// Goes through one further stretch. True: it is over, as it has been found or there is no more.
    bool goOn();
    std::optional<Sequence> found() const noexcept { return m_found; }
    /// How far back it has come.
    Time reached() const noexcept { return m_reached; }

private:
    /// The first event of the instant that event number @p event is in.
    Sequence instantOf(Sequence event) const;

    const Trace &m_trace;
    const KeyFrames &m_frames;
    const Topology &m_topology;
    StopCondition m_condition;
    Sequence m_before; ///< the first event that it is not to find
    Sequence m_end;    ///< of what it has not looked at
    Time m_reached{};
    std::optional<Sequence> m_found;
};

} // namespace coroscope
