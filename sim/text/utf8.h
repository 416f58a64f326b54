// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace coroscope {

/// The first character of a text.
struct Utf8Character {
    char32_t code = 0;      ///< if it is a character
    std::size_t length = 0; ///< in bytes; 0: the text does not begin with valid UTF-8
};

/// The character at the front of @p text, which is not empty. Overlong forms, surrogates and what lies beyond U+10FFFF
/// are invalid (Unicode 15, table 3-7).
Utf8Character firstCharacter(std::string_view text) noexcept;

/// The longest prefix of @p text of at most @p longest bytes that ends with a whole character.
std::string_view wholeCharacters(std::string_view text, std::size_t longest) noexcept;

} // namespace coroscope
