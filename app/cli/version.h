// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace coroscope {

/// "0.1.0".
std::string_view version();

} // namespace coroscope
