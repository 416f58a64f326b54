// SPDX-License-Identifier: MIT
#include "cli/text_table.h"

#include <algorithm>

namespace coroscope {

namespace {

constexpr std::size_t gap = 2;

/// In characters, not bytes: "µs" is two.
std::size_t widthOf(const std::string &text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char letter) { return (static_cast<unsigned char>(letter) & 0xc0) != 0x80; }));
}

} // namespace

std::string TextTable::text(std::size_t indent) const
{
    std::vector<std::size_t> widths(m_columns.size());
    for (const std::vector<std::string> &row : m_rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(row[i]));
    }
    std::string text;
    for (const std::vector<std::string> &row : m_rows) {
        std::string line(indent, ' ');
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - widthOf(row[i]), ' ');
            line += (i > 0 ? std::string(gap, ' ') : "");
            line += m_columns[i] == Align::Left ? row[i] + padding : padding + row[i];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

} // namespace coroscope
