// SPDX-License-Identifier: MIT
#pragma once

#include "player/player.h"
#include "run/event_sentence.h"

#include <QString>

#include <string>

namespace coroscope {

/// The events from number @p from up to the playhead of @p player, a sentence each; at most @p most of them, and how
/// many more there are.
QString sentences(const Player &player, Sequence from, std::size_t most = 3);

/// A time as a clock shows it: "12.480 s", "1:02.480", "3:01:02.480", with so many digits after the point: 0 to 9.
std::string clockText(Time time, int digits = 3);
/// The playhead of @p player, as a clock shows it: "12.480 s", "1:02.480", "3:01:02.480". While playing, in thousandths
/// of a second; while paused, with as many more digits as distinguish it from the events before and after.
std::string clockText(const Player &player);

} // namespace coroscope
