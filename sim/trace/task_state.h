// SPDX-License-Identifier: MIT
#pragma once

#include "trace/event.h"

#include <cstdint>
#include <optional>

namespace coroscope {

/// What a task is doing, as seen from outside.
enum class TaskState : std::uint8_t {
    Ready,     ///< could go on, lacking at most a thread of an executor; without an executor this lasts no virtual time
    Running,   ///< busy with work of its own
    Waiting,   ///< suspended: for time, a channel, a task, a lock
    Done,      ///< returned
    Failed,    ///< ended with an error
    Cancelled, ///< stopped on purpose
    Killed,    ///< went down with its process
};

constexpr bool hasEnded(TaskState state) noexcept
{
    return state >= TaskState::Done;
}

/// What a waiting task waits for.
enum class WaitKind : std::uint8_t { None, Sleep, Send, Receive, Join, Lock };

/// The state of an event's task after the event.
struct TaskTransition {
    TaskState state;
    WaitKind waitKind = WaitKind::None;

    friend bool operator==(const TaskTransition &, const TaskTransition &) = default;
};

/// The state of a task after an event of this kind; nullopt if it does not change.
constexpr std::optional<TaskTransition> transitionOf(EventKind kind) noexcept
{
    switch (kind) {
    case EventKind::TaskSpawned:
    case EventKind::WorkEnded:
    case EventKind::SleepEnded:
    case EventKind::JoinEnded:
    case EventKind::Sent:
    case EventKind::SendAbandoned:
    case EventKind::Received:
    case EventKind::ReceiveAbandoned:
    case EventKind::SendRefused:
    case EventKind::ReceiveEnded:
    case EventKind::LockAcquired:
    case EventKind::LockAbandoned:
    case EventKind::ThreadWanted:
    case EventKind::ThreadAbandoned:
        return TaskTransition{TaskState::Ready};
    case EventKind::WorkStarted:
        return TaskTransition{TaskState::Running};
    case EventKind::SleepStarted:
        return TaskTransition{TaskState::Waiting, WaitKind::Sleep};
    case EventKind::SendBlocked:
        return TaskTransition{TaskState::Waiting, WaitKind::Send};
    case EventKind::ReceiveBlocked:
        return TaskTransition{TaskState::Waiting, WaitKind::Receive};
    case EventKind::JoinBlocked:
        return TaskTransition{TaskState::Waiting, WaitKind::Join};
    case EventKind::LockBlocked:
        return TaskTransition{TaskState::Waiting, WaitKind::Lock};
    case EventKind::TaskDone:
        return TaskTransition{TaskState::Done};
    case EventKind::TaskFailed:
        return TaskTransition{TaskState::Failed};
    case EventKind::TaskCancelled:
        return TaskTransition{TaskState::Cancelled};
    case EventKind::TaskKilled:
        return TaskTransition{TaskState::Killed};
    default:
        return std::nullopt;
    }
}

} // namespace coroscope
