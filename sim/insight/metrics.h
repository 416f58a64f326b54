// SPDX-License-Identifier: MIT
#pragma once

#include "insight/quantiles.h"
#include "insight/world.h"
#include "model/topology.h"
#include "trace/trace.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace coroscope {

/// The numbers of a run, kept up as events arrive. Counts are of the whole run; rates, shares, means and
/// quantiles are of (warm-up, now], where now is the time of the last event or of advanceTo(). What is
/// undefined (no time passed, no samples) is nullopt.
class Metrics : public EventConsumer
{
public:
    __extension__ using Wide = __int128;

    /// Time spent per state by the tasks of one place, clipped to (warm-up, now].
    struct TaskTimes {
        Duration ready{};
        Duration running{};
        Duration waiting{};   ///< includes blockedSending
        Duration blockedSending{};
        Duration alive() const noexcept { return ready + running + waiting; }
    };
    /// A place named by the topology.
    struct TaskMetrics {
        Place place;
        TaskState state = TaskState::Ready; ///< now
        TaskTimes times;
        std::uint32_t restarts = 0;
    };
    struct GroupMetrics {
        std::uint64_t spawned = 0;
        std::uint64_t done = 0;
        std::uint64_t failed = 0;
        std::uint64_t cancelled = 0; ///< killed ones included
        TaskTimes times;             ///< of all its tasks together
    };
    struct ChannelMetrics {
        bool opened = false;
        std::int64_t capacity = 0; ///< now; -1 unbounded
        std::uint64_t sent = 0, received = 0, dropped = 0;
        std::uint64_t fill = 0, fillMaximum = 0; ///< now; largest after the warm-up
        std::optional<double> fillMean;          ///< weighted by time
        std::optional<double> fullShare;         ///< share of time at or above capacity; 0 while unbounded
        const Quantiles *sendWaits = nullptr;    ///< of all completed sends after the warm-up, zeros included
    };

    /// @param topology must outlive this.
    Metrics(const Topology &topology, Time warmup);

    void consume(std::span<const Event> events, Sequence first) override;
    /// Says that time has come to @p now without an event. Later calls and events may not be earlier.
    void advanceTo(Time now);

    Time now() const noexcept { return m_now; }
    /// now − warm-up, or zero.
    Duration measured() const noexcept;
    const ItemCounts &items() const noexcept { return m_items; }
    /// Items done after the warm-up per second of measured time.
    std::optional<double> throughput() const;
    /// Born → done of the items done after the warm-up.
    const Quantiles &latency() const noexcept { return m_latency; }
    /// Items in flight on average, weighted by time (the L of Little's law).
    std::optional<double> inFlightMean() const;
    std::uint32_t crashes() const noexcept { return m_crashes; }
    std::uint64_t createdAfterWarmup() const noexcept { return m_createdAfterWarmup; }

    /// Places of long-lived groups in order of (group, index).
    std::vector<TaskMetrics> tasks() const;
    const GroupMetrics &group(std::uint32_t group) const;
    ChannelMetrics channel(std::uint32_t channel) const;
    std::size_t channelCount() const noexcept { return m_channels.size(); }

    // (implementation: free to design; keep it O(1) per event, no iteration over unordered containers)
};

} // namespace coroscope
