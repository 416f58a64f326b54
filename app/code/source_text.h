// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string_view>
#include <vector>

namespace coroscope {

/// A stretch of one line that is coloured alike.
struct CodeToken {
    /// What it is, as `resources/code/highlight.py` tells: 'a' an awaiting word, 'k' keyword, 't' type, 'f' name of what
    /// is declared, 's' text, 'n' number, 'c' comment, 'p' preprocessor, 'o' punctuation, 'i' any other name, 'w' blank.
    char kind = 'w';
    QString text;
};

/// One line, without its end.
struct CodeLine {
    int indent = 0; ///< blanks at its beginning, which the tokens are without
    std::vector<CodeToken> tokens;
};

/// Lines that serve something else than the pattern, and may be shown as one.
struct CodeFold {
    int first = 0; ///< from 1
    int last = 0;  ///< that one, too
    QString title; ///< says what they are for
};

/// A file of the program's own source as the window shows it: compiled in as it is, with its tokens.
struct SourceText {
    QString path; ///< as CodeSite::file names it
    std::vector<CodeLine> lines;
    std::vector<CodeFold> folds; ///< from the first line on; disjoint

    /// For people: with as much of the path as tells the files of one pattern apart.
    QString name() const { return path.section(QLatin1Char('/'), -2); }
};

/// Reads one of the files that were compiled in, see PatternInfo::code. One that was not ends the program: it was built
/// wrongly.
SourceText loadSource(std::string_view path);

/// What has been read, put together: @p runs is a letter and a number of characters for each token. Nothing if the runs
/// are not those of the text.
std::vector<CodeLine> codeLines(const QString &text, const QString &runs);
/// What can be folded: all before the first namespace, and all from a comment at the margin on that begins with "What
/// follows".
std::vector<CodeFold> codeFolds(const QString &text);

/// The line as it was written.
QString wholeLine(const CodeLine &line);

} // namespace coroscope
