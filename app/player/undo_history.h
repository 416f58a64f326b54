// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"

#include <QString>

#include <deque>
#include <functional>
#include <utility>
#include <vector>

namespace coroscope {

/// A run as it stood. It is a function of what is kept here, so it can be had again.
struct RunStep {
    Scenario run;                        ///< as long as it had come
    std::function<void()> restoreRest{}; ///< brings back what went with the run; may be empty
};

/// Something done by hand that can be taken back: it says how things were before.
struct UndoStep {
    QString name; ///< what was done, behind "Undo" or "Redo"
    RunStep before;
    /// The run is the same, but for a change that it has or not, and stays where it is. Otherwise another took its place.
    bool sameRun = false;
};

/// What has been done by hand, the latest last, and what of it has been taken back. A step says how things were before; who
/// takes it back says how.
template <typename Step>
class UndoHistory
{
public:
    /// As many steps are kept; the oldest are forgotten first.
    static constexpr std::size_t longest = 100;

    /// Something has been done: what had been taken back can't be redone any more.
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
    /// Null where there is nothing to undo or redo.
    Step *nextUndo() noexcept { return m_done.empty() ? nullptr : &m_done.back(); }
    const Step *nextUndo() const noexcept { return m_done.empty() ? nullptr : &m_done.back(); }
    const Step *nextRedo() const noexcept { return m_undone.empty() ? nullptr : &m_undone.back(); }
    /// @p takeBack goes back to how things were before a step, and returns the step that leads here again. False: there is
    /// nothing to undo, or redo.
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
