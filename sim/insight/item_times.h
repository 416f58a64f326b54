// SPDX-License-Identifier: MIT
#pragma once

#include "insight/task_timelines.h"
#include "trace/reducer.h"
#include "trace/trace.h"

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace coroscope {

/// What an item has spent its life on.
struct ItemRecord {
    ItemId item = 0;
    Time born{};
    Time ended{};                   ///< of one that is alive: now
    std::optional<EventKind> end{}; ///< how; nothing: it is alive
    /// One after the other, without a gap from birth to end: their lengths add up to the latency, to the nanosecond.
    std::vector<TimePart> parts{};

    Duration latency() const noexcept { return ended - born; }
    friend bool operator==(const ItemRecord &, const ItemRecord &) = default;
};

/// Follows each item from birth to end. An item is where its holder is: at work, in line, in blocked hands; or in a
/// channel; or nobody has it. While its holder waits for tasks that it has started, it is what they do that takes the
/// item's time: of those, the one that was waited for.
class ItemTimes final : public DeltaConsumer
{
public:
    /// @p whenEnded gets each item's record at its end. @p topology must outlive this.
    ItemTimes(const Topology &topology, std::function<void(const ItemRecord &)> whenEnded);
    ItemTimes(const ItemTimes &) = delete;
    ItemTimes &operator=(const ItemTimes &) = delete;

    void consume(const Delta &delta) override;
    /// Of an item that is alive at @p now, up to now; nothing if it is not.
    std::optional<ItemRecord> soFar(ItemId item, Time now) const;

private:
    struct Track {
        Time born{};
        TaskId holder = 0;  ///< 0: none
        ItemPhase phase{};  ///< without a holder
        Time since{};       ///< when that began
        bool again = false; ///< a task that worked on it has failed
        std::vector<TimePart> parts{};
    };
    void settle(Track &track, Time now) const;
    void failed(ItemId item, Time now);
    void take(ItemId item, Track &track, TaskId task, Time now);
    void leave(ItemId item, Track &track, const ItemPhase &phase, Time now);
    void finish(const Event &event);
    void taskEnded(const Delta &delta);

    TaskTimelines m_timelines;
    std::function<void(const ItemRecord &)> m_whenEnded;
    std::unordered_map<ItemId, Track> m_items;              ///< alive; never iterated
    std::unordered_map<TaskId, std::vector<ItemId>> m_held; ///< in hands; never iterated
    std::unordered_map<TaskId, ItemId> m_helpers;           ///< tasks that work on what another holds; never iterated
};

/// Where the time of one item of a run went; nothing if there is no such item in the trace, which has to be kept from
/// its start. A function of its arguments. @p now: how far the run has come.
std::optional<ItemRecord> whereTimeWent(const Trace &trace, const Topology &topology, ItemId item, Time now);

} // namespace coroscope
