// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"

#include <QFont>

class QPainter;

namespace coroscope {

/// The font of a label, at @p scale times its usual size.
QFont fontOf(const Label &label, double scale);
/// Paints @p list with @p painter, in the colours of @p theme and with type @p scale times its usual size.
void paint(QPainter &painter, const DisplayList &list, Theme theme, double scale);

} // namespace coroscope
