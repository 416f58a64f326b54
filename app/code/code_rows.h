// SPDX-License-Identifier: MIT
#pragma once

#include "code/source_text.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <vector>

namespace coroscope {

/// A row of the list in which the code is shown, as far as it stays the same while the run goes on.
struct CodeRowText {
    enum class Kind : std::uint8_t {
        File, ///< the name of a file, above its lines
        Fold, ///< stands for lines that are folded, or above them
        Line,
    };

    Kind kind{};
    int number = 0; ///< of a line, from 1; of a fold, that of its first line
    int count = 0;  ///< of a fold: how many lines it has
    int indent = 0; ///< of a line: blanks at its beginning
    QString text{}; ///< the file's name; what the fold is for; the line
    /// Of a line, token by token: its kind, then the number of its explanation or a blank, then its text.
    QStringList tokens{};
    QStringList explanations{}; ///< of the primitives in the line, ten at most
};

/// The files of a pattern as one list of rows, some of it folded: first the names of the files, if there are several,
/// and below each its lines.
class CodeRows
{
public:
    CodeRows() = default;
    /// Folded is all that can be.
    explicit CodeRows(std::vector<SourceText> files);

    int count() const noexcept { return static_cast<int>(m_rows.size()); }
    const std::shared_ptr<const CodeRowText> &text(int row) const
    {
        return m_rows.at(static_cast<std::size_t>(row)).text;
    }
    /// Of a row that is a fold: whether its lines are hidden.
    bool isFolded(int row) const;
    /// Hides the lines of that fold, or shows them; other rows do not change.
    void turn(int row);
    /// Shows this line, from 1, of this file.
    void unfold(std::size_t file, int line);

    /// The row that this line, from 1, of this file is in: its own, or that of the fold that hides it; -1 if there is no
    /// such line.
    int rowOf(std::size_t file, int line) const noexcept;
    /// The file of a row.
    std::size_t fileOf(int row) const { return m_rows.at(static_cast<std::size_t>(row)).file; }
    /// The statement that a line belongs to, and the line at which it throws, see statement.h; empty, and the line, if there
    /// is no such line.
    QString statement(std::size_t file, int line) const;
    int throwAfter(std::size_t file, int line) const;
    std::size_t fileCount() const noexcept { return m_files.size(); }
    /// As CodeSite::file names it.
    const QString &path(std::size_t file) const { return m_files.at(file).path; }

private:
    struct Row {
        std::shared_ptr<const CodeRowText> text;
        std::size_t file = 0;
        std::size_t fold = 0; ///< of a fold: which of its file
    };
    struct File {
        QString path;
        std::shared_ptr<const CodeRowText> name{};
        std::vector<std::shared_ptr<const CodeRowText>> lines{};
        std::vector<CodeFold> folds{};
        std::vector<std::shared_ptr<const CodeRowText>> foldTexts{};
        std::vector<bool> folded{};
        std::vector<int> rows{}; ///< by line, from 0
    };

    void arrange();
    /// Its text without comments.
    QString codeOf(std::size_t file, int line) const;

    std::vector<File> m_files;
    std::vector<Row> m_rows;
};

} // namespace coroscope
