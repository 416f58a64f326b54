// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"

#include <QFont>

class QPainter;

namespace coroscope {

/// The font of a label, at @p scale times its usual size.
QFont fontOf(const Label &label, double scale);

/// Text as it stands in the picture.
struct PlacedText {
    QString text; ///< empty: there is no room for any
    QFont font;
    QRectF rect;      ///< what it covers, from the top of the tallest letters to the foot of the longest
    bool cut = false; ///< not all of it could be said
};
/// What a label says in the room that it has, with type @p scale times its usual size.
PlacedText placedText(const Label &label, double scale);
/// The same for the number on a disc: smaller type where that helps, nothing where it could not be read.
PlacedText placedText(const Disc &disc, double scale);
/// Paints @p list with @p painter, in the colours of @p theme and with type @p scale times its usual size.
void paint(QPainter &painter, const DisplayList &list, Theme theme, double scale);

} // namespace coroscope
