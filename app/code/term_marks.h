// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstddef>
#include <vector>

namespace coroscope {

/// A word of a text that is a term of the glossary.
struct TermMark {
    qsizetype begin = 0; ///< in the text
    qsizetype length = 0;
    std::size_t term = 0; ///< position in terms()

    friend bool operator==(const TermMark &, const TermMark &) = default;
};

/// Where each term stands for the first time in a text in Markdown, from its beginning on. What stands in code or in
/// quotation marks is a name, and no term. Of two terms at one place the longer one counts.
std::vector<TermMark> termMarks(const QString &markdown);

/// The text as HTML for a QtQuick Text, in which each of these is a link to "term:" with its position among them. Colours
/// are as CSS has them.
QString markedHtml(const QString &markdown, const std::vector<TermMark> &marks, const QString &color,
                   const QString &background, int current = -1);

/// The position of the term that has this word as one of its forms, in whatever case; -1 if none has.
int termOf(const QString &word);

} // namespace coroscope
