// SPDX-License-Identifier: MIT
#pragma once

#include "scene/display_list.h"

#include <QQuickWindow>
#include <QStringList>

namespace coroscope::test {

/// What makes a picture hard to read: text over text or over a sign, text that a disc or a box hides in part, text that
/// is cut off or ends outside of @p bounds. Each in words. @p scale of the text.
QStringList flawsOf(const DisplayList &list, const QRectF &bounds, double scale);

/// The same of a whole window: its texts, its controls, and all that is painted in it.
QStringList flawsOf(const QQuickWindow &window);

/// Gives everything in @p window its place for its present size, as the next frame would.
void settle(QQuickWindow &window);

} // namespace coroscope::test
