// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope {

/// A group of like tasks, "Producer 1 … n". Its position in Topology::groups is Place::group.
struct TaskGroup {
    std::string_view id;    ///< "producer"
    std::string_view label; ///< "Producer"
    int column;             ///< from the left, 0 first; nodes of one column stand one above the other
    bool longLived;         ///< true: listed one by one (`tasks`); false: summed up (`task_groups`)
};

/// A channel. Its position in Topology::channels is the `object` of its events.
struct ChannelNode {
    std::string_view id;    ///< "channel"
    std::string_view label; ///< "channel"
    int column;
};

/// Where items come to rest, counted: done, failed.
struct Terminal {
    enum class Counts : std::uint8_t { Done, Failed };
    Counts counts;
    std::string_view label;
    int column;
};

/// What stands at either end of a link.
struct NodeRef {
    enum class Kind : std::uint8_t { Group, Channel, Terminal };
    Kind kind;
    std::uint32_t index; ///< position in the list of its kind
};

/// A way that items travel.
struct Link {
    NodeRef from;
    NodeRef to;
};

/// What a task can be busy with or sleep for. Its position in Topology::activities is the `object` of Work… and
/// Sleep… events. "%1" stands for the item's number.
struct Activity {
    std::string_view id;     ///< "work"
    std::string_view phrase; ///< "working on %1"
};

/// Which tasks and channels a pattern has and how items travel between them. The stage can draw any.
struct Topology {
    std::vector<TaskGroup> groups;
    std::vector<ChannelNode> channels;
    std::vector<Terminal> terminals;
    std::vector<Link> links;
    std::vector<Activity> activities;
};

} // namespace coroscope
