// SPDX-License-Identifier: MIT
#include "code/await_graph.h"

#include "code/await_reader.h"

#include <algorithm>

namespace coroscope {

AwaitGraph::AwaitGraph(const std::vector<SourceText> &files, const std::vector<TaskGroup> &groups)
{
    Reader reader(*this, groups);
    reader.findFunctions(files);
    reader.readBodies(files);
}

std::size_t AwaitGraph::functionOf(Line line) const
{
    const auto found = std::find_if(m_functions.begin(), m_functions.end(), [&](const Function &one) {
        return one.file == line.first && one.first <= line.second && line.second <= one.last;
    });
    return found == m_functions.end() ? none : static_cast<std::size_t>(found - m_functions.begin());
}

QString AwaitGraph::functionAt(Line line) const
{
    const std::size_t function = functionOf(line);
    return function == none ? QString() : m_functions[function].name;
}

bool AwaitGraph::knows(std::uint32_t group) const
{
    return group < m_entries.size() && !m_entries[group].empty();
}

bool AwaitGraph::reaches(std::uint32_t group, Line line) const
{
    const std::size_t function = functionOf(line);
    return function != none && reaches(knows(group) ? m_entries[group] : m_spawned, function, {none, 0});
}

const std::vector<AwaitGraph::Line> &AwaitGraph::waysTo(std::uint32_t group, Line line) const
{
    const auto [way, isNew] = m_ways.try_emplace({group, line});
    if (isNew)
        way->second = linesTo(knows(group) ? m_entries[group] : m_spawned, line);
    return way->second;
}

/// Whether there is a way from one of these functions to that one, @p without this line.
bool AwaitGraph::reaches(const std::vector<std::size_t> &entries, std::size_t function, Line without) const
{
    std::vector<std::size_t> next = entries;
    std::vector<bool> seen(m_functions.size());
    while (!next.empty()) {
        const std::size_t here = next.back();
        next.pop_back();
        if (here == function)
            return true;
        if (seen[here])
            continue;
        seen[here] = true;
        for (const Await &await : m_awaits) {
            if (await.function == here && lineOf(await) != without)
                next.insert(next.end(), await.callees.begin(), await.callees.end());
        }
    }
    return false;
}

/// That await, and those around it.
void AwaitGraph::add(std::vector<Line> &lines, std::size_t await) const
{
    for (; await != none; await = m_awaits[await].outer)
        lines.push_back(lineOf(m_awaits[await]));
}

std::vector<AwaitGraph::Line> AwaitGraph::linesTo(const std::vector<std::size_t> &entries, Line line) const
{
    constexpr Line nowhere{none, 0};
    std::vector<Line> lines;
    std::size_t function = functionOf(line);
    if (function == none || !reaches(entries, function, nowhere))
        return lines;
    // Awaits around its own one in the same function.
    for (std::size_t await = m_awaits.size(); await-- > 0;) { // they come in the order in which they begin
        const Await &one = m_awaits[await];
        if (!one.isCall && one.function == function && one.first <= line.second && line.second <= one.last) {
            add(lines, one.outer);
            break;
        }
    }
    // Then, function by function, those without which there would be no way.
    std::vector<bool> seen(m_functions.size());
    while (!seen[function]) {
        seen[function] = true;
        std::size_t caller = none;
        for (std::size_t await = 0; await < m_awaits.size() && caller == none; ++await) {
            const Await &one = m_awaits[await];
            if (std::find(one.callees.begin(), one.callees.end(), function) == one.callees.end() || seen[one.function]
                || reaches(entries, function, lineOf(one)))
                continue;
            add(lines, await);
            caller = one.function;
        }
        if (caller == none)
            break;
        function = caller;
    }
    return lines;
}

} // namespace coroscope
