// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace coroscope {

/// A file's name is bytes, nearly always UTF-8. As a QString each byte that is none becomes a half of a surrogate pair
/// of its own (U+DC00 + byte, as Python's "surrogateescape"), so that nativeName() gives back the very name.
QString fileName(std::string_view native);
std::string nativeName(const QString &name);

/// The same file's name from the root on. (QFileInfo does not know of bytes that are no UTF-8 in the present folder's.)
QString absoluteFileName(const QString &name);
bool fileExists(const QString &name);

} // namespace coroscope
