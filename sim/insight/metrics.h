// SPDX-License-Identifier: MIT
#pragma once

#include "insight/quantiles.h"
#include "pattern/pattern_metrics.h"
#include "pattern/topology.h"
#include "trace/reducer.h"

#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace coroscope {

/// A number over time and its exact time integral, without its past.
class TimeIntegral
{
public:
    __extension__ using Wide = __int128;

    explicit TimeIntegral(Time start) : m_start(start), m_since(start) { }
    /// Sets the value from @p time on; @p time is not before the last one.
    void set(Time time, std::int64_t value) noexcept
    {
        advanceTo(time);
        m_value = value;
    }
    void advanceTo(Time time) noexcept
    {
        if (time <= m_since)
            return;
        m_integral += Wide(m_value) * (time - m_since).count();
        m_since = time;
    }
    std::int64_t value() const noexcept { return m_value; }
    /// Value × ns from the start on, up to the last time given.
    Wide integral() const noexcept { return m_integral; }
    /// Weighted by time; nullopt before any time has passed.
    std::optional<double> mean() const noexcept
    {
        if (m_since <= m_start)
            return std::nullopt;
        return static_cast<double>(m_integral) / static_cast<double>((m_since - m_start).count());
    }

private:
    Time m_start;
    Time m_since; ///< never before the start: earlier values do not count
    Wide m_integral = 0;
    std::int64_t m_value = 0;
};

/// The numbers of a run, updated as events arrive. items(), crashes() and the counts of channels, groups and places are
/// of the whole run; everything else is of (warm-up, now], where now is the time of the last event or of advanceTo();
/// without a warm-up the start itself belongs to it. Of what spans the end of the warm-up, time that accumulates
/// (running, full, in flight) is cut there; a sample (a latency, a wait) counts in full at the time at which it ends.
/// What is undefined (no time has passed, no samples) is nullopt.
class Metrics : public DeltaConsumer
{
public:
    /// How long tasks were in which state, within (warm-up, now].
    struct TaskTimes {
        Duration ready{};
        Duration running{};
        Duration waiting{};        ///< includes blockedSending
        Duration blockedSending{}; ///< waiting for room in a channel
        Duration alive() const noexcept { return ready + running + waiting; }
        TaskTimes &operator+=(const TaskTimes &other) noexcept;
    };
    /// All tasks that took one place of a long-lived group, each until the next one took it over.
    struct TaskMetrics {
        Place place;
        TaskState state = TaskState::Ready; ///< now, of the latest
        TaskTimes times;
        std::uint32_t restarts = 0;    ///< how often the place was taken over from one that had not been dismissed
        std::uint32_t ownFailures = 0; ///< how often its task failed, or fell silent and was considered dead
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
        std::int64_t capacity = 0; ///< now; -1: unbounded
        std::uint64_t sent = 0;
        std::uint64_t received = 0;
        std::uint64_t dropped = 0;
        std::uint64_t fill = 0;        ///< now
        std::uint64_t fillMaximum = 0; ///< within (warm-up, now], what was there at its start included
        std::optional<double> fillMean;
        std::optional<double> fullShare;      ///< of the time; an unbounded channel is never full
        const Quantiles *sendWaits = nullptr; ///< of all completed sends, zeros included
    };

    /// @param topology must outlive this.
    Metrics(const Topology &topology, Time warmup);

    void consume(const Delta &delta) override;
    /// Tells it that time has advanced to @p now without an event. Later calls and events may not be earlier.
    void advanceTo(Time now);

    Time now() const noexcept { return m_now; }
    /// now − warm-up, or zero.
    Duration measured() const noexcept;
    const ItemCounts &items() const noexcept { return m_items; }
    /// Items done per second of measured().
    std::optional<double> throughput() const;
    /// Created → done.
    const Quantiles &latency() const noexcept { return m_latency; }
    /// Items in flight, weighted by time: the L of Little's law.
    std::optional<double> inFlightMean() const { return m_inFlight.mean(); }
    /// Items that were created, and that ended, within (warm-up, now]: not the same ones, so inFlight() of it means
    /// nothing.
    const ItemCounts &measuredItems() const noexcept { return m_measuredItems; }
    std::uint32_t crashes() const noexcept { return m_crashes; }
    std::uint32_t measuredCrashes() const noexcept { return m_measuredCrashes; }

    /// The places of long-lived groups, in the order of group and index.
    std::vector<TaskMetrics> tasks() const;
    /// Of the group at this position of the topology, up to now().
    GroupMetrics group(std::uint32_t group) const;
    ChannelMetrics channel(std::uint32_t channel) const;
    std::size_t channelCount() const noexcept { return m_channels.size(); }

private:
    /// A place of a long-lived group, or all places of another one.
    struct Account {
        Place place;
        TaskTimes times;
        TaskState state = TaskState::Ready;
        std::uint32_t restarts = 0;
        std::uint32_t ownFailures = 0;
        bool hasFailed = false; ///< the latest task in it
    };
    /// A task that is alive.
    struct Alive {
        Account *account;
        TaskTransition state{TaskState::Ready};
        Time since{}; ///< when the state began
    };
    struct Channel {
        explicit Channel(Time warmup) : fill(warmup), full(warmup) { }
        bool opened = false;
        std::int64_t capacity = 0;
        std::uint64_t sent = 0;
        std::uint64_t received = 0;
        std::uint64_t dropped = 0;
        std::uint64_t maximum = 0;
        TimeIntegral fill;
        TimeIntegral full;
        Quantiles sendWaits;
    };

    bool counts(Time time) const noexcept { return isMeasured(time, m_warmup); }
    void applyToChannel(const Delta &delta);
    void applyToItem(const Delta &delta);
    void spawn(const Delta &delta);
    void setState(const Delta &delta);
    TaskTimes timesSince(const Alive &task) const;
    void close(Alive &task);
    void noteFailure(const Alive &task);

    const Topology &m_topology;
    Time m_warmup;
    Time m_now{};
    ItemCounts m_items;
    ItemCounts m_measuredItems;
    Quantiles m_latency;
    TimeIntegral m_inFlight;
    std::map<Place, Account> m_accounts;
    std::vector<GroupMetrics> m_groups; ///< without the times
    std::vector<Alive> m_alive;         ///< by Delta::slot; without an account: nobody
    std::vector<Channel> m_channels;
    std::uint32_t m_crashes = 0;
    std::uint32_t m_measuredCrashes = 0;
};

} // namespace coroscope
