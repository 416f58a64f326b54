// SPDX-License-Identifier: MIT
#include "player/event_rows.h"

#include "insight/condition.h"
#include "models/text.h"
#include "player/event_text.h"
#include "scene/task_look.h"

namespace coroscope {

namespace {

/// Of what tells of no task's state.
QString otherLook(EventKind kind)
{
    using enum EventKind;
    switch (kind) {
    case ItemCreated:
    case ItemRequeued:
    case JobStarted:
    case AttemptStarted:
        return QStringLiteral("item");
    case ItemDone:
    case ItemDoneAgain:
    case JobDone:
        return QStringLiteral("done");
    case ItemFailed:
    case ItemDropped:
    case ItemLost:
    case JobFailed:
    case AttemptFailed:
    case AttemptTimedOut:
    case FailureUnseen:
    case ProcessCrashed:
    case HeartbeatMissed:
    case Escalated:
    case BudgetExceeded:
        return QStringLiteral("failed");
    case ItemCancelled:
    case CancelRequested:
    case AttemptStopped:
    case TaskDismissed:
        return QStringLiteral("cancelled");
    case TaskAbandoned:
        return QStringLiteral("orphaned");
    case WorkerHung:
        return QStringLiteral("hung");
    case RestartScheduled:
    case Restarted:
    case ProcessRestarted:
        return QStringLiteral("restarted");
    case Stalled:
    case DeadlockFound:
        return QStringLiteral("blocked");
    default:
        return {};
    }
}

QString timeText(Time time, std::optional<Time> before)
{
    constexpr int usual = 3;
    constexpr int most = 9;
    int digits = usual;
    while (before && *before != time && digits < most && clockText(*before, digits) == clockText(time, digits))
        digits += usual;
    return toQString(clockText(time, digits));
}

} // namespace

QString eventText(const Event &event, const TaskPlaces &places, const PatternInfo &pattern)
{
    return capitalised(toQString(sentence(event, places, pattern)));
}

QString eventLook(const Event &event, const Topology &topology)
{
    // What went from hand to hand is an item; that the task could go on then is nothing to see.
    if (event.kind == EventKind::Sent || event.kind == EventKind::Received)
        return QStringLiteral("item");
    const std::optional<TaskTransition> transition = transitionOf(event.kind);
    if (!transition)
        return otherLook(event.kind);
    const bool isStock = event.kind == EventKind::ReceiveBlocked && event.object < topology.channels.size()
        && topology.channels[event.object].stock;
    return nameOf(conditionOf(*transition, {.forStock = isStock}));
}

std::vector<EventRow> eventRows(const std::vector<Sequence> &events, const Trace &trace, const TaskPlaces &places,
                                const PatternInfo &pattern)
{
    std::vector<EventRow> rows;
    std::optional<Time> before;
    for (const Sequence number : events) {
        const Event &event = trace.at(number);
        rows.push_back({.event = number,
                        .line = static_cast<int>(rows.size()),
                        .time = timeText(event.time, before),
                        .sameTime = before == event.time,
                        .look = eventLook(event, pattern.topology()),
                        .text = eventText(event, places, pattern)});
        before = event.time;
    }
    return rows;
}

} // namespace coroscope
