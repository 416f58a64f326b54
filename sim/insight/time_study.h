// SPDX-License-Identifier: MIT
#pragma once

#include "insight/item_times.h"
#include "insight/job_paths.h"
#include "insight/latency_cuts.h"

#include <deque>
#include <optional>

namespace coroscope {

/// Where the time of a run went, up to some event: latencies cut up, and critical paths. It goes through the trace from
/// its start, in portions, and so asks nothing of a run whose time nobody wants to know.
class TimeStudy
{
public:
    /// @p topology must outlive this. @param recent how far back records of items are kept; see recentCuts()
    TimeStudy(const Topology &topology, Duration recent);
    TimeStudy(const TimeStudy &) = delete;
    TimeStudy &operator=(const TimeStudy &) = delete;

    /// How many events it has been through.
    Sequence position() const noexcept { return m_position; }
    /// Goes on through at most @p most events, up to number @p end, which is not before position(). All events from
    /// position() on are kept. True: it is there.
    bool goOn(const Trace &trace, Sequence end, Sequence most);

    /// Of all items done so far.
    const LatencyCuts &cuts() const noexcept { return m_cuts; }
    /// Of those done in (@p from, now], which is no further back than what is kept.
    LatencyCuts recentCuts(Time from) const;
    /// Of an item that is alive at @p now; or that has ended, while its record is kept.
    std::optional<ItemRecord> record(ItemId item, Time now) const;
    /// The critical path of the job that ended last, since @p from.
    std::optional<JobPath> lastJob(Time from) const;

private:
    void ended(const ItemRecord &record);

    Duration m_recent;
    Reducer m_reducer;
    ItemTimes m_times;
    JobPaths m_jobs;
    LatencyCuts m_cuts;
    std::deque<ItemRecord> m_records; ///< in the order of their ends
    std::optional<JobPath> m_lastJob;
    Sequence m_position = 0;
};

} // namespace coroscope
