// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace coroscope {

/// What came from outside, as it can stand in a message: control characters and what is no UTF-8 become question marks,
/// and what is beyond @p longest characters an ellipsis.
std::string onOneLine(std::string_view text, std::size_t longest);

} // namespace coroscope
