// SPDX-License-Identifier: MIT
#include "model/one_line.h"

#include <algorithm>

namespace coroscope {

namespace {

/// How many bytes the UTF-8 character at the front of @p text takes; 0 where there is none.
std::size_t characterLength(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    std::size_t length = 1;
    if (first >= 0xf5 || (first >= 0x80 && first < 0xc2))
        return 0;
    for (const int least : {0xc2, 0xe0, 0xf0})
        length += first >= least ? 1 : 0;
    if (length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80)
            return 0;
    }
    return length;
}

} // namespace

std::string onOneLine(std::string_view text, std::size_t longest)
{
    std::string shown;
    for (std::size_t count = 0; !text.empty(); ++count) {
        if (count == longest)
            return shown + "…";
        const std::size_t length = characterLength(text);
        const auto first = static_cast<unsigned char>(text.front());
        // C1 controls (U+0080 … U+009F) act on a terminal as the ASCII ones do.
        const bool control = length == 1 ? first < 0x20 || first == 0x7f
                                         : length == 2 && first == 0xc2 && static_cast<unsigned char>(text[1]) < 0xa0;
        if (length == 0 || control)
            shown += '?';
        else
            shown += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return shown;
}

} // namespace coroscope
