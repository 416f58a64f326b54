// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"

#include <string>

namespace coroscope {

/// What there is to run, for people and as JSON. Values of parameters are in their canonical form.
std::string listText();
std::string listJson();
/// A pattern's parameters, set-ups and measures.
std::string describeText(const PatternInfo &pattern);
std::string describeJson(const PatternInfo &pattern);

} // namespace coroscope
