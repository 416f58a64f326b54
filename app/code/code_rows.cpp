// SPDX-License-Identifier: MIT
#include "code/code_rows.h"

#include "code/primitives.h"
#include "code/statement.h"
#include "models/text.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// One digit says which explanation belongs to a token.
constexpr qsizetype mostExplanations = 10;

std::shared_ptr<const CodeRowText> textOf(const CodeLine &line, int number)
{
    CodeRowText row{.kind = CodeRowText::Kind::Line, .number = number, .count = 1, .indent = line.indent};
    for (std::size_t i = 0; i < line.tokens.size(); ++i) {
        const CodeToken &token = line.tokens[i];
        QString mark = QStringLiteral(" ");
        if (const Primitive *const primitive = primitiveAt(line, i)) {
            const QString name = toQString(primitive->name);
            const QString explanation = name + QStringLiteral(" — ") + toQString(explanationOf(*primitive));
            qsizetype known = row.explanations.indexOf(explanation);
            if (known < 0 && row.explanations.size() < mostExplanations) {
                known = row.explanations.size();
                row.explanations << explanation;
            }
            if (known >= 0)
                mark = QString::number(known);
        }
        row.tokens << QLatin1Char(token.kind) + mark + token.text;
        row.text += token.text;
    }
    return std::make_shared<const CodeRowText>(std::move(row));
}

} // namespace

CodeRows::CodeRows(std::vector<SourceText> files)
{
    for (SourceText &source : files) {
        File file{.path = source.path, .folds = std::move(source.folds)};
        file.name = std::make_shared<const CodeRowText>(
            CodeRowText{.kind = CodeRowText::Kind::File, .text = source.name()});
        for (const CodeLine &line : source.lines)
            file.lines.push_back(textOf(line, static_cast<int>(file.lines.size()) + 1));
        for (const CodeFold &fold : file.folds)
            file.foldTexts.push_back(
                std::make_shared<const CodeRowText>(CodeRowText{.kind = CodeRowText::Kind::Fold,
                                                                .number = fold.first,
                                                                .count = fold.last - fold.first + 1,
                                                                .text = fold.title}));
        file.folded.assign(file.folds.size(), true);
        m_files.push_back(std::move(file));
    }
    arrange();
}

void CodeRows::arrange()
{
    m_rows.clear();
    for (std::size_t number = 0; number < m_files.size(); ++number) {
        File &file = m_files[number];
        file.rows.assign(file.lines.size(), -1);
        if (m_files.size() > 1)
            m_rows.push_back({file.name, number});
        std::size_t next = 0;
        for (std::size_t line = 0; line < file.lines.size(); ++line) {
            if (next < file.folds.size() && file.folds[next].first == static_cast<int>(line) + 1) {
                m_rows.push_back({file.foldTexts[next], number, next});
                if (file.folded[next]) {
                    const auto end = static_cast<std::size_t>(file.folds[next].last);
                    for (; line < end; ++line)
                        file.rows[line] = count() - 1;
                    --line;
                    ++next;
                    continue;
                }
                ++next;
            }
            m_rows.push_back({file.lines[line], number});
            file.rows[line] = count() - 1;
        }
    }
}

bool CodeRows::isFolded(int row) const
{
    const Row &one = m_rows.at(static_cast<std::size_t>(row));
    return one.text->kind == CodeRowText::Kind::Fold && m_files[one.file].folded[one.fold];
}

void CodeRows::turn(int row)
{
    const Row one = m_rows.at(static_cast<std::size_t>(row));
    if (one.text->kind != CodeRowText::Kind::Fold)
        return;
    std::vector<bool> &folded = m_files[one.file].folded;
    folded[one.fold] = !folded[one.fold];
    arrange();
}

void CodeRows::unfold(std::size_t number, int line)
{
    File &file = m_files.at(number);
    for (std::size_t i = 0; i < file.folds.size(); ++i) {
        if (file.folds[i].first <= line && line <= file.folds[i].last)
            file.folded[i] = false;
    }
    arrange();
}

int CodeRows::rowOf(std::size_t file, int line) const noexcept
{
    if (file >= m_files.size() || line < 1 || line > static_cast<int>(m_files[file].rows.size()))
        return -1;
    return m_files[file].rows[static_cast<std::size_t>(line) - 1];
}

QString CodeRows::codeOf(std::size_t file, int line) const
{
    QString code;
    for (const QString &token : m_files[file].lines[static_cast<std::size_t>(line) - 1]->tokens) {
        if (!token.startsWith(QLatin1Char('c')))
            code += QStringView(token).mid(2);
    }
    return code.trimmed();
}

QString CodeRows::statement(std::size_t file, int line) const
{
    if (rowOf(file, line) < 0)
        return {};
    return statementAt(line, static_cast<int>(m_files[file].lines.size()),
                       [this, file](int number) { return codeOf(file, number); });
}

int CodeRows::throwAfter(std::size_t file, int line) const
{
    if (rowOf(file, line) < 0)
        return line;
    return coroscope::throwAfter(line, static_cast<int>(m_files[file].lines.size()),
                                 [this, file](int number) { return codeOf(file, number); });
}

} // namespace coroscope
