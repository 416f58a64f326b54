// SPDX-License-Identifier: MIT
#include "player/undo_history.h"

namespace coroscope {

void UndoHistory::record(UndoStep step)
{
    m_undone.clear();
    m_done.push_back(std::move(step));
    if (m_done.size() > longest)
        m_done.pop_front();
}

void UndoHistory::move(std::deque<UndoStep> &from, std::deque<UndoStep> &to, const TakeBack &takeBack)
{
    if (from.empty())
        return;
    const UndoStep step = std::move(from.back());
    from.pop_back();
    to.push_back(takeBack(step));
}

} // namespace coroscope
