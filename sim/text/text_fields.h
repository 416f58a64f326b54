// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace coroscope {

/// Appends @p number in decimal, whatever the locale.
template <std::integral Number>
void appendNumber(std::string &out, Number number)
{
    std::array<char, 24> digits{};
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

/// Appends @p number with leading zeros up to @p width digits; @p number ≥ 0.
template <std::integral Number>
void appendPadded(std::string &out, Number number, std::size_t width)
{
    std::array<char, 24> digits{};
    const char *const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    const auto length = static_cast<std::size_t>(end - digits.data());
    out.append(width > length ? width - length : 0, '0').append(digits.data(), length);
}

/// Appends @p text, which is UTF-8, as a JSON string with its quotation marks.
inline void appendJsonString(std::string &out, std::string_view text)
{
    static constexpr std::string_view hexadecimal = "0123456789abcdef";
    out += '"';
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            out += '\\';
            out += letter;
        } else if (code < 0x20) {
            out += "\\u00";
            out += hexadecimal[code >> 4];
            out += hexadecimal[code & 0xf];
        } else {
            out += letter;
        }
    }
    out += '"';
}

/// Appends @p text as a field of a CSV line, quoted as in RFC 4180 where needed. A text that a spreadsheet would take
/// for a formula gets an apostrophe in front, which spreadsheets don't show.
inline void appendCsvField(std::string &out, std::string_view text)
{
    const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    const bool quotes = text.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quotes)
        out += '"';
    if (formula)
        out += '\'';
    for (const char letter : text) {
        if (letter == '"')
            out += '"';
        out += letter;
    }
    if (quotes)
        out += '"';
}

} // namespace coroscope
