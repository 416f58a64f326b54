// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <span>
#include <string_view>

namespace coroscope {

/// All patterns, in the order of the rail. The list in registry.cpp is explicit: objects that register themselves
/// in a static library are dropped by the linker.
std::span<const PatternInfo *const> patterns();
/// The pattern with this id, or nullptr.
const PatternInfo *findPattern(std::string_view id);

} // namespace coroscope
