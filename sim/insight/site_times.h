// SPDX-License-Identifier: MIT
#pragma once

#include "insight/series.h"
#include "trace/ledger.h"

#include <cstddef>
#include <vector>

namespace coroscope {

/// A profile by line: how much of the tasks' time passes at each place in the code, over any span. A task is at a place
/// from when it begins to wait or to work there until it does so elsewhere, or ends; before the first time it is
/// nowhere, which is place 0. It covers all tasks that are alive, those included whose place on the stage another has
/// taken.
class SiteTimes
{
public:
    /// @return by how much bytes() has grown
    std::size_t apply(const Delta &delta);

    /// Time of all tasks together that passed at @p site within [from, to], in task × ns.
    double time(SiteId site, Time from, Time to) const;
    /// The same of all places together, place 0 included: the time that tasks were alive.
    double total(Time from, Time to) const { return m_alive.integral(from, to); }
    /// One more than the largest place at which a task has been.
    std::size_t end() const noexcept { return m_tasks.size(); }

    std::size_t bytes() const noexcept;

    /// Forgets what is older than @p time, except what is still in force then.
    /// @return by how much bytes() has shrunk
    std::size_t forgetBefore(Time time);

private:
    std::size_t add(SiteId site, Time time, std::int64_t tasks);

    struct Count {
        std::int64_t now = 0;
        Series over;
    };
    std::vector<Count> m_tasks;   ///< by place: how many tasks are there
    std::vector<SiteId> m_places; ///< by slot of the ledger: where its task is
    Series m_alive;
    std::int64_t m_aliveNow = 0;
};

} // namespace coroscope
