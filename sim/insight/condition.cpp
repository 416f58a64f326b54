// SPDX-License-Identifier: MIT
#include "insight/condition.h"

#include <algorithm>

namespace coroscope {

Condition conditionOf(const TaskView &task, const World &world, const Topology &topology)
{
    const bool isStock = task.object < topology.channels.size() && topology.channels[task.object].stock;
    return conditionOf({task.state, task.waitKind},
                       {.forStock = task.waitKind == WaitKind::Receive && isStock,
                        .thread = world.threads().threadOf(task.id).has_value(),
                        .hung = task.hung});
}

bool isStopping(const TaskView &task, const World &world)
{
    const TaskView *const parent = world.task(task.parent);
    if (hasEnded(task.state) || task.orphaned || !parent || !parent->cancelledOthers
        || task.id > parent->lastBeforeCancel)
        return false;
    return std::none_of(world.tasks().begin(), world.tasks().end(), [&](const TaskView &other) {
        return other.parent == task.parent && other.id != task.id && !hasEnded(other.state) && !other.orphaned;
    });
}

Condition conditionBefore(const TaskView &task)
{
    return conditionOf({task.stateBefore, task.waitBefore}, {.hung = task.hung});
}

} // namespace coroscope
