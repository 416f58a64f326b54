// SPDX-License-Identifier: MIT
#pragma once

#include "code/source_text.h"
#include "pattern/topology.h"

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace coroscope {

/// Which coroutines of a pattern are awaited where, as its source says it. The trace knows the innermost line at which a
/// task waits; this tells by which awaits the task has come there, as far as there is only one way.
class AwaitGraph
{
public:
    /// A file, by position, and a line of it, from 1.
    using Line = std::pair<std::size_t, int>;

    AwaitGraph() = default;
    /// @p groups are those of the tasks: where one is spawned, the source names its group and the coroutine it runs.
    AwaitGraph(const std::vector<SourceText> &files, const std::vector<TaskGroup> &groups);

    /// The awaits that lead a task of this group to @p line: those lines through which every way leads from the coroutines
    /// that such tasks run, from the innermost to the outermost. None where the source does not tell.
    const std::vector<Line> &waysTo(std::uint32_t group, Line line) const;
    /// Whether the tasks of this group can come to this line, as the source says it.
    bool reaches(std::uint32_t group, Line line) const;
    /// Whether the source tells which coroutines the tasks of this group run.
    bool knows(std::uint32_t group) const;
    /// "runTask": the function that this line is in; empty in none.
    QString functionAt(Line line) const;

private:
    static constexpr std::size_t none = ~std::size_t{0};

    struct Function {
        QString className;
        QString name;
        bool isCoroutine = false;
        std::size_t file = 0;
        int first = 0; ///< line
        int last = 0;  ///< line
    };
    /// A co_await, up to the end of its statement; or the call of a function that is no coroutine, which is as good as one.
    struct Await {
        std::size_t function = 0;
        int first = 0;                      ///< line
        int last = 0;                       ///< line
        std::size_t outer = none;           ///< the await whose statement it is in
        bool isCall = false;                ///< there is no co_await
        std::vector<std::size_t> callees{}; ///< functions of the pattern that run in it, and in none within it
    };
    class Reader;

    std::size_t functionOf(Line line) const;
    std::vector<Line> linesTo(const std::vector<std::size_t> &entries, Line line) const;
    void add(std::vector<Line> &lines, std::size_t await) const;
    bool reaches(const std::vector<std::size_t> &entries, std::size_t function, Line without) const;
    Line lineOf(const Await &await) const { return {m_functions[await.function].file, await.first}; }

    std::vector<Function> m_functions;
    std::vector<Await> m_awaits;
    std::vector<std::vector<std::size_t>> m_entries; ///< by group: what its tasks run
    std::vector<std::size_t> m_spawned;              ///< what tasks of any group run
    mutable std::map<std::pair<std::uint32_t, Line>, std::vector<Line>> m_ways;
};

} // namespace coroscope
