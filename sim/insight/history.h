// SPDX-License-Identifier: MIT
#pragma once

#include "insight/series.h"
#include "insight/world.h"
#include "model/topology.h"
#include "trace/trace.h"

#include <map>
#include <vector>

namespace coroscope {

/// What timelines and charts need of a run, by time rather than by event: a lane per place, a curve per channel,
/// samples and marks. Kept up as events arrive; any span can be asked for at a cost that depends on its width in
/// pixels, not on the number of events.
class History : public EventConsumer
{
public:
    /// A place's past.
    struct Lane {
        Place place;
        Series running; ///< 1 while running, else 0
        Series blocked; ///< 1 while waiting to send (subset of waiting)
        Series state;   ///< TaskState as a number; -1: nobody is in the place
        std::deque<Time> ends; ///< when a piece of work ended (tick marks between back-to-back works)
    };
    /// A mark on the timeline.
    struct Mark {
        enum class Kind : std::uint8_t { Parameter, Crash, Restart, Stuck };
        Kind kind;
        Time time;
        std::uint32_t parameter = 0;
        std::int64_t before = 0; ///< parameter's old value
        std::int64_t after = 0;
    };
    struct ChannelCurve {
        Series fill;
        Series capacity; ///< -1 unbounded
        Series full;     ///< 1 while at or above capacity
        Samples sendWaits;
    };

    /// @p initialValues: the parameters' values at the start, by position (for Mark::before). @p topology outlives this.
    History(const Topology &topology, std::vector<std::int64_t> initialValues);

    void consume(std::span<const Event> events, Sequence first) override;

    /// In the order of (group, index).
    const std::map<Place, Lane> &lanes() const noexcept { return m_lanes; }
    const ChannelCurve &channel(std::uint32_t channel) const { return m_channels.at(channel); }
    std::size_t channelCount() const noexcept { return m_channels.size(); }
    const Samples &latencies() const noexcept { return m_latencies; }
    const Series &created() const noexcept { return m_created; }   ///< cumulative counts
    const Series &done() const noexcept { return m_done; }
    const Series &failed() const noexcept { return m_failed; }
    const Series &dropped() const noexcept { return m_dropped; }
    const Series &lost() const noexcept { return m_lost; }
    const Series &inFlight() const noexcept { return m_inFlight; }
    const Series &down() const noexcept { return m_down; } ///< 1 while the process is dead
    const Series &stuck() const noexcept { return m_stuck; } ///< 1 while nobody can go on
    const std::deque<Mark> &marks() const noexcept { return m_marks; }

    /// Forgets what is older than @p time, except what is still in force then.
    void forgetBefore(Time time);
    Time oldest() const noexcept { return m_oldest; }
    std::size_t bytes() const noexcept;

    // (private part: free to design)
};

/// The last seconds before a moment, in numbers. Everything is a function of the history, so the past reads as
/// the present did.
class Recent
{
public:
    /// Over (to − window, to], cut off at the start of the run and at what is forgotten.
    Recent(const History &history, Time to, Duration window);

    Duration span() const noexcept;
    Time to() const noexcept;
    /// Per second of span(); 0 for an empty span.
    double createdPerSecond() const;
    double donePerSecond() const;
    double droppedPerSecond() const;
    double failedPerSecond() const;
    /// Totals at the end of the span, since the start of the run.
    std::int64_t created() const, done() const, failed() const, dropped() const, lost() const, inFlight() const;
    double inFlightMean() const;
    /// Quantile (nearest rank) over the samples in the span; nullopt without any.
    std::optional<Duration> latency(double p) const;
    std::optional<Duration> sendWait(std::uint32_t channel, double p) const;
    std::size_t latencyCount() const;
    double fillMean(std::uint32_t channel) const;
    std::int64_t fill(std::uint32_t channel) const;
    double fullShare(std::uint32_t channel) const;
    /// Of the tasks in the group: share of their time spent running / blocked in sending. 0 without tasks.
    double runningShare(std::uint32_t group) const;
    double blockedShare(std::uint32_t group) const;
    bool down() const;
    bool stuck() const;
    double fillTrendPerSecond(std::uint32_t channel) const; ///< (fill at end − fill at start) / span

private:
    const History &m_history;
    Time m_from;
    Time m_to;
};

} // namespace coroscope
