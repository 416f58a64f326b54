// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/channel.h"

#include <cstddef>
#include <source_location>
#include <utility>

namespace coroscope {

/// The sending ends of one channel: give each producer a copy, and the channel closes when the last one is destroyed
/// (as tokio's Sender, Trio's clone()). A cancelled or failed producer takes its copy with it, so no receiver waits for
/// an end that never comes. The channel must outlive them.
template <typename T>
class Sender
{
public:
    /// The first one, to be copied.
    explicit Sender(Channel<T> &channel) : m_channel(&channel) { ++m_channel->m_handles; }
    Sender(const Sender &other) : m_channel(other.m_channel)
    {
        if (m_channel)
            ++m_channel->m_handles;
    }
    Sender(Sender &&other) noexcept : m_channel(std::exchange(other.m_channel, nullptr)) { }
    Sender &operator=(Sender other) noexcept
    {
        std::swap(m_channel, other.m_channel);
        return *this;
    }
    ~Sender()
    {
        if (m_channel && --m_channel->m_handles == 0)
            m_channel->close();
    }

    /// As Channel::send.
    [[nodiscard]] auto send(T &&value, std::source_location where = std::source_location::current()) const
    {
        return m_channel->send(std::move(value), where);
    }
    /// As Channel::trySend.
    [[nodiscard]] SendOutcome trySend(T &&value, std::source_location where = std::source_location::current()) const
    {
        return m_channel->trySend(std::move(value), where);
    }

private:
    Channel<T> *m_channel; ///< nullptr: moved from
};

} // namespace coroscope
