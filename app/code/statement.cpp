// SPDX-License-Identifier: MIT
#include "code/statement.h"

#include <QStringList>

#include <algorithm>

namespace coroscope {

namespace {

/// A statement has no more lines than this.
constexpr int mostLines = 8;

/// How many more round brackets are opened in it than closed; none counts that stands in a text.
int opened(const QString &code)
{
    int depth = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar c = code[i];
        if (c == QLatin1Char('"') && (i == 0 || code[i - 1] != QLatin1Char('\\')))
            quoted = !quoted;
        else if (!quoted && c == QLatin1Char('('))
            ++depth;
        else if (!quoted && c == QLatin1Char(')'))
            --depth;
    }
    return depth;
}

bool endsSomething(const QString &code)
{
    return code.isEmpty() || code.endsWith(QLatin1Char(';')) || code.endsWith(QLatin1Char('{'))
        || code.endsWith(QLatin1Char('}')) || code.endsWith(QLatin1Char(':')) || code.startsWith(QLatin1Char('#'));
}

/// A line that begins a body: "else", "for (…)".
bool leadsOn(const QString &code)
{
    static const QStringList words = {QStringLiteral("else"), QStringLiteral("if"), QStringLiteral("for"),
                                      QStringLiteral("while"), QStringLiteral("do")};
    const QString first = code.section(QLatin1Char(' '), 0, 0);
    return words.contains(first) && (code == first || (code.endsWith(QLatin1Char(')')) && opened(code) == 0));
}

} // namespace

QString statementAt(int line, int count, const std::function<QString(int)> &codeOf)
{
    QStringList lines{codeOf(line)};
    int depth = opened(lines.front());
    // Back to where it begins: after what ends something, unless a bracket of it is still open there.
    for (int at = line - 1; at >= 1 && lines.size() < mostLines; --at) {
        const QString code = codeOf(at);
        if (depth >= 0 && (endsSomething(code) || leadsOn(code)))
            break;
        lines.prepend(code);
        depth += opened(code);
    }
    for (int at = line + 1; at <= count && lines.size() < mostLines && !endsSomething(lines.back()); ++at)
        lines << codeOf(at);
    lines.removeAll(QString());
    return lines.join(QLatin1Char(' '));
}

int throwAfter(int line, int count, const std::function<QString(int)> &codeOf)
{
    const QString await = statementAt(line, count, codeOf);
    const auto names = {QStringLiteral("work("), QStringLiteral("compute("), QStringLiteral("block("),
                        QStringLiteral("sleep(")};
    if (std::none_of(names.begin(), names.end(), [&](const QString &name) { return await.contains(name); }))
        return line;
    for (int at = line + 1; at <= count; ++at) {
        const QString code = codeOf(at);
        if (code.startsWith(QLatin1String("throw ")))
            return at;
        if (code.isEmpty() || code.contains(QLatin1String("co_await")))
            break; // the function ends, or it waits again
    }
    return line;
}

namespace {

std::function<QString(int)> linesOf(const SourceText &source)
{
    return [&source](int number) {
        QString code;
        for (const CodeToken &token : source.lines[static_cast<std::size_t>(number) - 1].tokens) {
            if (token.kind != 'c')
                code += token.text;
        }
        return code.trimmed();
    };
}

} // namespace

QString statementAt(const SourceText &source, int line)
{
    return statementAt(line, static_cast<int>(source.lines.size()), linesOf(source));
}

int throwAfter(const SourceText &source, int line)
{
    return throwAfter(line, static_cast<int>(source.lines.size()), linesOf(source));
}

} // namespace coroscope
