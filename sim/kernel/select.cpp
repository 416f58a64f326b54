// SPDX-License-Identifier: MIT
#include "kernel/select.h"

namespace coroscope {

void SelectBase::enterAll(std::span<Suspension *const> waits)
{
    enter();
    m_waits = waits;
    for (Suspension *const wait : waits)
        wait->m_task = m_task;
    if (m_random)
        m_first = static_cast<std::size_t>(m_random->below(waits.size()));
}

void SelectBase::served(Suspension &wait)
{
    withdraw(&wait);
}

void SelectBase::abandon()
{
    withdraw(nullptr);
}

void SelectBase::withdraw(const Suspension *chosen)
{
    // From the back: a wait that leaves a queue may admit the one behind it, which must not be another of these.
    for (std::size_t nth = m_waits.size(); nth-- > 0;) {
        const std::size_t position = inOrder(nth);
        if (m_waits[position] == chosen)
            m_chosen = position;
        else
            m_waits[position]->abandon();
    }
}

void SelectBase::waitsFor(std::vector<Task *> &others) const
{
    // A task that something unknown may release as well is in no cycle.
    std::vector<Task *> known;
    for (const Suspension *const wait : m_waits) {
        const std::size_t before = known.size();
        wait->waitsFor(known);
        if (known.size() == before)
            return;
    }
    others.insert(others.end(), known.begin(), known.end());
}

} // namespace coroscope
