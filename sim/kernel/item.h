// SPDX-License-Identifier: MIT
#pragma once

#include "trace/event.h"

#include <cstdint>
#include <source_location>
#include <utility>

namespace coroscope {

class Kernel;
class Task;

/// A thing that is made, passed on and finished, and must not vanish: exactly one place owns it, and it ends exactly
/// once. One that is destroyed unfinished counts as cancelled where its task is being cancelled, and as lost
/// everywhere else.
class Item
{
public:
    /// Why a channel did not keep an item.
    enum class Drop : std::uint8_t {
        Newest = 0, ///< it was refused at the mouth
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

    /// It has reached its end; latency is born to now.
    void done(std::source_location where = std::source_location::current());
    /// It ended in error, and nobody will try again.
    void fail(std::source_location where = std::source_location::current());
    /// A channel refused it or pushed it out, because of what @p sender sent.
    void drop(std::uint32_t channel, Drop why, Task *sender, std::uint16_t line);

private:
    friend class Kernel;
    Item(Kernel &kernel, ItemId id, Time born) noexcept : m_kernel(&kernel), m_id(id), m_born(born) { }
    void abandon();
    void end(EventKind kind, std::uint16_t line);

    Kernel *m_kernel; ///< nullptr: ended or moved from
    ItemId m_id;
    Time m_born;
};

} // namespace coroscope
