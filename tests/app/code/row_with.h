// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <vector>

namespace coroscope::test {

/// The first row of code, ours or the Rust beside it, that has this in it.
template <typename Row>
int rowWith(const std::vector<Row> &rows, const QString &text)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].text->text.contains(text))
            return static_cast<int>(i);
    }
    qFatal("no line has %s", qPrintable(text));
    return -1;
}

} // namespace coroscope::test
