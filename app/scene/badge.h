// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"

namespace coroscope {

/// How wide a badge of this text is, about: there is no font where scenes are made.
double badgeWidth(const QString &text, double textScale);
/// A glyph and a few words in a pill, whose upper left corner is @p corner; 16 high.
void appendBadge(DisplayList &list, QPointF corner, const QString &text, Glyph::Kind glyph, Role role,
                 double textScale);

} // namespace coroscope
