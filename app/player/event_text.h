// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "pattern/pattern.h"
#include "player/player.h"

#include <string>

namespace coroscope {

/// What has happened, in a sentence: "Consumer 1 took item 41 from the channel." @p world is the one right after it: it
/// knows who the tasks are. Empty for what only goes with the event before it (DeadlockLink).
std::string sentence(const Event &event, const World &world, const PatternInfo &pattern);

/// What has happened from event number @p from on up to where @p player stands, a sentence each; at most @p most of them,
/// and how many more there are.
std::string sentences(const Player &player, Sequence from, std::size_t most = 3);

/// Where @p player stands, as a clock shows it: "12.480 s", "1:02.480", "3:01:02.480". While it plays in thousandths of a
/// second; while it stands still with as many more digits as tell its moment from that of the events before and after.
std::string clockText(const Player &player);

} // namespace coroscope
