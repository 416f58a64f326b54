// SPDX-License-Identifier: MIT
#include "insight/gathering.h"

#include <algorithm>
#include <tuple>

namespace coroscope {

namespace {

ResultSlot::State stateOf(const TaskView &task)
{
    switch (task.state) {
    case TaskState::Done:
        return task.result != 0 ? ResultSlot::State::Waiting : ResultSlot::State::Gathered;
    case TaskState::Failed:
    case TaskState::Killed:
        return ResultSlot::State::Failed;
    case TaskState::Cancelled:
        return ResultSlot::State::Cancelled;
    default:
        return ResultSlot::State::Empty;
    }
}

} // namespace

std::vector<ResultSlot> resultSlots(const World &world, const GatherNode &gather, bool asCompleted)
{
    const auto gathers = [&](const TaskView &task) { return task.jobSince.has_value(); };
    const auto owner = std::find_if(world.tasks().begin(), world.tasks().end(), gathers);
    if (owner == world.tasks().end())
        return {};
    std::vector<ResultSlot> slots(owner->jobParts);
    for (const TaskView &task : world.tasks()) {
        const bool isPart = task.place.group == gather.group && task.place.index < slots.size()
            && task.parent == owner->id && task.born >= *owner->jobSince;
        if (isPart && hasEnded(task.state))
            slots[task.place.index] = {stateOf(task), task.id, task.result, task.place.index, task.since};
    }
    if (asCompleted) {
        // With the last result that is needed, in the same instant, the others are cancelled.
        const auto order = [](const ResultSlot &slot) {
            return std::tuple(slot.task == 0, slot.since, slot.state == ResultSlot::State::Cancelled);
        };
        std::stable_sort(slots.begin(), slots.end(),
                         [&](const ResultSlot &a, const ResultSlot &b) { return order(a) < order(b); });
    }
    return slots;
}

} // namespace coroscope
