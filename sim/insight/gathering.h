// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"

#include <cstdint>
#include <vector>

namespace coroscope {

/// What has become of one part of a job.
struct ResultSlot {
    enum class State : std::uint8_t {
        Empty,     ///< nothing yet
        Waiting,   ///< there is a result, but those before it are to be gathered first
        Gathered,  ///< it has been
        Failed,    ///< there will be none
        Cancelled, ///< likewise
    };
    State state = State::Empty;
    TaskId task = 0;         ///< whose result it is; 0: that of none yet
    ItemId item = 0;         ///< of a Waiting one
    std::uint32_t index = 0; ///< Place::index of that task
    Time since{};            ///< when that task has ended

    friend bool operator==(const ResultSlot &, const ResultSlot &) = default;
};

/// The slots of the job under way, or of the last one, in the order in which they are gathered: in that of the tasks, or
/// in that in which results have come. Empty before the first job.
std::vector<ResultSlot> resultSlots(const World &world, const GatherNode &gather, bool asCompleted);

} // namespace coroscope
