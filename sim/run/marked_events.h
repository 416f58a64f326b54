// SPDX-License-Identifier: MIT
#pragma once

#include "insight/history.h"
#include "insight/task_places.h"
#include "trace/trace.h"

#include <algorithm>
#include <optional>

namespace coroscope {

/// Whether a timeline marks such an event: what was set or done from outside, a crash and what follows it, a run that is
/// stuck, on its axis; a task that fails, in its lane.
bool isMarked(EventKind kind) noexcept;

/// The event that a mark on the axis stands for; nothing if it is no longer kept.
std::optional<Sequence> eventOf(const History::Mark &mark, const Trace &trace);
/// With which a task in that place failed at that time; nothing if none did, or it is no longer kept.
std::optional<Sequence> failureAt(Place place, Time time, const Trace &trace, const TaskPlaces &places);

/// The first marked event from number @p from on, and the last one before number @p before; nothing if there is none.
std::optional<Sequence> nextMarked(const Trace &trace, Sequence from);
std::optional<Sequence> lastMarked(const Trace &trace, Sequence before);
/// The last event before number @p before for which @p isIt holds; it looks back over @p reach events.
template <typename Predicate>
std::optional<Sequence> lastOf(const Trace &trace, Sequence before, Sequence reach, Predicate isIt)
{
    const Sequence first = std::max(trace.firstKept(), before > reach ? before - reach : 0);
    for (Sequence at = std::min(before, trace.count()); at > first; --at) {
        if (isIt(trace.at(at - 1)))
            return at - 1;
    }
    return std::nullopt;
}

} // namespace coroscope
