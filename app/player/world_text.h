// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "pattern/topology.h"
#include "text/noun_words.h"

#include <string>

namespace coroscope {

/// What a task is doing at @p now, in words: "has waited for 1.4 s to send item 90: the channel is full".
/// @p things: what the pattern's items are.
std::string describe(const TaskView &task, const Topology &topology, Time now, const Noun &things = anyItem);
/// What a channel holds, in words: "8 of 10 items, 2 senders wait"; "0 of 5 tokens, empty" of a stock.
std::string describe(const ChannelView &channel, const ChannelNode &node, const Noun &items = anyItem);
/// How many of an executor's threads are taken, and how many tasks wait: "2 of 2 threads taken; 6 tasks are ready and
/// wait".
std::string describe(const ThreadsView &threads);
/// "taken; 2 tasks wait for it".
std::string describe(const LockView &lock);
/// The whole state in one sentence.
std::string describe(const World &world, const Topology &topology, Time now);

} // namespace coroscope
