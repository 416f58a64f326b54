// SPDX-License-Identifier: MIT
#include "run/event_filter.h"

#include "insight/event_parties.h"

#include <algorithm>
#include <initializer_list>

namespace coroscope {

namespace {

KindSet kindsOf(std::initializer_list<EventKind> kinds)
{
    KindSet set;
    for (const EventKind kind : kinds)
        set.set(static_cast<std::size_t>(kind));
    return set;
}

/// Those that have a sentence: a link of a deadlock only supplements what is said of the deadlock.
KindSet allKinds()
{
    return KindSet().set().reset(static_cast<std::size_t>(EventKind::DeadlockLink));
}

KindSet kindsWorthSeeing()
{
    KindSet set = allKinds();
    for (std::size_t kind = 0; kind < set.size(); ++kind) {
        if (!worthSeeing(static_cast<EventKind>(kind)))
            set.reset(kind);
    }
    return set;
}

} // namespace

const std::vector<EventTopic> &eventTopics()
{
    using enum EventKind;
    static const std::vector<EventTopic> topics = {
        {"seen", words("Worth seeing"), kindsWorthSeeing()},
        {"all", words("Everything"), allKinds()},
        {"tasks", words("Tasks begin and end"),
         kindsOf({TaskSpawned, TaskDone, TaskFailed, TaskCancelled, TaskKilled, TaskAbandoned, TaskDismissed, WorkerUp,
                  Restarted})},
        {"work", words("Work and sleep"),
         kindsOf({WorkStarted, WorkRetimed, WorkEnded, SleepStarted, SleepRetimed, SleepEnded})},
        {"waits", words("Waits"),
         kindsOf({SendBlocked, SendAbandoned, ReceiveBlocked, ReceiveAbandoned, JoinBlocked, JoinEnded, LockBlocked,
                  LockAbandoned, ThreadWanted, ThreadAbandoned, Stalled, DeadlockFound})},
        {"channels", words("Channels"),
         kindsOf({ChannelOpened, ChannelClosed, CapacityChanged, SendBlocked, Sent, SendAbandoned, SendRefused,
                  ReceiveBlocked, Received, ReceiveAbandoned, ReceiveEnded, ItemDropped})},
        {"shared", words("Locks and threads"),
         kindsOf({LockBlocked, LockAcquired, LockAbandoned, LockReleased, ThreadWanted, ThreadTaken, ThreadAbandoned,
                  ThreadFreed, ThreadsChanged})},
        {"items", words("Items, jobs and attempts"),
         kindsOf({ItemCreated, ItemDone, ItemFailed, ItemCancelled, ItemDropped, ItemLost, ItemRequeued, ItemDoneAgain,
                  JobStarted, JobDone, JobFailed, AttemptStarted, AttemptFailed, AttemptTimedOut, AttemptStopped})},
        {"failures", words("Failures and restarts"),
         kindsOf({TaskFailed, TaskKilled,      ItemFailed,       ItemDropped,   ItemLost,       ItemRequeued,
                  JobFailed,  AttemptFailed,   AttemptTimedOut,  FailureUnseen, ProcessCrashed, ProcessRestarted,
                  WorkerHung, HeartbeatMissed, RestartScheduled, Restarted,     Escalated,      ItemDoneAgain,
                  Stalled,    DeadlockFound,   BudgetExceeded})},
        {"stops", words("Cancellation and timeouts"),
         kindsOf({CancelRequested, TaskCancelled, TaskAbandoned, TaskDismissed, ItemCancelled, SendAbandoned,
                  ReceiveAbandoned, LockAbandoned, ThreadAbandoned, DeadlineSet, DeadlineMet, AttemptTimedOut,
                  AttemptStopped})},
        {"set", words("Parameters and actions"),
         kindsOf({ParameterChanged, ActionTaken, CapacityChanged, ThreadsChanged})},
    };
    return topics;
}

std::optional<std::size_t> topicNamed(std::string_view id)
{
    const auto &all = eventTopics();
    const auto found = std::find_if(all.begin(), all.end(), [&](const EventTopic &topic) { return topic.id == id; });
    return found == all.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - all.begin()));
}

bool EventFilter::wants(std::optional<Place> place) const
{
    return place && (!group || place->group == *group)
        && (!tasks || std::find(tasks->begin(), tasks->end(), *place) != tasks->end());
}

bool EventFilter::isOfTasks(const Event &event, const TaskPlaces &places) const
{
    return isOfTask(
        event, [&](TaskId task) { return wants(places.of(task)); }, [&](Place place) { return wants(place); });
}

bool EventFilter::matchesNarrowly(const Event &event, const TaskPlaces &places) const
{
    return (!item || event.item == *item) && (!thing || isAt(event, *thing))
        && (!(tasks || group) || isOfTasks(event, places));
}

} // namespace coroscope
