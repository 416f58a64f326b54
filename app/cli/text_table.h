// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace coroscope {

/// Lines of text in columns that are as wide as their widest entry.
class TextTable
{
public:
    enum class Align : unsigned char { Left, Right };

    explicit TextTable(std::initializer_list<Align> columns) : m_columns(columns) { }
    explicit TextTable(std::vector<Align> columns) : m_columns(std::move(columns)) { }

    /// As many entries as there are columns, or fewer.
    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    /// Each line with @p indent spaces in front and no trailing spaces.
    std::string text(std::size_t indent = 0) const;

private:
    std::vector<Align> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace coroscope
