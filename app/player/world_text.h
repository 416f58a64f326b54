// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "model/topology.h"

#include <string>

namespace coroscope {

/// What a task is doing at @p now, in words: "waiting: channel full for 1.4 s".
std::string describe(const TaskView &task, const Topology &topology, Time now);
/// What a channel holds, in words: "8 of 10 items, 2 senders wait".
std::string describe(const ChannelView &channel);
/// The whole state in one sentence.
std::string describe(const World &world, const Topology &topology, Time now);

} // namespace coroscope
