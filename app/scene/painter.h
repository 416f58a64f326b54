// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"

#include <QFont>

class QPainter;

namespace coroscope {

/// The font of a label, at @p scale times its usual size.
QFont fontOf(const Label &label, double scale);

/// Text as placed in the picture.
struct PlacedText {
    QString text; ///< empty: there is no room for any
    QFont font;
    QRectF rect;      ///< what it covers, from the top of the tallest letters to the foot of the longest
    bool cut = false; ///< it was elided
};
/// The text of a label that fits its room, with type @p scale times its usual size.
PlacedText placedText(const Label &label, double scale);
/// The same for the number on a disc: smaller type if that helps, nothing if it would not be legible.
PlacedText placedText(const Disc &disc, double scale);
/// Paints @p list with @p painter, in the colours of @p theme and with type @p scale times its usual size.
void paint(QPainter &painter, const DisplayList &list, Theme theme, double scale);

} // namespace coroscope
