// SPDX-License-Identifier: MIT
#include "code/await_reader.h"

#include "models/text.h"

#include <algorithm>
#include <optional>

namespace coroscope {

namespace {

/// "The Dead Letters" and "DeadLetters" are the same.
QString plain(const QString &name)
{
    QString letters;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            letters += c.toLower();
    }
    return letters.startsWith(QLatin1String("the")) ? letters.mid(3) : letters;
}

bool isName(char kind)
{
    return kind == 'i' || kind == 'f' || kind == 't';
}

/// Of the first line of a function.
bool returnsTask(const CodeLine &line)
{
    return std::any_of(line.tokens.begin(), line.tokens.end(),
                       [](const CodeToken &token) { return token.text == QLatin1String("QCoro"); });
}

/// What is called in there runs in tasks of its own.
bool spawns(const QString &name)
{
    static const QStringList all{QStringLiteral("spawn"), QStringLiteral("spawnJoinable"), QStringLiteral("gather"),
                                 QStringLiteral("emplace")};
    return all.contains(name);
}

} // namespace

AwaitGraph::Reader::Reader(AwaitGraph &graph, const std::vector<TaskGroup> &groups) : m_graph(graph)
{
    for (const TaskGroup &group : groups) {
        QStringList names{plain(toQString(group.id))};
        for (const Words label : {group.label, group.plural})
            names << plain(toQString(std::string_view(label))); // the source is in English
        names << names.first() + QLatin1Char('s');
        names.removeAll(QString());
        m_names.push_back(names);
    }
    graph.m_entries.resize(groups.size());
}

void AwaitGraph::Reader::findFunctions(const std::vector<SourceText> &files)
{
    for (std::size_t file = 0; file < files.size(); ++file) {
        std::optional<Function> open;
        int number = 0;
        for (const CodeLine &line : files[file].lines) {
            ++number;
            if (line.indent > 0 || line.tokens.empty())
                continue;
            if (open && line.tokens.front().text.startsWith(QLatin1Char('}'))) {
                open->last = number;
                m_graph.m_functions.push_back(*open);
                open.reset();
            }
            for (std::size_t i = 0; i < line.tokens.size() && !open; ++i) {
                if (line.tokens[i].kind != 'f')
                    continue;
                const bool isMember = i >= 2 && line.tokens[i - 1].text.endsWith(QLatin1String("::"));
                open = Function{.className = isMember ? line.tokens[i - 2].text : QString(),
                                .name = line.tokens[i].text,
                                .isCoroutine = returnsTask(line),
                                .file = file,
                                .first = number};
            }
        }
    }
}

std::vector<AwaitGraph::Reader::Word> AwaitGraph::Reader::wordsOf(const SourceText &source, const Function &function)
{
    std::vector<Word> words;
    for (int line = function.first; line <= function.last; ++line) {
        for (const CodeToken &token : source.lines[static_cast<std::size_t>(line) - 1].tokens) {
            if (token.kind == 'w' || token.kind == 'c')
                continue;
            if (token.kind != 'o') {
                words.push_back({token.kind, token.text, line});
                continue;
            }
            for (const QChar sign : token.text) {
                if (!sign.isSpace())
                    words.push_back({'o', sign, line});
            }
        }
    }
    return words;
}

void AwaitGraph::Reader::readBodies(const std::vector<SourceText> &files)
{
    for (std::size_t i = 0; i < m_graph.m_functions.size(); ++i)
        readBody(i, wordsOf(files[m_graph.m_functions[i].file], m_graph.m_functions[i]));
}

void AwaitGraph::Reader::readBody(std::size_t function, const std::vector<Word> &words)
{
    const Function &self = m_graph.m_functions[function];
    std::vector<OpenAwait> open;
    constexpr int nowhere = -1;
    int spawning = nowhere;   // the depth at which a spawn began
    std::size_t group = none; // that was named last
    int depth = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Word &word = words[i];
        if (word.kind == 'o') {
            const QChar sign = word.text.front();
            depth += sign == QLatin1Char('(') || sign == QLatin1Char('{') || sign == QLatin1Char('[') ? 1 : 0;
            depth -= sign == QLatin1Char(')') || sign == QLatin1Char('}') || sign == QLatin1Char(']') ? 1 : 0;
            if (depth <= spawning && sign == QLatin1Char(')'))
                spawning = nowhere;
            while (!open.empty()
                   && (depth < open.back().depth || (depth == open.back().depth && sign == QLatin1Char(';')))) {
                m_graph.m_awaits[open.back().await].last = word.line;
                open.pop_back();
            }
            continue;
        }
        if (word.kind == 'a' && word.text == QLatin1String("co_await")) {
            m_graph.m_awaits.push_back({.function = function,
                                        .first = word.line,
                                        .last = word.line,
                                        .outer = open.empty() ? none : open.back().await});
            open.push_back({m_graph.m_awaits.size() - 1, depth});
            continue;
        }
        if (!isName(word.kind))
            continue;
        if (i + 1 >= words.size())
            continue;
        if (words[i + 1].text == QLatin1String(","))
            group = groupNamed(word.text, group);
        if (words[i + 1].text != QLatin1String("("))
            continue;
        if (spawning == nowhere && spawns(word.text)) {
            spawning = depth;
            continue;
        }
        const std::size_t callee = i > 0 && word.line == self.first ? none : called(words, i, self);
        if (callee == none)
            continue;
        if (!m_graph.m_functions[callee].isCoroutine) {
            if (spawning == nowhere)
                m_graph.m_awaits.push_back({.function = function,
                                            .first = word.line,
                                            .last = word.line,
                                            .outer = open.empty() ? none : open.back().await,
                                            .isCall = true,
                                            .callees = {callee}});
            continue;
        }
        if (!open.empty() && spawning == nowhere) {
            m_graph.m_awaits[open.back().await].callees.push_back(callee);
        } else {
            m_graph.m_spawned.push_back(callee);
            if (group != none)
                m_graph.m_entries[group].push_back(callee);
        }
    }
}

/// The function of the pattern that the name at this position calls.
std::size_t AwaitGraph::Reader::called(const std::vector<Word> &words, std::size_t at, const Function &from) const
{
    const auto signBefore = [&](std::size_t back) {
        return at >= back && words[at - back].kind == 'o' ? words[at - back].text.front() : QChar();
    };
    const bool ofOther = signBefore(1) == QLatin1Char('.')
        || (signBefore(1) == QLatin1Char('>') && signBefore(2) == QLatin1Char('-'));
    for (std::size_t i = 0; i < m_graph.m_functions.size(); ++i) {
        const Function &one = m_graph.m_functions[i];
        if (one.name == words[at].text && one.name != one.className
            && (ofOther ? !one.className.isEmpty() && one.className != from.className
                        : one.className.isEmpty() || one.className == from.className))
            return i;
    }
    return none;
}

/// The group that has this name; @p other, if none has.
std::size_t AwaitGraph::Reader::groupNamed(const QString &name, std::size_t other) const
{
    if (!name.front().isUpper())
        return other;
    const auto found = std::find_if(m_names.begin(), m_names.end(),
                                    [&](const QStringList &names) { return names.contains(plain(name)); });
    return found == m_names.end() ? other : static_cast<std::size_t>(found - m_names.begin());
}

} // namespace coroscope
