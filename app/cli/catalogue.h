// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <string>

namespace coroscope {

/// What can be run, for people and as JSON. Parameter values are in their canonical form.
std::string listText();
std::string listJson();
/// A pattern's parameters, set-ups and measures.
std::string describeText(const PatternInfo &pattern);
std::string describeJson(const PatternInfo &pattern);

} // namespace coroscope
