// SPDX-License-Identifier: MIT
#pragma once

#include "trace/event.h"
#include "trace/task_state.h"

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace coroscope {

/// What became of the items. created = done + failed + cancelled + dropped + lost + inFlight(), at every event.
struct ItemCounts {
    std::uint64_t created = 0;
    std::uint64_t done = 0;
    std::uint64_t failed = 0;
    std::uint64_t cancelled = 0;
    std::uint64_t dropped = 0;
    std::uint64_t lost = 0;

    std::uint64_t inFlight() const noexcept { return created - done - failed - cancelled - dropped - lost; }

    friend bool operator==(const ItemCounts &, const ItemCounts &) = default;
};

/// A task that is alive, or was the last in its place.
struct LedgerTask {
    TaskId id = 0;
    Place place;
    std::uint32_t placeNumber = 0; ///< of its place, in the order of first taking
    TaskTransition state{TaskState::Ready};
    Time since{};           ///< when the state began
    bool inPlace = true;    ///< no other task has taken its place
    bool dismissed = false; ///< one that takes its place later is not a replacement
    /// No task waits for it any more: it was abandoned, or the one that spawned it has ended before it.
    bool orphaned = false;

    friend bool operator==(const LedgerTask &, const LedgerTask &) = default;
};

class Ledger;

struct LedgerChannel {
    bool open = false;
    std::int64_t capacity = -1; ///< -1: unbounded
    std::int64_t fill = 0;      ///< how many items it holds

    bool full() const noexcept { return open && capacity >= 0 && fill >= capacity; }

    friend bool operator==(const LedgerChannel &, const LedgerChannel &) = default;
};

/// What an event changed, beyond what it says itself. Valid until the next one.
struct Delta {
    const Event &event;
    const Ledger *ledger = nullptr; ///< whose it is
    /// The event's task, as it is now; nullptr if it was not alive, or has no place: the root.
    const LedgerTask *task = nullptr;
    /// Where that is among the tasks, to keep something by; another task gets it only after this one has ended and, if
    /// its place is empty, been replaced.
    std::uint32_t slot = 0;
    /// How the task was before, and since when; nothing if it is new, or the event says nothing of its state.
    std::optional<TaskTransition> before{};
    Time beforeSince{};
    bool spawned = false;  ///< it is new
    bool replaces = false; ///< and follows another that had not been dismissed
    bool ended = false;    ///< it has ended
    /// Of a new task: the one that lost its place to it, if that is still alive, and where.
    const LedgerTask *displaced = nullptr;
    std::uint32_t displacedSlot = 0;
    /// The task that Event::object names, in events about another one: abandoned, dismissed, silent, to be restarted.
    const LedgerTask *other = nullptr;
    std::uint32_t otherSlot = 0;
    /// Where tasks are that this has made orphans of.
    std::span<const std::uint32_t> orphans{};
    /// The channel whose fill or capacity changed.
    const LedgerChannel *channel = nullptr;
    /// The count that an item's birth or end has raised.
    std::uint64_t ItemCounts::*fate = nullptr;
    const ItemCounts *items = nullptr; ///< with that: all of them, as they are now
};

/// The part of a run that everything computed from its trace begins with: which task is in which place and what it is
/// doing, how full channels are, what became of items. Folded over the events, one by one; a value.
class Ledger
{
public:
    Delta apply(const Event &event);

    /// nullptr if it has been replaced and is not alive, or never was.
    const LedgerTask *task(TaskId id) const noexcept;
    /// The last task in this place, or nullptr.
    const LedgerTask *taskAt(Place place) const noexcept;
    /// The one at a Delta::slot.
    const LedgerTask &at(std::uint32_t slot) const noexcept { return m_tasks[slot]; }
    /// How many places have been taken so far.
    std::size_t placeCount() const noexcept { return m_occupants.size(); }
    const ItemCounts &items() const noexcept { return m_items; }
    /// By their position in the topology; those that have had no event may be missing.
    const std::vector<LedgerChannel> &channels() const noexcept { return m_channels; }
    /// Roughly the bytes that a copy takes.
    std::size_t bytes() const noexcept;

    friend bool operator==(const Ledger &, const Ledger &) = default;

private:
    void spawn(Delta &delta);
    void setState(Delta &delta, TaskTransition transition);
    void applyToChannel(Delta &delta);
    void applyToItem(Delta &delta);
    std::optional<std::uint32_t> slotOf(TaskId id) const noexcept;
    void release(std::uint32_t slot);
    void orphan(std::uint32_t slot);
    /// It has ended: it is nobody's child any more, and its children are nobody's.
    void leaveFamily(std::uint32_t slot);

    static constexpr std::uint32_t none = 0xffffffff;
    /// Of a task alive: the slots of the one that spawned it, of its latest child, and of the children beside it.
    struct Family {
        std::uint32_t parent = none;
        std::uint32_t child = none;
        std::uint32_t older = none;
        std::uint32_t younger = none;

        friend bool operator==(const Family &, const Family &) = default;
    };

    std::vector<LedgerTask> m_tasks;
    std::vector<Family> m_families;       ///< by slot
    std::vector<std::uint32_t> m_orphans; ///< of the last event
    std::vector<std::uint32_t> m_freeSlots;
    std::unordered_map<TaskId, std::uint32_t> m_slots; ///< positions in m_tasks; never iterated
    std::vector<std::uint32_t> m_occupants;            ///< by number of the place: the last task's slot
    std::vector<std::vector<std::uint32_t>> m_places;  ///< group, index → number of the place + 1
    std::vector<LedgerChannel> m_channels;
    ItemCounts m_items;
};

} // namespace coroscope
