// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"

#include <QFont>

class QPainter;

namespace coroscope {

/// The font of a label, before the theme's scaling is applied to it.
QFont fontOf(const Label &label, double scale);
/// Paints @p list with @p painter, in the colours of @p theme.
void paint(QPainter &painter, const DisplayList &list, Theme theme);

} // namespace coroscope
