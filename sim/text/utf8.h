// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace coroscope {

/// What a text begins with.
struct Utf8Character {
    char32_t code = 0;      ///< where it is a character
    std::size_t length = 0; ///< bytes; 0: what stands there is no character of UTF-8
};

/// The character at the front of @p text, which is not empty. Overlong forms, halves of surrogate pairs and what lies
/// beyond U+10FFFF are none (Unicode 15, table 3-7).
Utf8Character firstCharacter(std::string_view text) noexcept;

/// As much of the front of @p text as is at most @p longest bytes, and ends with a whole character.
std::string_view wholeCharacters(std::string_view text, std::size_t longest) noexcept;

} // namespace coroscope
