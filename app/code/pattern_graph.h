// SPDX-License-Identifier: MIT
#pragma once

#include "code/await_graph.h"
#include "pattern/pattern.h"

namespace coroscope {

/// The graph of a pattern's own code, see PatternInfo::code; read when it is first asked for. Of the window's thread alone.
const AwaitGraph &awaitGraphOf(const PatternInfo &pattern);

} // namespace coroscope
