// SPDX-License-Identifier: MIT
#include "run/run_tree.h"

#include <algorithm>
#include <utility>

namespace coroscope {

void RunTree::update(std::vector<Change> changes, Duration length)
{
    if (m_branches.empty())
        m_branches.emplace_back();
    m_branches[m_current].changes = std::move(changes);
    m_branches[m_current].length = length;
}

void RunTree::branch(Time at)
{
    Branch next{.parent = m_current, .from = at, .length = at.time_since_epoch()};
    for (const Change &change : m_branches.at(m_current).changes) {
        if (change.at <= at)
            next.changes.push_back(change);
    }
    m_current = m_branches.size();
    m_branches.push_back(std::move(next));
}

bool RunTree::comesFrom(std::size_t branch, std::size_t other) const noexcept
{
    while (branch > other)
        branch = m_branches[branch].parent;
    return branch == other;
}

bool RunTree::canRemove(std::size_t branch) const noexcept
{
    return branch < m_branches.size() && !comesFrom(m_current, branch);
}

void RunTree::remove(std::size_t branch)
{
    std::vector<std::size_t> moved(m_branches.size());
    std::vector<Branch> left;
    for (std::size_t i = 0; i < m_branches.size(); ++i) {
        moved[i] = left.size();
        if (comesFrom(i, branch))
            continue;
        left.push_back(std::move(m_branches[i]));
        left.back().parent = moved[left.back().parent];
    }
    m_current = moved[m_current];
    m_branches = std::move(left);
}

Time RunTree::parting(std::size_t one, std::size_t other) const noexcept
{
    Time parted = never;
    while (one != other) {
        std::size_t &later = one > other ? one : other;
        parted = std::min(parted, m_branches[later].from);
        later = m_branches[later].parent;
    }
    return parted;
}

} // namespace coroscope
