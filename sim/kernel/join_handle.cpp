// SPDX-License-Identifier: MIT
#include "kernel/join_handle.h"

namespace coroscope {

void JoinState::attach(Task &task)
{
    m_task = TaskRef(task);
    task.setObserver(this);
}

void JoinState::detach()
{
    m_detached = true;
    if (m_end == TaskEnd::Failed && !m_seen)
        m_kernel.failureUnseen(m_task.id());
}

void JoinState::requireDone()
{
    if (m_end == TaskEnd::Failed) {
        m_seen = true;
        std::rethrow_exception(m_error);
    }
    if (m_end != TaskEnd::Done)
        throw TaskCancelled();
}

void JoinState::taskEnded(Task &, TaskEnd end, std::exception_ptr &error)
{
    m_end = end;
    m_error = std::exchange(error, nullptr);
    if (m_detached && end == TaskEnd::Failed)
        m_kernel.failureUnseen(m_task.id());
}

} // namespace coroscope
