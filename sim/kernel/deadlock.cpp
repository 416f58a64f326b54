// SPDX-License-Identifier: MIT
#include "kernel/kernel.h"

#include <cstddef>
#include <deque>
#include <vector>

namespace coroscope {

// A task that waits for something unknown, or for any one of several of which one can go on, may still go on: those are
// found first, from the end of each chain backwards (the model of Knapp, Deadlock detection in distributed databases,
// 1987, with "one of" and "all of"). Each of the rest waits for another of the rest, so following them leads into a
// cycle.
bool Kernel::findDeadlock()
{
    struct Waiting {
        Task *task;
        std::vector<Task *> others;
        std::vector<std::size_t> waitedForBy;
        std::size_t holding = 0; ///< how many of the others have to be free before it is
        bool free = false;
    };
    std::vector<Waiting> all;
    m_tasks.forEach([&](Task &task) {
        task.m_mark = static_cast<std::uint32_t>(all.size());
        all.push_back({&task, {}, {}});
    });
    std::deque<std::size_t> free;
    for (std::size_t i = 0; i < all.size(); ++i) {
        Waiting &one = all[i];
        bool needsAll = false;
        if (const Suspension *const suspension = one.task->m_suspension) {
            suspension->waitsFor(one.others);
            needsAll = suspension->needsAll();
        }
        one.holding = needsAll ? one.others.size() : 1;
        for (const Task *const other : one.others)
            all[other->m_mark].waitedForBy.push_back(i);
        one.free = one.others.empty();
        if (one.free)
            free.push_back(i);
    }
    for (; !free.empty(); free.pop_front()) {
        for (const std::size_t waiting : all[free.front()].waitedForBy) {
            Waiting &one = all[waiting];
            if (!one.free && --one.holding == 0) {
                one.free = true;
                free.push_back(waiting);
            }
        }
    }
    std::vector<Task *> circle;
    std::vector<bool> seen(all.size(), false);
    for (std::size_t i = 0; i < all.size() && circle.empty(); ++i) {
        std::vector<std::size_t> path;
        for (std::size_t at = i; !all[at].free;) {
            if (seen[at]) {
                for (std::size_t first = 0; first < path.size(); ++first) {
                    if (path[first] == at || !circle.empty())
                        circle.push_back(all[path[first]].task);
                }
                break;
            }
            seen[at] = true;
            path.push_back(at);
            for (const Task *const other : all[at].others) {
                if (!all[other->m_mark].free) {
                    at = other->m_mark;
                    break;
                }
            }
        }
    }
    if (circle.empty())
        return false;
    note(EventKind::DeadlockFound, 0, 0, static_cast<std::int64_t>(circle.size()));
    for (std::size_t i = 0; i < circle.size(); ++i) {
        Task &task = *circle[i];
        noteFor(&task, EventKind::DeadlockLink, circle[(i + 1) % circle.size()]->id(), 0, 0, task.m_suspension->site());
    }
    return true;
}

} // namespace coroscope
