// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <utility>

namespace coroscope {

/// What a channel does with an item for which it has no room.
enum class WhenFull : std::uint8_t {
    Wait,       ///< the sender waits in line
    DropNewest, ///< the item is refused
    DropOldest, ///< the oldest buffered item makes room
    Unbounded,  ///< there is always room
};

/// What came of a send.
enum class SendOutcome : std::uint8_t {
    Accepted, ///< it is in the channel or with a receiver
    Dropped,  ///< the policy discarded it
    Full,     ///< of trySend() only: there is no room now, and the sender keeps it
    Closed,   ///< no receiver will ever take it, and the sender keeps it
};

/// What came of an attempt to receive.
enum class ReceiveOutcome : std::uint8_t {
    Received,
    Empty, ///< nothing is there now
    Ended, ///< nothing is there, and nothing will come
};

/// What all channels share: their limits, and what they write into the trace.
class ChannelBase
{
public:
    ChannelBase(const ChannelBase &) = delete;
    ChannelBase &operator=(const ChannelBase &) = delete;

    /// As set, whatever the policy.
    std::int64_t capacity() const noexcept { return m_capacity; }
    WhenFull whenFull() const noexcept { return m_whenFull; }
    /// Nothing more can be sent; something may be left to receive.
    bool closed() const noexcept { return m_closed; }

protected:
    ChannelBase(Kernel &kernel, std::uint32_t id, std::int64_t capacity, WhenFull whenFull)
        : m_kernel(kernel), m_id(id), m_capacity(notNegative(capacity)), m_whenFull(whenFull)
    {
        m_kernel.note(EventKind::ChannelOpened, m_id, 0, notedCapacity());
    }
    ~ChannelBase() = default;

    static std::int64_t notNegative(std::int64_t capacity)
    {
        if (capacity < 0)
            throw std::invalid_argument("the capacity of a channel cannot be negative");
        return capacity;
    }
    std::int64_t notedCapacity() const noexcept { return m_whenFull == WhenFull::Unbounded ? -1 : m_capacity; }
    bool roomFor(std::size_t fill) const noexcept
    {
        return m_whenFull == WhenFull::Unbounded || static_cast<std::int64_t>(fill) < m_capacity;
    }
    /// @p left: how many stay buffered. False: it was closed before.
    bool shut(std::size_t left)
    {
        if (std::exchange(m_closed, true))
            return false;
        noteClosed(left);
        return true;
    }
    void noteClosed(std::size_t left)
    {
        m_kernel.note(EventKind::ChannelClosed, m_id, 0, static_cast<std::int64_t>(left));
    }
    void noteCapacity() { m_kernel.note(EventKind::CapacityChanged, m_id, 0, notedCapacity()); }
    void note(Task *task, EventKind kind, ItemId item, std::int64_t payload, SiteId site)
    {
        m_kernel.noteFor(task, kind, m_id, item, payload, site);
    }
    /// Makes the task of @p wait ready because of the event just written.
    void wake(Suspension &wait) { m_kernel.wakeNow(wait); }
    Task *current() const noexcept { return m_kernel.m_current; }
    Time now() const noexcept { return m_kernel.now(); }

    Kernel &m_kernel;
    const std::uint32_t m_id;
    std::int64_t m_capacity;
    WhenFull m_whenFull;
    bool m_closed = false;
};

} // namespace coroscope
