// SPDX-License-Identifier: MIT
#pragma once

#include "cli/report_json.h"
#include "insight/item_times.h"
#include "insight/latency_cuts.h"
#include "pattern/topology.h"
#include "trace/reducer.h"

#include <string>

namespace coroscope {

/// What `run --breakdown` adds to the report: where the time of the items went that were done after the warm-up.
class Breakdown
{
public:
    /// Follows @p trace from its start on. Both must outlive it, and it the trace's growth.
    Breakdown(Trace &trace, const Topology &topology, Time warmup);
    Breakdown(const Breakdown &) = delete;
    Breakdown &operator=(const Breakdown &) = delete;

    /// `mean` and `p99`: `latency_s`, and `parts` that add up to it, each with `what` and `time_s`; of p99 also `item`,
    /// the one with that latency. Null where there is none.
    Json json() const;
    /// A table for people; empty without items.
    std::string text() const;

private:
    const Topology &m_topology;
    LatencyCuts m_cuts;
    ItemTimes m_times;
    Reducer m_reducer;
};

} // namespace coroscope
