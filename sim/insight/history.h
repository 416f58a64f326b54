// SPDX-License-Identifier: MIT
#pragma once

#include "insight/condition.h"
#include "insight/condition_series.h"
#include "insight/crowd.h"
#include "insight/series.h"
#include "insight/site_times.h"
#include "pattern/topology.h"
#include "trace/reducer.h"

#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace coroscope {

/// What timelines and charts need of a run, by time rather than by event: a lane per place, a curve per channel,
/// samples and marks. Updated as events arrive; the cost of drawing any span depends on its width in pixels, not on the
/// number of events.
class History : public DeltaConsumer
{
public:
    /// The past of a place, whichever tasks took it.
    struct Lane {
        Place place;
        TaskId task = 0; ///< the latest
        Series running;  ///< 1 while running
        Series blocked;  ///< 1 while waiting to send
        Series up;       ///< of a worker: 1 while it is up, and has not hung
        Series restarts; ///< of a long-lived group: how often it was taken over from a task not dismissed
        Series hangs;    ///< of a worker: 1 from when it hangs until it wakes up, or is followed by another
        ConditionSeries condition;
        Series orphaned; ///< 1 while its task works for nobody; empty where that never was
        Circumstances circumstances;
        std::optional<std::size_t> look; ///< that its task has, see lookNumber()
        // No deques: an empty one takes half a kilobyte, and of very many lanes most have none of these.
        std::vector<Time> ends;     ///< when a piece of work ended: separates pieces that follow each other closely
        std::vector<Time> failures; ///< when a task in the place failed or was killed, however soon another took over

        /// For how long its tasks had each look up to @p time; of use is the difference of two of them.
        LookTimes until(Time time) const { return condition.until(time, orphaned); }
    };
    /// The past of all places of a group together.
    struct GroupPast {
        std::vector<const Lane *> lanes; ///< in the order of their indexes
        Crowd looks;
        std::deque<Time> failures;
    };
    /// Something that a timeline marks.
    struct Mark {
        enum class Kind : std::uint8_t { Parameter, Action, Crash, Restart, Stuck };
        Kind kind;
        Time time;
        std::uint32_t parameter = 0; ///< position in the ParameterTable, or in the pattern's actions
        std::int64_t before = 0;     ///< of a parameter
        std::int64_t after = 0;      ///< of a parameter; of an action: its target, a packed Place or -1
    };
    /// The past of a channel.
    struct ChannelCurve {
        Series fill;
        Series capacity; ///< -1: unbounded
        Series full;     ///< 1 while at or above capacity
        Samples sendWaits;
    };

    /// @p initialValues: the parameters' values at the start, by position. @p topology must outlive this.
    History(const Topology &topology, std::vector<std::int64_t> initialValues);

    void consume(const Delta &delta) override;

    /// In the order of group and index.
    const std::map<Place, Lane> &lanes() const noexcept { return m_lanes; }
    /// By their position in the topology; at least all of those.
    const std::vector<GroupPast> &groups() const noexcept { return m_groups; }
    const ChannelCurve &channel(std::uint32_t channel) const { return m_channels.at(channel); }
    std::size_t channelCount() const noexcept { return m_channels.size(); }
    /// The payloads of the events of a kind that Topology::sampled names.
    const Samples &samples(EventKind kind) const { return m_samples.at(kind); }
    const std::map<EventKind, Samples> &samples() const noexcept { return m_samples; }
    /// Created → done, at the time of being done.
    const Samples &latencies() const noexcept { return m_latencies; }
    // How many items so far, and how many currently.
    const Series &created() const noexcept { return m_created; }
    const Series &done() const noexcept { return m_done; }
    const Series &failed() const noexcept { return m_failed; }
    const Series &dropped() const noexcept { return m_dropped; }
    const Series &lost() const noexcept { return m_lost; }
    const Series &inFlight() const noexcept { return m_inFlight; }
    const Series &down() const noexcept { return m_down; }   ///< 1 while the process is dead
    const Series &stuck() const noexcept { return m_stuck; } ///< 1 while no task can go on
    /// Where in the code the tasks' time passed.
    const SiteTimes &siteTimes() const noexcept { return m_siteTimes; }
    const std::deque<Mark> &marks() const noexcept { return m_marks; }
    /// Whether any task has been in this condition so far, forgotten times included.
    bool hasSeen(Condition condition) const noexcept { return (m_seen >> static_cast<unsigned>(condition) & 1u) != 0; }
    bool hasSeenOrphans() const noexcept { return m_hasSeenOrphans; }
    bool hasSeenRestarts() const noexcept { return m_hasSeenRestarts; }

    /// Forgets what is older than @p time, except what is still in force then.
    void forgetBefore(Time time);
    /// Kept up to date: asking is cheap, however many lanes there are.
    std::size_t bytes() const noexcept { return m_bytes; }

private:
    template <typename Value>
    void keep(std::deque<Value> &all, Value value)
    {
        all.push_back(value);
        m_bytes += sizeof(Value);
    }
    template <typename Value>
    void forget(std::deque<Value> &all)
    {
        all.pop_front();
        m_bytes -= sizeof(Value);
    }
    void keep(std::vector<Time> &all, Time time)
    {
        all.push_back(time);
        m_bytes += sizeof(Time);
    }
    void forgetBefore(std::vector<Time> &all, Time time);
    void spawn(const Delta &delta);
    void setUp(Lane &lane, Time time, bool up, bool hangs);
    void applyToChannel(const Delta &delta);
    void applyToItem(const Delta &delta);
    void setState(Lane &lane, const Delta &delta);
    void setCondition(Lane &lane, const Delta &delta);
    /// Tells its group how the task in the lane looks from now on.
    void setLook(Lane &lane, Time time);
    void addLane(Lane &lane);
    void orphan(const LedgerTask &task, Time time);
    /// Of the delta's task, unless another has its place.
    Lane *laneOf(const Delta &delta);

    std::map<Place, Lane> m_lanes;
    std::vector<Lane *> m_lanesOfPlaces; ///< by number of the place
    std::vector<GroupPast> m_groups;
    std::vector<bool> m_longLived; ///< by group
    std::vector<bool> m_isStock;   ///< by channel
    std::vector<ChannelCurve> m_channels;
    std::vector<std::int64_t> m_values;
    std::deque<Mark> m_marks;
    std::map<EventKind, Samples> m_samples;
    Samples m_latencies;
    SiteTimes m_siteTimes;
    Series m_created;
    Series m_done;
    Series m_failed;
    Series m_dropped;
    Series m_lost;
    Series m_inFlight;
    Series m_down;
    Series m_stuck;
    std::uint32_t m_seen = 0; ///< a bit for each condition
    bool m_hasSeenOrphans = false;
    bool m_hasSeenRestarts = false;
    std::size_t m_bytes = 0;
};

} // namespace coroscope
