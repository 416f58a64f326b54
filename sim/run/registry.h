// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <span>
#include <string_view>

namespace coroscope {

/// All patterns, in the order in which they are listed. The list in registry.cpp is explicit: the linker drops
/// self-registering objects from a static library.
std::span<const PatternInfo *const> patterns();
/// The pattern with this id, or nullptr.
const PatternInfo *findPattern(std::string_view id);

} // namespace coroscope
