// SPDX-License-Identifier: MIT
#include "insight/condition.h"

#include <algorithm>

namespace coroscope {

Condition conditionOf(const TaskView &task, const World &world, const Topology &topology)
{
    const std::vector<TaskId> &holders = world.threads().holders;
    const bool isStock = task.object < topology.channels.size() && topology.channels[task.object].stock;
    return conditionOf({task.state, task.waitKind},
                       {.forStock = task.waitKind == WaitKind::Receive && isStock,
                        .thread = std::find(holders.begin(), holders.end(), task.id) != holders.end(),
                        .hung = task.hung});
}

} // namespace coroscope
