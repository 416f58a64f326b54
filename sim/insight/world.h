// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "trace/ledger.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace coroscope {

/// A deadline over what a task does.
struct DeadlineView {
    std::uint32_t scope = 0;
    Time since{};
    Time at{};
    bool struck = false; ///< the time is up, and what it covers has not ended yet

    friend bool operator==(const DeadlineView &, const DeadlineView &) = default;
};

/// A task as the trace shows it. An ended task stays in its place until another takes the place over.
struct TaskView {
    TaskId id = 0;
    TaskId parent = 0;
    Place place;
    std::uint32_t parentIndex = 0; ///< Place::index of `parent`, which may be gone; 0 for the root's own
    TaskState state = TaskState::Ready;
    WaitKind waitKind = WaitKind::None;
    TaskState stateBefore = TaskState::Ready; ///< what `state` was before `since`
    WaitKind waitBefore = WaitKind::None;     ///< likewise
    SiteId site = 0;                          ///< where it is suspended or at work, see Trace::sites(); 0: not known
    std::uint32_t object = 0;                 ///< activity while running or sleeping, channel, or task waited for
    std::uint32_t restarts = 0; ///< how often the place was taken over from one that had not been dismissed
    ItemId item = 0;            ///< in its hands; 0: none
    ItemId result = 0;          ///< what it returned, until that item has ended; 0: none
    Time born{};
    Time since{};                          ///< when `state` (or the reason to wait) began
    Duration length{};                     ///< planned, of the work or sleep under way
    std::optional<std::uint32_t> thread{}; ///< that it holds, or held last
    Time threadSince{};                    ///< when it took that, or gave it back; 0: it went on from another at once
    std::optional<Time> jobSince{};        ///< when it began the latest of its jobs
    std::uint32_t jobParts = 0;            ///< how many parts that one has
    std::optional<Time> cancelledOthers{}; ///< when it last cancelled a scope, or its time was up
    TaskId lastBeforeCancel = 0;           ///< of all tasks, the last that had been spawned then
    std::vector<DeadlineView> deadlines{}; ///< the innermost last
    bool orphaned = false;                 ///< no task waits for it any more; see LedgerTask
    bool failureUnseen = false;            ///< it has failed, and nobody was told
    bool dismissed = false;                ///< a task that takes its place later is not a replacement
    bool up = false;                       ///< of a worker: has come up and takes work
    bool hung = false;                     ///< of a worker: has stopped doing anything, without reporting it
    bool atEnd = false;                    ///< has seen the end of its input
    std::optional<Time> restartAt{};       ///< of a dead one: when it will be replaced

    friend bool operator==(const TaskView &, const TaskView &) = default;
};

/// Whether it has ended for good, as intended: its input is exhausted, or it is the only one of its kind and was
/// stopped. Others that have ended were dismissed, or will be replaced.
bool hasFinished(const TaskView &task, const Topology &topology);

/// A task in line at a channel.
struct InLine {
    TaskId task = 0;
    ItemId item = 0; ///< senders: the item in hand
    Time since{};

    friend bool operator==(const InLine &, const InLine &) = default;
};

/// A channel as the trace shows it. Counts are of the whole run.
struct ChannelView {
    bool open = false;
    bool closed = false;          ///< and it was open before
    std::int64_t capacity = 0;    ///< -1: unbounded
    std::deque<ItemId> items;     ///< oldest first
    std::deque<InLine> senders;   ///< the first in line first
    std::deque<InLine> receivers; ///< likewise
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    std::uint64_t dropped = 0;
    std::uint64_t lost = 0; ///< were lost with it when it was last closed

    bool unbounded() const noexcept { return capacity < 0; }
    bool full() const noexcept { return !unbounded() && static_cast<std::int64_t>(items.size()) >= capacity; }

    friend bool operator==(const ChannelView &, const ChannelView &) = default;
};

/// The virtual threads of an executor as the trace shows them.
struct ThreadsView {
    std::uint32_t count = 0;
    std::vector<TaskId> holders; ///< by thread; 0: free. May be longer than `count`, while surplus ones are in use
    std::deque<TaskId> waiting;  ///< ready tasks without one, the next first

    std::size_t taken() const noexcept;
    /// The thread that a task holds; nothing if it holds none.
    std::optional<std::size_t> threadOf(TaskId task) const noexcept;
    friend bool operator==(const ThreadsView &, const ThreadsView &) = default;
};

/// A lock as the trace shows it.
struct LockView {
    TaskId holder = 0;          ///< 0: free
    std::deque<TaskId> waiting; ///< the next first

    friend bool operator==(const LockView &, const LockView &) = default;
};

