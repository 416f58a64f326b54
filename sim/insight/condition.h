// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "pattern/topology.h"
#include "trace/task_state.h"

#include <cstdint>

namespace coroscope {

/// How a task fares, in the terms in which people look at it; the picture's vocabulary. What it waits for makes the
/// difference between one that is well and one that is held up.
enum class Condition : std::uint8_t {
    Ready,     ///< could go on, and waits for a thread
    Running,   ///< busy with work of its own
    Idle,      ///< waits for time, for work to come, or for the tasks it has spawned: as it should
    Blocked,   ///< somebody else has to act first: no room, a lock, no token
    Holding,   ///< waits, and holds a thread meanwhile, so that no other task can compute
    Hung,      ///< does nothing any more, without anybody knowing
    Done,      ///< returned
    Failed,    ///< ended with an error, or went down with its process
    Cancelled, ///< stopped on purpose
};

constexpr bool hasEnded(Condition condition) noexcept
{
    return condition >= Condition::Done;
}

/// What besides its state makes the condition of a task.
struct Circumstances {
    bool forStock = false; ///< it waits for what a channel keeps in stock, see ChannelNode::stock
    bool thread = false;   ///< it holds a thread
    bool hung = false;
};

constexpr Condition conditionOf(TaskTransition state, Circumstances circumstances) noexcept
{
    switch (state.state) {
    case TaskState::Done:
        return Condition::Done;
    case TaskState::Failed:
    case TaskState::Killed:
        return Condition::Failed;
    case TaskState::Cancelled:
        return Condition::Cancelled;
    default:
        break;
    }
    if (circumstances.hung)
        return Condition::Hung;
    if (state.state == TaskState::Ready)
        return Condition::Ready;
    if (state.state == TaskState::Running)
        return Condition::Running;
    if (circumstances.thread)
        return Condition::Holding;
    const bool heldUp = state.waitKind == WaitKind::Send || state.waitKind == WaitKind::Lock
        || (state.waitKind == WaitKind::Receive && circumstances.forStock);
    return heldUp ? Condition::Blocked : Condition::Idle;
}

/// Of a task of @p world.
Condition conditionOf(const TaskView &task, const World &world, const Topology &topology);
/// Whether it has been told to stop, and has not yet: its parent has cancelled, and has no other task that could be
/// meant.
bool isStopping(const TaskView &task, const World &world);
/// What it was in before the present one, as far as its own state tells.
Condition conditionBefore(const TaskView &task);

} // namespace coroscope
