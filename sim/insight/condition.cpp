// SPDX-License-Identifier: MIT
#include "insight/condition.h"

namespace coroscope {

Condition conditionOf(const TaskView &task, const World &world, const Topology &topology)
{
    const bool isStock = task.object < topology.channels.size() && topology.channels[task.object].stock;
    return conditionOf({task.state, task.waitKind},
                       {.forStock = task.waitKind == WaitKind::Receive && isStock,
                        .thread = world.threads().threadOf(task.id).has_value(),
                        .hung = task.hung});
}

Condition conditionBefore(const TaskView &task)
{
    return conditionOf({task.stateBefore, task.waitBefore}, {.hung = task.hung});
}

} // namespace coroscope
