// SPDX-License-Identifier: MIT
#pragma once

#include "code/await_graph.h"

#include <QStringList>

namespace coroscope {

/// Reads an AwaitGraph from the tokens of its files.
class AwaitGraph::Reader
{
public:
    Reader(AwaitGraph &graph, const std::vector<TaskGroup> &groups);

    void findFunctions(const std::vector<SourceText> &files);
    void readBodies(const std::vector<SourceText> &files);

private:
    struct Word {
        char kind;
        QString text; ///< a name, or one sign
        int line;
    };
    /// A call that is read within the parentheses at this depth.
    struct OpenAwait {
        std::size_t await;
        int depth;
    };

    static std::vector<Word> wordsOf(const SourceText &source, const Function &function);
    void readBody(std::size_t function, const std::vector<Word> &words);
    std::size_t called(const std::vector<Word> &words, std::size_t at, const Function &from) const;
    std::size_t groupNamed(const QString &name, std::size_t other) const;

    AwaitGraph &m_graph;
    std::vector<QStringList> m_names; ///< by group: as an enumerator of it may be called
};

} // namespace coroscope
