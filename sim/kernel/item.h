// SPDX-License-Identifier: MIT
#pragma once

#include "trace/event.h"

#include <cstdint>
#include <source_location>
#include <utility>

namespace coroscope {

class Kernel;
class Task;

/// A thing that is made, passed on and finished, and must not vanish: it has exactly one owner, and ends exactly once.
/// Destroyed unfinished, it counts as cancelled if the current task is being cancelled, and as lost otherwise.
class Item
{
public:
    /// Why a channel did not keep an item.
    enum class Drop : std::uint8_t {
        Newest = 0, ///< it was refused on arrival
        Oldest = 1, ///< it was pushed out by a newer one
    };

    Item(Item &&other) noexcept
        : m_kernel(std::exchange(other.m_kernel, nullptr)), m_id(other.m_id), m_born(other.m_born)
    {
    }
    Item &operator=(Item &&other) noexcept;
    ~Item() { abandon(); }

    ItemId id() const noexcept { return m_id; }
    Time born() const noexcept { return m_born; }

    /// It has been completed; its latency is from born() to now.
    void done(std::source_location where = std::source_location::current());
    /// It has failed, and will not be retried.
    void fail(std::source_location where = std::source_location::current());
    /// A channel refused it or pushed it out, because of what @p sender sent.
    void drop(std::uint32_t channel, Drop why, Task *sender, SiteId site);

private:
    friend class Kernel;
    Item(Kernel &kernel, ItemId id, Time born) noexcept : m_kernel(&kernel), m_id(id), m_born(born) { }
    void abandon();
    void end(EventKind kind, SiteId site);

    Kernel *m_kernel; ///< nullptr: ended or moved from
    ItemId m_id;
    Time m_born;
};

} // namespace coroscope
