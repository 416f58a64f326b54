// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace coroscope {

/// A file's name is bytes, nearly always UTF-8. In a QString each byte that is not becomes a lone surrogate (U+DC00 +
/// byte, as Python's "surrogateescape"), so that nativeName() gives back exactly that name.
QString fileName(std::string_view native);
std::string nativeName(const QString &name);

/// The absolute name of the same file. (QFileInfo fails if the current folder's name is not UTF-8.)
QString absoluteFileName(const QString &name);
bool fileExists(const QString &name);

} // namespace coroscope
