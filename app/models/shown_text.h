// SPDX-License-Identifier: MIT
#pragma once

#include "model/one_line.h"
#include "models/text.h"

namespace coroscope {

/// onOneLine() for the window.
inline QString shownText(const QString &text)
{
    return toQString(onOneLine(text.toStdString()));
}

} // namespace coroscope
