// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

namespace coroscope {

/// A parent spawns a burst of tasks, which compute on few threads and wait without one.
const PatternInfo &taskSpawningPattern();

} // namespace coroscope
