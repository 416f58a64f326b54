// SPDX-License-Identifier: MIT
#include "kernel/worker_pool.h"

#include <algorithm>
#include <utility>

namespace coroscope {

WorkerPool::WorkerPool(Scope &scope, std::uint32_t group, Body body)
    : m_scope(scope), m_group(group), m_body(std::move(body))
{
}

WorkerPool::~WorkerPool()
{
    for (const Member &member : m_members) {
        if (member.task)
            member.task->setObserver(nullptr);
    }
}

void WorkerPool::resize(std::uint32_t count)
{
    m_wanted = count;
    m_members.resize(std::max<std::size_t>(m_members.size(), count));
    for (std::uint32_t index = 0; index < m_members.size(); ++index) {
        Member &member = m_members[index];
        if (index >= count && member.task && !member.dismissed) {
            member.dismissed = true;
            m_scope.requireOpen().kernel().note(EventKind::TaskDismissed, member.task->id());
            member.task->cancel();
        } else if (index < count && !member.task) {
            fill(index);
        }
    }
}

void WorkerPool::fill(std::uint32_t index)
{
    Task &task = m_scope.requireOpen().spawn({m_group, index}, [this, index] { return m_body(index); });
    task.setObserver(this);
    m_members[index] = {.task = &task};
    ++m_present;
}

void WorkerPool::taskEnded(Task &task, TaskEnd end, std::exception_ptr &)
{
    const std::uint32_t index = task.place().index;
    m_members[index] = {};
    --m_present;
    // Cancelled by resize(), and wanted again since; not so if the whole scope is being cancelled.
    if (end == TaskEnd::Cancelled && index < m_wanted && m_scope.requireOpen().pending() == Interrupt::None)
        fill(index);
    else if (m_present == 0 && m_allHaveLeft)
        m_allHaveLeft();
}

} // namespace coroscope
