// SPDX-License-Identifier: MIT
#pragma once

#include "insight/metrics.h"
#include "trace/event.h"

#include <optional>

namespace coroscope {

/// How well an executor's threads are used, for a pattern's PatternMetrics; counts as Metrics does, see there.
class ThreadTimes
{
public:
    explicit ThreadTimes(Time warmup) : m_taken(warmup), m_threads(warmup) { }

    void apply(const Event &event);
    void advanceTo(Time now);

    /// Share of threads × time that was taken by a task; nullopt if there were none. A surplus thread that is still
    /// taken counts on both sides.
    std::optional<double> utilisation() const;

private:
    TimeIntegral m_taken;
    TimeIntegral m_threads;
    std::int64_t m_count = 0;
};

} // namespace coroscope
