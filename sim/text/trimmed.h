// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace coroscope {

/// @p text without blanks and tabs around it.
inline std::string_view trimmed(std::string_view text) noexcept
{
    constexpr std::string_view space = " \t";
    const std::size_t begin = text.find_first_not_of(space);
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

} // namespace coroscope
