// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "pattern/topology.h"
#include "text/noun_words.h"
#include "text/sentence.h"

#include <vector>

namespace coroscope {

/// "making", "working on item 90", "pausing until the next request"; "something" for what has no name. @p activity:
/// position in Topology::activities. @p things: what the pattern's items are.
Sentence activityText(const Topology &topology, std::uint32_t activity, ItemId item, const Noun &things = anyItem);
/// What the task does, while it runs or sleeps: its activity.
Sentence doingText(const TaskView &task, const Topology &topology, const Noun &things = anyItem);
/// "Consumer 2"; "Consumers 1 and 2", "Consumers 1 to 12", "Consumers 1, 4, 7 and 3 more"; several groups one after the
/// other. The tasks in the order of their places.
Sentence namesText(const std::vector<const TaskView *> &tasks, const Topology &topology);

} // namespace coroscope
