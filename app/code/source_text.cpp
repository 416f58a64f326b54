// SPDX-License-Identifier: MIT
#include "code/source_text.h"

#include "models/text.h"

#include <QFile>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <utility>

namespace coroscope {

namespace {

QString contents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s was not compiled in", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

/// Without the blanks at its beginning, which count as its indent.
void indent(CodeLine &line)
{
    if (line.tokens.empty() || line.tokens.front().kind != 'w')
        return;
    line.indent = static_cast<int>(line.tokens.front().text.size());
    line.tokens.erase(line.tokens.begin());
}

/// At the margin, a name before a parenthesis is that of the function which is defined there; elsewhere none is, nor behind
/// an equals sign, where it is called.
void markDefinition(CodeLine &line)
{
    for (CodeToken &token : line.tokens) {
        if (token.kind == 'f')
            token.kind = 'i';
    }
    if (line.indent > 0)
        return;
    for (std::size_t i = 0; i + 1 < line.tokens.size(); ++i) {
        if (line.tokens[i].text == QLatin1String("="))
            return;
        if (line.tokens[i].kind == 'i' && line.tokens[i + 1].text.startsWith(QLatin1Char('('))) {
            line.tokens[i].kind = 'f';
            return;
        }
    }
}

} // namespace

std::vector<CodeLine> codeLines(const QString &text, const QString &runs)
{
    std::vector<CodeLine> lines(1);
    qsizetype at = 0;
    for (qsizetype i = 0; i < runs.size();) {
        const char kind = runs[i++].toLatin1();
        qsizetype length = 0;
        for (; i < runs.size() && runs[i].isDigit(); ++i)
            length = 10 * length + runs[i].digitValue();
        if (length == 0 || at + length > text.size())
            return {};
        const QStringList parts = text.mid(at, length).split(QLatin1Char('\n'));
        for (qsizetype part = 0; part < parts.size(); ++part) {
            if (part > 0)
                lines.emplace_back();
            if (!parts[part].isEmpty())
                lines.back().tokens.push_back({parts[part].trimmed().isEmpty() ? 'w' : kind, parts[part]});
        }
        at += length;
    }
    if (at != text.size())
        return {};
    if (lines.back().tokens.empty()) // after the last line's end
        lines.pop_back();
    for (CodeLine &line : lines) {
        indent(line);
        markDefinition(line);
    }
    return lines;
}

std::vector<CodeFold> codeFolds(const QString &text)
{
    static const QString marker = QStringLiteral("// What follows ");
    const QStringList lines = text.split(QLatin1Char('\n'));
    const int count = static_cast<int>(lines.size()) - (lines.back().isEmpty() ? 1 : 0);
    const auto numberOf = [&](const QString &beginning) -> std::optional<int> {
        const auto found = std::find_if(lines.begin(), lines.end(),
                                        [&](const QString &line) { return line.startsWith(beginning); });
        return found == lines.end() ? std::nullopt : std::optional(static_cast<int>(found - lines.begin()) + 1);
    };
    const std::optional<int> body = numberOf(QStringLiteral("namespace "));
    const std::optional<int> rest = numberOf(marker);
    std::vector<CodeFold> folds;
    const bool isAllOfIt = rest && (!body || *rest < *body);
    if (body && !isAllOfIt)
        folds.push_back({1, *body, QStringLiteral("What it includes")});
    if (rest)
        folds.push_back({isAllOfIt ? 1 : *rest, count, lines[*rest - 1].mid(3)});
    return folds;
}

SourceText loadSource(std::string_view path)
{
    SourceText source;
    source.path = toQString(path);
    const QString resource = QStringLiteral(":/coroscope/code/") + source.path;
    const QString text = contents(resource);
    source.lines = codeLines(text, contents(resource + QStringLiteral(".tokens")));
    if (source.lines.empty())
        qFatal("the tokens of %s are not those of its text", qPrintable(source.path));
    source.folds = codeFolds(text);
    return source;
}

QString wholeLine(const CodeLine &line)
{
    QString text(line.indent, QLatin1Char(' '));
    for (const CodeToken &token : line.tokens)
        text += token.text;
    return text;
}

} // namespace coroscope
