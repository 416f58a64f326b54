// SPDX-License-Identifier: MIT
#pragma once

#include <QRectF>
#include <QSizeF>

#include <vector>

namespace coroscope {

/// What a column of the stage needs.
struct StageColumn {
    double width = 0;       ///< of cards and terminals
    double least = 0;       ///< at which its names are still legible; 0: as other columns, a share of the width
    bool stretches = false; ///< holds a channel: takes its share of the remaining width
    double height = 0;      ///< the least that its row must have
};

/// The place of a column.
struct PlacedColumn {
    QRectF area;
    double gapBefore = 0; ///< empty space for links, and for tasks in line
    double gapAfter = 0;
    int row = 0;
};

/// Places @p columns side by side; if more than five don't fit, in two or three rows, each from left to right like
/// lines of text. If even that is too much, everything becomes narrower. @p scale of the text.
std::vector<PlacedColumn> placeColumns(const std::vector<StageColumn> &columns, QSizeF size, double scale);

} // namespace coroscope
