// SPDX-License-Identifier: MIT
#pragma once

#include "text/noun.h"
#include "text/sentence.h"
#include "trace/event.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// Something that is on the stage only while a parameter has a value: one way of several to do the same.
struct Alternative {
    std::size_t parameter; ///< by position
    std::int64_t value;
};

/// A group of identical tasks, "Producer 1 … n". Its position in Topology::groups is Place::group.
struct TaskGroup {
    std::string_view id;   ///< "producer"
    Words label;           ///< "Producer"
    int column;            ///< from the left, from 0; nodes of one column are stacked vertically
    bool longLived;        ///< true: reported one by one (`tasks`); false: summed up (`task_groups`)
    bool single = false;   ///< there is only ever one, named by the label alone: "Source"
    bool optional = false; ///< takes no room on the stage while no task is in it
    /// Shown on the stage's cards instead of a long label, "Stage 1"; empty: they show the label.
    Words brief{};
    /// Each is shown beside the task that spawned it, one of the group that a link comes from: who owns what is seen.
    bool besideParent = false;
    std::optional<Alternative> when{};
    Words plural{}; ///< several of them: "Producers"; empty where there is only ever one
};

/// What its tasks are called together: "Producers", or "Source" where there is only ever one.
constexpr Words nameOfSeveral(const TaskGroup &group) noexcept
{
    return group.single ? group.label : group.plural;
}

/// A channel. Its position in Topology::channels is the `object` of its events.
struct ChannelNode {
    std::string_view id; ///< "channel"
    Words label;         ///< "channel"
    int column;
    bool optional = false; ///< takes no room on the stage while it is not open
    /// The position of the parameter that says how many items crash the process if the channel is unbounded; at 0, no
    /// number does.
    std::optional<std::size_t> limit{};
    std::optional<Alternative> when{};
    Noun things{"item", plural("items")}; ///< what it holds
    bool stock = false; ///< it holds what others need, as a bucket does tokens: empty is what holds them up, not full
};

/// Where items end, counted.
struct Terminal {
    enum class Counts : std::uint8_t { Done, Failed, Cancelled, Dropped, Lost };
    Counts counts;
    Words label; ///< "done"
    int column;
    Words note{}; ///< what is said for a moment where an item has come to that end; empty: "43 is lost"
};

/// The virtual threads of an executor, which computing tasks share. A pattern has at most one set of them.
struct ThreadsNode {
    Words label; ///< "threads"
    int column;
};

/// A lock. Its position in Topology::locks is the `object` of its events.
struct LockNode {
    Words label; ///< "shared state"
    int column;
    std::optional<Alternative> when{};
};

/// Where the results of a group's tasks are gathered by the task that has spawned them, one slot for each part of its job.
/// A pattern has at most one.
struct GatherNode {
    Words label; ///< "results"
    int column;
    std::uint32_t group;     ///< whose results
    Alternative asCompleted; ///< while it holds, slots are filled as results come; else each belongs to one task
};

/// The node at either end of a link.
struct NodeRef {
    enum class Kind : std::uint8_t { Group, Channel, Terminal, Threads, Lock, Gather };
    Kind kind;
    std::uint32_t index; ///< position in the list of its kind

    friend constexpr bool operator==(NodeRef, NodeRef) = default;
};

/// A path along which items travel, or tasks are spawned: from the spawning group to the spawned one.
struct Link {
    NodeRef from;
    NodeRef to;
    std::optional<Alternative> when{};
};

/// What a task can be busy with or sleep for. Its position in Topology::activities is the `object` of Work… and
/// Sleep… events. "{item}" stands for the item.
struct Activity {
    std::string_view id; ///< "work"
    Words phrase;        ///< "working on {item}"
};

/// What a task counts, and does something drastic about when there are too many: drawn on its card as a bar that fills,
/// and drains as what it counts gets old. It begins anew after an Escalated event.
struct Meter {
    std::uint32_t group;           ///< whose tasks have it
    std::vector<EventKind> events; ///< what it counts; sampled
    std::size_t limit;             ///< the parameter, by position: how many are borne
    std::size_t period;            ///< the parameter, by position: for how long one counts
    Noun things;                   ///< what they are
};

/// What a piece of advice is about.
struct Culprit {
    std::string_view check; ///< Advice::check; empty: any other
    NodeRef node;
};

/// Neighbouring columns that together show a pattern of their own; named on the stage.
struct District {
    Words label;
    int first; ///< column
    int last;  ///< column
};

/// Which tasks and channels a pattern has and how items travel between them. The stage can draw any.
struct Topology {
    std::vector<TaskGroup> groups;
    std::vector<ChannelNode> channels{};
    std::vector<Terminal> terminals;
    std::vector<Link> links;
    std::vector<Activity> activities;
    std::vector<ThreadsNode> threads{}; ///< none or one
    std::vector<LockNode> locks{};
    std::vector<GatherNode> gathers{}; ///< none or one
    std::vector<Meter> meters{};
    std::vector<District> districts{};
    std::vector<Culprit> culprits{}; ///< the one for any other check last
    /// Kinds of events whose payloads are sampled, so that Recent can be asked for them.
    std::vector<EventKind> sampled{};
};

} // namespace coroscope
