// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstdint>
#include <string>
#include <string_view>

namespace coroscope {

class Sentence;
class Words;
struct Noun;

/// The core uses UTF-8 in std::string, the window uses QString.
inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
inline QString toQString(const std::string &text)
{
    return toQString(std::string_view(text));
}

/// What the core says, in the language of the window.
QString toQString(const Sentence &sentence);
/// A text from a declaration (a label, a title, a note), in the language of the window.
QString translated(Words text);
/// A count for which a noun is as it is without a number: "requests".
constexpr std::int64_t several = 2;
/// What is counted, in the form for @p count, likewise; without the number.
QString translated(const Noun &noun, std::int64_t count);

/// With a capital, as a sentence begins.
inline QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace coroscope
