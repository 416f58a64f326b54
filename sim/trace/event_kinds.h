// SPDX-License-Identifier: MIT
#pragma once

// The single table of event kinds. The enum, the text form, the exported columns and the documentation are generated
// from it. Columns:
//   name       enumerator
//   text       its name in exported traces
//   object     what Event::object means ("" = nothing, always 0)
//   payload    what Event::payload means ("" = nothing, always 0); a name ending in _ns is a duration
//   meaning    one sentence
//
// The order is part of the fingerprint: add new kinds at the end.
#define COROSCOPE_EVENT_KINDS(X)                                                                                       \
    X(TaskSpawned, "task-spawned", "parent", "place", "A task exists, and is ready to run.")                           \
    X(TaskDone, "task-done", "", "", "A task returned.")                                                               \
    X(TaskFailed, "task-failed", "", "", "A task ended with an error.")                                                \
    X(TaskCancelled, "task-cancelled", "", "", "A task was stopped on purpose, and has unwound.")                      \
    X(TaskKilled, "task-killed", "", "", "A task went down with its process.")                                         \
    X(WorkStarted, "work-started", "activity", "length_ns", "A task is busy with something of its own.")               \
    X(WorkRetimed, "work-retimed", "activity", "length_ns", "The work under way takes another time than planned.")     \
    X(WorkEnded, "work-ended", "activity", "length_ns", "The work is over; length is how long it took.")               \
    X(SleepStarted, "sleep-started", "activity", "length_ns", "A task waits for time to pass.")                        \
    X(SleepRetimed, "sleep-retimed", "activity", "length_ns", "The sleep under way takes another time than planned.")  \
    X(SleepEnded, "sleep-ended", "activity", "length_ns", "The sleep is over; length is how long it took.")            \
    X(ChannelOpened, "channel-opened", "channel", "capacity", "A channel exists, empty. Capacity -1 is unbounded.")    \
    X(ChannelClosed, "channel-closed", "channel", "left", "Nothing can be sent any more; so many stay buffered.")      \
    X(CapacityChanged, "capacity-changed", "channel", "capacity", "A channel holds more or fewer. -1 is unbounded.")   \
    X(SendBlocked, "send-blocked", "channel", "", "The channel is full: the sender waits in line, item in hand.")      \
    X(Sent, "sent", "channel", "waited_ns", "An item went into a channel, or straight to a waiting receiver.")         \
    X(SendAbandoned, "send-abandoned", "channel", "", "A sender left the line without having sent.")                   \
    X(ReceiveBlocked, "receive-blocked", "channel", "", "The channel is empty: the receiver waits in line.")           \
    X(Received, "received", "channel", "waited_ns", "A receiver got an item.")                                         \
    X(ReceiveAbandoned, "receive-abandoned", "channel", "", "A receiver left the line with nothing.")                  \
    X(JoinBlocked, "join-blocked", "task", "", "A task waits for a task (0: for all children of a scope) to end.")     \
    X(JoinEnded, "join-ended", "task", "waited_ns", "What the task waited for has ended.")                             \
    X(CancelRequested, "cancel-requested", "scope", "reason", "A scope is cancelled (0), killed (1) or overdue (2).")  \
    X(ItemCreated, "item-created", "", "", "An item is born, in the hands of the task.")                               \
    X(ItemDone, "item-done", "", "latency_ns", "An item has reached its end; latency is born to done.")                \
    X(ItemFailed, "item-failed", "", "latency_ns", "An item ended in error.")                                          \
    X(ItemCancelled, "item-cancelled", "", "", "An item was stopped on purpose.")                                      \
    X(ItemDropped, "item-dropped", "channel", "which", "A channel refused (0: the newest) or pushed out (1) an item.") \
    X(ItemLost, "item-lost", "", "", "An item is gone: no task holds it and none finished it.")                        \
    X(ParameterChanged, "parameter-changed", "parameter", "value", "A parameter was set while the run went on.")       \
    X(ProcessCrashed, "process-crashed", "", "items", "The process died; items is how many its channel held.")         \
    X(ProcessRestarted, "process-restarted", "", "", "The process has started anew.")                                  \
    X(Stalled, "stalled", "", "tasks", "No task can go on, without a cycle of waits; tasks is how many wait.")         \
    X(DeadlockFound, "deadlock-found", "", "tasks", "Tasks wait for each other in a cycle of this length.")            \
    X(DeadlockLink, "deadlock-link", "task", "", "One link of the cycle: the task waits for the object.")              \
    X(BudgetExceeded, "budget-exceeded", "what", "count", "The run was stopped: turns (0), items (1), tasks (2).")     \
    X(SendRefused, "send-refused", "channel", "", "The channel is closed: the sender keeps its item.")                 \
    X(ReceiveEnded, "receive-ended", "channel", "",                                                                    \
      "The channel is closed and empty: the receiver learns of the end.")                                              \
    X(FailureUnseen, "failure-unseen", "task", "", "That task has failed, and no task is left to be told.")            \
    X(LockBlocked, "lock-blocked", "lock", "", "Others have the lock, or a semaphore's permits: the task waits.")      \
    X(LockAcquired, "lock-acquired", "lock", "waited_ns", "A task has the lock, or permits of the semaphore, now.")    \
    X(LockAbandoned, "lock-abandoned", "lock", "", "A task left the line without having had what it waited for.")      \
    X(LockReleased, "lock-released", "lock", "held_ns",                                                                \
      "A lock or permits are given back: the first in line is next.")                                                  \
    X(ThreadWanted, "thread-wanted", "", "", "All threads are taken: the task is ready, and waits for one in line.")   \
    X(ThreadTaken, "thread-taken", "thread", "waited_ns", "A task has a thread to itself.")                            \
    X(ThreadAbandoned, "thread-abandoned", "", "", "A task left the line without having had a thread.")                \
    X(ThreadFreed, "thread-freed", "thread", "held_ns", "A task is done with its thread.")                             \
    X(ThreadsChanged, "threads-changed", "", "threads", "The executor has so many threads from now on.")               \
    X(ActionTaken, "action-taken", "action", "place",                                                                  \
      "An action was taken from outside; place is its target, -1 without one.")                                        \
    X(DeadlineSet, "deadline-set", "scope", "length_ns", "The task has so much time from now on.")                     \
    X(DeadlineMet, "deadline-met", "scope", "", "What had a deadline has ended, or has none any more.")                \
    X(TaskAbandoned, "task-abandoned", "task", "", "No task waits for that one any more: it goes on unseen.")          \
    X(JobStarted, "job-started", "job", "parts", "A job (a burst, a request in parts) begins; job is its number.")     \
    X(JobDone, "job-done", "job", "length_ns", "All that the job needed is there.")                                    \
    X(JobFailed, "job-failed", "job", "length_ns", "The job ended without what it needed.")                            \
    X(AttemptStarted, "attempt-started", "attempt", "", "An attempt at an item begins; attempt counts from 0.")        \
    X(AttemptFailed, "attempt-failed", "attempt", "length_ns", "An attempt ended in error.")                           \
    X(AttemptTimedOut, "attempt-timed-out", "attempt", "length_ns",                                                    \
      "The time for an attempt was up before it had ended.")                                                           \
    X(AttemptStopped, "attempt-stopped", "attempt", "length_ns",                                                       \
      "A cancelled attempt has ended; length is from the cancellation on.")                                            \
    X(ItemRequeued, "item-requeued", "", "", "An item whose task died waits for another one.")                         \
    X(ItemDoneAgain, "item-done-again", "", "", "An item was done that had been done before.")                         \
    X(WorkerUp, "worker-up", "", "", "A worker has come up and takes work.")                                           \
    X(WorkerHung, "worker-hung", "", "", "A worker does nothing any more, and does not say so.")                       \
    X(HeartbeatMissed, "heartbeat-missed", "task", "silence_ns",                                                       \
      "Nothing was heard of that task for so long that it counts as dead.")                                            \
    X(RestartScheduled, "restart-scheduled", "task", "delay_ns",                                                       \
      "That dead task is followed by another one in so long.")                                                         \
    X(Restarted, "restarted", "task", "down_ns", "Another is up in the place of that dead task.")                      \
    X(Escalated, "escalated", "", "failures", "A supervisor has given up, and fails to its own.")                      \
    X(TaskDismissed, "task-dismissed", "task", "",                                                                     \
      "That task is surplus: one that takes its place later is no replacement.")
