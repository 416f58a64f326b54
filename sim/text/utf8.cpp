// SPDX-License-Identifier: MIT
#include "text/utf8.h"

#include <algorithm>

namespace coroscope {

Utf8Character firstCharacter(std::string_view text) noexcept
{
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
    const char32_t first = byte(0);
    if (first < 0x80)
        return {first, 1};
    const std::size_t length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || length > text.size())
        return {};
    char32_t code = first & (0xffu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return {};
        code = code << 6 | (byte(i) & 0x3f);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool halfOfAPair = code >= 0xd800 && code < 0xe000;
    return code < least[length] || halfOfAPair || code > 0x10ffff ? Utf8Character{} : Utf8Character{code, length};
}

std::string_view wholeCharacters(std::string_view text, std::size_t longest) noexcept
{
    std::size_t end = 0;
    while (end < text.size()) {
        const std::size_t next = end + std::max<std::size_t>(1, firstCharacter(text.substr(end)).length);
        if (next > longest)
            break;
        end = next;
    }
    return text.substr(0, end);
}

} // namespace coroscope
