// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"

#include <QString>

#include <deque>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace coroscope {

/// A run as it was. It is a function of what is kept here, so it can be repeated.
struct RunStep {
    Scenario run;                        ///< with the length it had reached
    std::function<void()> restoreRest{}; ///< restores what else belonged to the run
    std::optional<Time> playhead{};      ///< where it was looked at, if not at its present
};

/// A user action that can be undone: it holds the state before.
struct UndoStep {
    QString name; ///< what was done, shown after "Undo" or "Redo"
    RunStep before;
    /// True: the run stays, with or without one change. False: it was replaced by another.
    bool sameRun = false;
    /// Of what is no part of the run, which stays as it is then: restores it as it was before.
    std::function<void()> restore{};
    /// Likewise: returns what restores it as it is now.
    std::function<std::function<void()>()> keep{};
};

/// What the user has done, the latest last, and what of it has been undone. A step holds the state before; the caller
/// knows how to restore it.
template <typename Step>
class UndoHistory
{
public:
    /// This many steps are kept; the oldest are forgotten first.
    static constexpr std::size_t longest = 100;

    /// Something has been done: what had been undone can't be redone any more.
    void record(Step step)
    {
        m_undone.clear();
        m_done.push_back(std::move(step));
        if (m_done.size() > longest)
            m_done.pop_front();
    }
    void clear()
    {
        m_done.clear();
        m_undone.clear();
    }
    /// Null if there is nothing to undo or redo.
    Step *nextUndo() noexcept { return m_done.empty() ? nullptr : &m_done.back(); }
    const Step *nextUndo() const noexcept { return m_done.empty() ? nullptr : &m_done.back(); }
    /// What has been done, the latest last.
    const std::deque<Step> &done() const noexcept { return m_done; }
    const Step *nextRedo() const noexcept { return m_undone.empty() ? nullptr : &m_undone.back(); }
    /// @p takeBack restores the state before a step, and returns the step that leads back here. False: there is nothing
    /// to undo, or redo.
    template <typename TakeBack>
    bool undo(const TakeBack &takeBack)
    {
        return move(m_done, m_undone, takeBack);
    }
    template <typename TakeBack>
    bool redo(const TakeBack &takeBack)
    {
        return move(m_undone, m_done, takeBack);
    }

private:
    template <typename TakeBack>
    static bool move(std::deque<Step> &from, std::deque<Step> &to, const TakeBack &takeBack)
    {
        if (from.empty())
            return false;
        const Step step = std::move(from.back());
        from.pop_back();
        to.push_back(takeBack(step));
        return true;
    }

    std::deque<Step> m_done;
    std::deque<Step> m_undone;
};

} // namespace coroscope
