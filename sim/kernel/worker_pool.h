// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <QCoroTask>

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace coroscope {

/// A pool of identical tasks (workers) whose number can be changed while they run. Members no longer wanted are
/// cancelled: they finish what they do under a Shield, then leave. If a place is wanted again before its member has
/// left, it is refilled the moment it has.
class WorkerPool final : private TaskObserver
{
public:
    /// What the member with this index (from 0) does until it is cancelled.
    using Body = std::function<QCoro::Task<>(std::uint32_t index)>;

    /// @param scope where the members live; must end before the pool does. @param group their Place::group.
    WorkerPool(Scope &scope, std::uint32_t group, Body body);
    ~WorkerPool();
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    /// The first @p count places are kept filled from now on, the others become empty as their members leave.
    void resize(std::uint32_t count);
    /// @p reaction runs each time the last member has left and none follows, in that member's turn. It must not resize.
    void whenAllHaveLeft(std::function<void()> reaction) { m_allHaveLeft = std::move(reaction); }
    bool empty() const noexcept { return m_present == 0; }

private:
    struct Member {
        Task *task = nullptr; ///< nullptr: the place is empty
        bool dismissed = false;
    };

    void taskEnded(Task &task, TaskEnd end, std::exception_ptr &error) override;
    void fill(std::uint32_t index);

    ScopeRef m_scope;
    std::uint32_t m_group;
    Body m_body;
    std::function<void()> m_allHaveLeft;
    std::uint32_t m_wanted = 0;
    std::uint32_t m_present = 0;
    std::vector<Member> m_members; ///< by index
};

} // namespace coroscope
