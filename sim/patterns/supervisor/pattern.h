// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

namespace coroscope {

/// A supervisor starts workers, watches them and restarts those that fail.
const PatternInfo &supervisorPattern();

} // namespace coroscope
