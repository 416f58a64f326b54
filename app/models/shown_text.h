// SPDX-License-Identifier: MIT
#pragma once

#include "models/text.h"
#include "text/one_line.h"

namespace coroscope {

/// onOneLine() for the window.
inline QString shownText(const QString &text)
{
    return toQString(onOneLine(text.toStdString()));
}

} // namespace coroscope
