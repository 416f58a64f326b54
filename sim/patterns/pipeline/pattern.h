// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

namespace coroscope {

/// Items pass from stage to stage, joined by bounded channels.
const PatternInfo &pipelinePattern();

} // namespace coroscope
