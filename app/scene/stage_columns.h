// SPDX-License-Identifier: MIT
#pragma once

#include <QRectF>
#include <QSizeF>

#include <vector>

namespace coroscope {

/// What the columns of the stage ask for.
struct StageColumn {
    double width = 0;       ///< of cards and terminals
    double least = 0;       ///< at which its names can still be read; 0: as other columns, a share of the width
    bool stretches = false; ///< holds a channel: takes its share of what is left
    double height = 0;      ///< the least that a row must have for it
};

/// What a column gets.
struct PlacedColumn {
    QRectF area;
    double gapBefore = 0; ///< empty space for links, and for those who wait in line
    double gapAfter = 0;
    int row = 0;
};

/// Sets @p columns side by side; where more than five don't fit, in two or three rows, one below the other, each from left
/// to right like lines of text. Where even that is too much, everything becomes narrower. @p scale of the text.
std::vector<PlacedColumn> placeColumns(const std::vector<StageColumn> &columns, QSizeF size, double scale);

} // namespace coroscope
