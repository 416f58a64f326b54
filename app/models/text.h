// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string_view>

namespace coroscope {

/// The core uses UTF-8 in std::string, the window uses QString.
inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace coroscope
