// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// "a, b and c".
std::string listed(const std::vector<std::string_view> &names, std::string_view lastJoint = "and");

} // namespace coroscope
