// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"

#include <QString>

namespace coroscope {

/// What a task does or waits for, short enough for a card: "blocked for 1.4 s".
QString taskPhrase(const TaskView &task, const World &world, const Topology &topology, Time now);

/// "J3": the initial of its kind and its number; the initial of one that has no number.
QString shortNameOf(const TaskView &task, const Topology &topology);

} // namespace coroscope
