// SPDX-License-Identifier: MIT
#include "text/one_line.h"

#include "text/utf8.h"

#include <algorithm>

namespace coroscope {

namespace {

std::string shown(std::string_view text, std::size_t longest, std::string_view kept)
{
    std::string result;
    for (std::size_t count = 0; !text.empty(); ++count) {
        if (count == longest)
            return result + "…";
        const Utf8Character next = firstCharacter(text);
        const std::size_t length = std::max<std::size_t>(next.length, 1);
        const bool isShown = next.length > 0 && mayBeShown(next.code);
        if (isShown || kept.find(text.front()) != std::string_view::npos)
            result += text.substr(0, length);
        else
            result += '?';
        text.remove_prefix(length);
    }
    return result;
}

} // namespace

bool mayBeShown(char32_t character) noexcept
{
    const auto isIn = [character](char32_t first, char32_t last) { return character >= first && character <= last; };
    return !(isIn(0, 0x1f) || isIn(0x7f, 0x9f)             // C0, DEL, C1
             || character == 0x61c || isIn(0x200e, 0x200f) // marks of direction
             || isIn(0x2028, 0x202e)                       // separators of lines and paragraphs, embeddings, overrides
             || isIn(0x2066, 0x2069)                       // isolates
             || character == 0xad || character == 0x180e || character == 0x200b || isIn(0x2060, 0x2064)
             || character == 0xfeff || isIn(0xfff9, 0xfffb) || isIn(0xe0000, 0xe007f) // invisible
             || isIn(0xd800, 0xdfff) || character > 0x10ffff);
}

std::string onOneLine(std::string_view text, std::size_t longest)
{
    return shown(text, longest, {});
}

std::string onItsLines(std::string_view text)
{
    return shown(text, std::string_view::npos, "\n\t");
}

} // namespace coroscope
