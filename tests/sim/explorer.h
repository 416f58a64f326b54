// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/schedule.h"

#include <QString>
#include <QtGlobal>

#include <cstdint>
#include <functional>
#include <vector>

namespace coroscope::test {

/// What a search over schedules has found.
struct Exploration {
    std::uint64_t schedules = 0; ///< how many were run
    bool complete = false;       ///< these were all there are; false: the bound was reached, or the search was over
    QString wrong{};             ///< what the program said of the first schedule that is wrong; empty: none is
    QString choices{};           ///< that schedule: "1/2 0/3", each the position taken, of how many
};

/// Goes through the schedules of a program, depth first: runs it again and again, each time the same up to the last
/// choice that has an alternative left, and there the next one.
class Explorer final : public Chooser
{
public:
    /// Runs once in the order that the chooser decides; returns what is wrong, or nothing. It must do the same whenever
    /// the same is chosen.
    using Program = std::function<QString(Chooser &)>;

    /// @param bound run no more schedules than this. Stops at the first that is wrong.
    static Exploration explore(const Program &program, std::uint64_t bound)
    {
        Explorer explorer;
        Exploration result;
        do {
            if (result.schedules == bound)
                return result;
            ++result.schedules;
            explorer.m_depth = 0;
            result.wrong = program(explorer);
            if (!result.wrong.isEmpty()) {
                result.choices = explorer.text();
                return result;
            }
        } while (explorer.advance());
        result.complete = true;
        return result;
    }

    std::size_t next(std::size_t ready) override
    {
        if (m_depth == m_path.size())
            m_path.push_back({0, ready});
        const Choice &choice = m_path[m_depth++];
        if (choice.of != ready)
            qFatal("the program is not the same after the same choices: %zu are ready, not %zu", ready, choice.of);
        return choice.taken;
    }

private:
    struct Choice {
        std::size_t taken;
        std::size_t of;
    };

    /// To the next schedule; false: that was the last.
    bool advance()
    {
        while (!m_path.empty() && m_path.back().taken + 1 == m_path.back().of)
            m_path.pop_back();
        if (m_path.empty())
            return false;
        ++m_path.back().taken;
        return true;
    }
    QString text() const
    {
        QString text;
        for (std::size_t i = 0; i < m_depth; ++i)
            text += QStringLiteral("%1%2/%3").arg(i == 0 ? "" : " ").arg(m_path[i].taken).arg(m_path[i].of);
        return text;
    }

    std::vector<Choice> m_path; ///< of the present run, and what is ahead of it
    std::size_t m_depth = 0;    ///< choices of the present run so far
};

} // namespace coroscope::test
