// SPDX-License-Identifier: MIT
#include "run/marked_events.h"

#include "trace/task_state.h"

#include <limits>

namespace coroscope {

namespace {

bool isFailure(EventKind kind) noexcept
{
    const std::optional<TaskTransition> transition = transitionOf(kind);
    return transition && (transition->state == TaskState::Failed || transition->state == TaskState::Killed);
}

bool isOf(const Event &event, const History::Mark &mark)
{
    switch (mark.kind) {
    case History::Mark::Kind::Parameter:
        return event.kind == EventKind::ParameterChanged && event.object == mark.parameter
            && event.payload == mark.after;
    case History::Mark::Kind::Action:
        return event.kind == EventKind::ActionTaken && event.object == mark.parameter && event.payload == mark.after;
    case History::Mark::Kind::Crash:
        return event.kind == EventKind::ProcessCrashed;
    case History::Mark::Kind::Restart:
        return event.kind == EventKind::ProcessRestarted;
    case History::Mark::Kind::Stuck:
        return event.kind == EventKind::Stalled || event.kind == EventKind::DeadlockFound;
    }
    return false;
}

/// The last event at @p time for which @p isIt holds.
template <typename Predicate>
std::optional<Sequence> eventAt(const Trace &trace, Time time, Predicate isIt)
{
    for (Sequence at = trace.firstAfter(time); at > trace.firstKept() && trace.at(at - 1).time == time; --at) {
        if (isIt(trace.at(at - 1)))
            return at - 1;
    }
    return std::nullopt;
}

} // namespace

bool isMarked(EventKind kind) noexcept
{
    switch (kind) {
    case EventKind::ParameterChanged:
    case EventKind::ActionTaken:
    case EventKind::ProcessCrashed:
    case EventKind::ProcessRestarted:
    case EventKind::Stalled:
    case EventKind::DeadlockFound:
        return true;
    default:
        return isFailure(kind);
    }
}

std::optional<Sequence> eventOf(const History::Mark &mark, const Trace &trace)
{
    return eventAt(trace, mark.time, [&](const Event &event) { return isOf(event, mark); });
}

std::optional<Sequence> failureAt(Place place, Time time, const Trace &trace, const TaskPlaces &places)
{
    return eventAt(trace, time,
                   [&](const Event &event) { return isFailure(event.kind) && places.of(event.task) == place; });
}

std::optional<Sequence> nextMarked(const Trace &trace, Sequence from)
{
    Sequence at = std::max(from, trace.firstKept());
    while (at < trace.count()) {
        for (const Event &event : trace.run(at, trace.count())) {
            if (isMarked(event.kind))
                return at;
            ++at;
        }
    }
    return std::nullopt;
}

std::optional<Sequence> lastMarked(const Trace &trace, Sequence before)
{
    return lastOf(trace, before, std::numeric_limits<Sequence>::max(),
                  [](const Event &event) { return isMarked(event.kind); });
}

} // namespace coroscope
