// SPDX-License-Identifier: MIT
#pragma once

#include "run/session.h"

#include <QString>

#include <deque>
#include <functional>
#include <vector>

namespace coroscope {

/// A run as it stood. It is a function of what is kept here, so it can be had again.
struct RunStep {
    const PatternInfo *pattern = nullptr;
    RunSettings settings{};
    std::vector<Change> changes{};       ///< those that had been made, and those that were still to come
    Time present{};                      ///< how far it had run
    std::function<void()> restoreRest{}; ///< brings back what went with the run; may be empty
};

/// Something done by hand that can be taken back: it says how things were before.
struct UndoStep {
    QString name; ///< what was done, behind "Undo" or "Redo"
    RunStep before;
    /// The run is the same, but for a change that it has or not, and stays where it is. Otherwise another took its place.
    bool sameRun = false;
};

/// What has been done by hand, the latest last, and what of it has been taken back. Who takes a step back says how.
class UndoHistory
{
public:
    /// As many steps are kept; the oldest are forgotten first.
    static constexpr std::size_t longest = 100;
    /// Goes back to how things were before a step, and returns the step that leads here again.
    using TakeBack = std::function<UndoStep(const UndoStep &)>;

    /// Something has been done: what had been taken back can't be redone any more.
    void record(UndoStep step);
    /// The last step has gone on, and is called otherwise now.
    void amend(const QString &name) { m_done.back().name = name; }
    /// Null where there is nothing to undo or redo.
    const UndoStep *nextUndo() const noexcept { return m_done.empty() ? nullptr : &m_done.back(); }
    const UndoStep *nextRedo() const noexcept { return m_undone.empty() ? nullptr : &m_undone.back(); }
    /// Nothing, where there is nothing to undo or redo.
    void undo(const TakeBack &takeBack) { move(m_done, m_undone, takeBack); }
    void redo(const TakeBack &takeBack) { move(m_undone, m_done, takeBack); }

private:
    static void move(std::deque<UndoStep> &from, std::deque<UndoStep> &to, const TakeBack &takeBack);

    std::deque<UndoStep> m_done;
    std::deque<UndoStep> m_undone;
};

} // namespace coroscope
