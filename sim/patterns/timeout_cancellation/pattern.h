// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

namespace coroscope {

/// Clients race a slow operation against a timer; see patterns.md.
const PatternInfo &timeoutCancellationPattern();

} // namespace coroscope
