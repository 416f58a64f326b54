// SPDX-License-Identifier: MIT
#pragma once

#include "code/await_graph.h"
#include "insight/site_study.h"
#include "player/run.h"

#include <map>
#include <optional>
#include <vector>

namespace coroscope {

/// How much of the tasks' time passes at each line of a pattern's code, and through it, over the window of all figures: of
/// the selected tasks, or of all that have a part in what is set.
class CodeProfile
{
public:
    using Line = AwaitGraph::Line;
    struct Share {
        LookTimes here;    ///< the tasks stand at this line
        LookTimes through; ///< they stand below what is awaited in it
    };

    /// Brings it up to date with the playhead, as far as there is time for that now. True: it is.
    /// @p lineOf says where a place in the code is, nothing if it is in none of the files.
    template <typename LineOf>
    bool goOn(const Run &run, const AwaitGraph &graph, const LineOf &lineOf)
    {
        if (!goOn(run))
            return false;
        m_lines.clear();
        for (const auto &[where, times] : m_study->times()) {
            if (m_places.empty() && !hasPart(run, where.first))
                continue;
            m_whole += sum(times);
            const std::optional<Line> line = lineOf(where.second);
            if (!line)
                continue;
            m_lines[*line].here += times;
            for (const Line &way : graph.waysTo(where.first, *line))
                m_lines[way].through += times;
        }
        m_failures.clear();
        for (const auto &[where, failures] : m_study->failures()) {
            if (const std::optional<Line> line = lineOf(where.second))
                m_failures[*line] += failures;
        }
        return true;
    }
    /// Forgets everything.
    void clear();

    const std::map<Line, Share> &lines() const noexcept { return m_lines; }
    /// How often tasks failed after they had been at a line, and dropped others' errors there.
    const std::map<Line, SiteFailures> &failures() const noexcept { return m_failures; }
    /// Of the time of all those tasks.
    double shareOf(const LookTimes &times) const { return shareOf(sum(times)); }
    double shareOf(std::int64_t ns) const
    {
        return m_whole > 0 ? static_cast<double>(ns) / static_cast<double>(m_whole) : 0;
    }

private:
    bool goOn(const Run &run);
    static std::int64_t sum(const LookTimes &times);
    /// Whether tasks of this group take part in what is set: not in another way of doing the same.
    static bool hasPart(const Run &run, std::uint32_t group);

    std::optional<SiteStudy> m_study;
    std::vector<Place> m_places; ///< that it is about; none: all
    std::map<Line, Share> m_lines;
    std::map<Line, SiteFailures> m_failures;
    std::int64_t m_whole = 0;
};

} // namespace coroscope
