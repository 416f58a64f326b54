// SPDX-License-Identifier: MIT
#include "code/rust_beside.h"

#include "models/text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace coroscope {

namespace {

/// The one line, from 1, that has this in it.
int lineWith(const SourceText &source, const QString &text)
{
    const auto found = std::find_if(source.lines.begin(), source.lines.end(),
                                    [&](const CodeLine &line) { return wholeLine(line).contains(text); });
    if (found == source.lines.end())
        qFatal("no line of %s has %s", qPrintable(source.path), qPrintable(text));
    return static_cast<int>(found - source.lines.begin()) + 1;
}

std::shared_ptr<const CodeRowText> textOf(const CodeLine &line, int number)
{
    CodeRowText row{.kind = CodeRowText::Kind::Line, .number = number, .count = 1, .indent = line.indent};
    for (const CodeToken &token : line.tokens) {
        row.tokens << QLatin1Char(token.kind) + QStringLiteral(" ") + token.text;
        row.text += token.text;
    }
    return std::make_shared<const CodeRowText>(std::move(row));
}

} // namespace

std::optional<RustBeside> rustBeside(const PatternInfo &pattern)
{
    QFile description(QStringLiteral(":/coroscope/code/resources/rust/links/%1.json").arg(toQString(pattern.id)));
    if (!description.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject about = QJsonDocument::fromJson(description.readAll()).object();
    const QString path = about["rust"].toString();
    const SourceText program = loadSource(path.toStdString());
    std::vector<SourceText> ours;
    for (const std::string_view file : pattern.code)
        ours.push_back(loadSource(file));

    RustBeside beside{.path = path, .lines = {}, .links = {}};
    for (const CodeLine &line : program.lines)
        beside.lines.push_back(textOf(line, static_cast<int>(beside.lines.size()) + 1));
    const QJsonArray links = about["links"].toArray();
    for (const QJsonValue &value : links) {
        const QJsonObject link = value.toObject();
        const QString name = link["file"].toString(about["cpp"].toString());
        const auto file = std::find_if(ours.begin(), ours.end(),
                                       [&](const SourceText &one) { return one.path == name; });
        if (file == ours.end())
            qFatal("%s is not shown beside %s", qPrintable(name), qPrintable(path));
        beside.links.push_back({.file = static_cast<std::size_t>(file - ours.begin()),
                                .ours = lineWith(*file, link["cpp"].toString()),
                                .rust = lineWith(program, link["rust"].toString())});
    }
    std::sort(beside.links.begin(), beside.links.end());
    return beside;
}

} // namespace coroscope