/// False for events between two others of the same task and instant, which change nothing visible.
constexpr bool worthSeeing(EventKind kind) noexcept
{
    switch (kind) {
    case EventKind::WorkEnded:
    case EventKind::SleepEnded:
    case EventKind::JoinBlocked:
    case EventKind::JoinEnded:
    case EventKind::CancelRequested:
        return false;
    default:
        return true;
    }
}

/// An event of the recent past that a picture shows as motion.
struct Motion {
    EventKind kind{};
    std::uint32_t object = 0; ///< channel
    TaskId task = 0;
    Place place; ///< of the task
    ItemId item = 0;
    std::int64_t payload = 0;
    Time time{};

    friend bool operator==(const Motion &, const Motion &) = default;
};

/// The whole state of a run at one moment, computed by folding over the trace, event by event. It is a value: key
/// frames are copies of it.
class World
{
public:
    static constexpr std::size_t motionsKept = 64;

    World() = default;

    void apply(const Event &event);
    void apply(std::span<const Event> events)
    {
        for (const Event &event : events)
            apply(event);
    }

    /// What it begins with.
    const Ledger &ledger() const noexcept { return m_ledger; }
    /// Of the last event applied.
    Time time() const noexcept { return m_time; }
    /// All places ever taken, in the order of first taking. Pattern tasks only: the root is not among them.
    const std::vector<TaskView> &tasks() const noexcept { return m_tasks; }
    /// The task with this number, or nullptr if it has been replaced or never was.
    const TaskView *task(TaskId id) const noexcept;
    /// The task in this place, or nullptr.
    const TaskView *taskAt(Place place) const noexcept;
    const std::vector<ChannelView> &channels() const noexcept { return m_channels; }
    const ThreadsView &threads() const noexcept { return m_threads; }
    const std::vector<LockView> &locks() const noexcept { return m_locks; }
    const ItemCounts &items() const noexcept { return m_ledger.items(); }
    /// Newest last.
    const std::deque<Motion> &motions() const noexcept { return m_motions; }
    /// The value a parameter was last set to, if it was.
    std::optional<std::int64_t> lastSet(std::uint32_t parameter) const noexcept;
    /// Whether this action of the pattern's has been taken.
    bool taken(std::size_t action) const noexcept { return action < m_taken.size() && m_taken[action]; }
    /// When the process died, while it is down.
    std::optional<Time> downSince() const noexcept { return m_downSince; }
    /// When it will start anew, as far as that is known.
    std::optional<Time> downUntil() const noexcept { return m_downUntil; }
    std::uint32_t crashes() const noexcept { return m_crashes; }
    /// When it was found that no task can go on, while that holds.
    std::optional<Time> stuckSince() const noexcept { return m_stuckSince; }
    bool deadlocked() const noexcept { return m_deadlocked; }
    /// The cycle of a deadlock: each task waits for the next.
    const std::vector<TaskId> &deadlock() const noexcept { return m_deadlock; }
    /// Tasks alive and in their place, the root not counted: one whose place was taken over while it was still alive
    /// does not count.
    std::uint32_t alive() const noexcept { return m_alive; }

    /// How much there is to copy, in entries; key frames of a heavy world are spaced further apart.
    std::size_t weight() const noexcept;
    /// Roughly the bytes a copy takes.
    std::size_t bytes() const noexcept;

    friend bool operator==(const World &, const World &) = default;

private:
    TaskView *find(TaskId id) noexcept;
    ChannelView &channel(std::uint32_t object);
    void spawn(const Delta &delta);
    void setState(const Delta &delta);
    void setLength(const Event &event);
    /// What @p task returned is @p item from now on; 0: nothing.
    void setResult(TaskView &task, ItemId item);
    void applyToProcess(const Event &event);
    const TaskView *holderOf(const Event &event) const;
    void move(const Event &event, const TaskView *task);
    void applyToChannel(const Event &event);
    void applyToItem(const Event &event);
    void applyToThreads(const Event &event);
    void applyToLock(const Event &event);
    void applyToDeadline(const Event &event);
    void applyToWorker(const Event &event);

    Time m_time{};
    Ledger m_ledger;
    std::vector<TaskView> m_tasks;                       ///< by number of the place
    std::unordered_map<ItemId, std::uint32_t> m_results; ///< whose result an item is: its place; never iterated
    std::vector<ChannelView> m_channels;
    ThreadsView m_threads;
    std::vector<LockView> m_locks;
    std::deque<Motion> m_motions;
    std::vector<std::optional<std::int64_t>> m_lastSet;
    std::vector<bool> m_taken; ///< by action
    std::optional<Time> m_downSince;
    std::optional<Time> m_downUntil;
    Time m_downSleepSince{};
    std::optional<Time> m_stuckSince;
    std::vector<TaskId> m_deadlock;
    std::uint32_t m_crashes = 0;
    std::uint32_t m_alive = 0;
    TaskId m_lastSpawned = 0;
    bool m_deadlocked = false;
};

} // namespace coroscope
