// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/channel_base.h"
#include "kernel/signal_wait.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <source_location>
#include <stdexcept>
#include <utility>

namespace coroscope {

template <typename T>
class BroadcastReceiver;

/// What a receiver of a broadcast gets.
template <typename T>
struct Heard {
    T value;
    std::uint64_t missed = 0; ///< how many before it were pushed out before this receiver got them
};

/// Every value reaches every receiver (tokio's broadcast): each gets a copy. Sending never waits: the last `capacity`
/// values are kept, and a receiver that lags further behind misses the oldest, and is told how many with the next value
/// it hears (in tokio it is an error of its own, before that value). Receivers that must not miss anything need a
/// Channel each.
/// @p T is copyable; so an Item, which is unique, cannot be broadcast.
template <typename T>
class Broadcast
{
    class Receiving;
    struct ReceiveCall;

public:
    /// @param activity of the waits, position in Topology::activities.
    /// @param capacity ≥ 1; 0: std::invalid_argument. Exactly that many are kept (tokio rounds up to a power of two).
    Broadcast(Kernel &kernel, std::uint32_t activity, std::size_t capacity)
        : m_kernel(kernel), m_capacity(capacity), m_activity(activity)
    {
        if (capacity == 0)
            throw std::invalid_argument("a broadcast keeps at least one value");
    }
    Broadcast(const Broadcast &) = delete;
    Broadcast &operator=(const Broadcast &) = delete;

    /// Gives the number of receivers, lagging ones included. 0: there are none, or it is closed, and @p value is
    /// discarded.
    std::size_t send(T value)
    {
        if (m_closed || m_receivers == 0)
            return 0;
        if (m_kept.size() == m_capacity) {
            m_kept.popFront();
            ++m_first;
        }
        m_kept.pushBack(std::move(value));
        // A receiver in line has heard everything before this value.
        while (!m_waiting.empty()) {
            Receiving &one = m_waiting.popFront();
            one.attempt();
            one.answer();
        }
        return m_receivers;
    }
    /// Nothing is sent from now on; what is kept can still be heard. A second call does nothing. (In tokio, when the
    /// last sender is dropped.)
    void close()
    {
        m_closed = true;
        while (!m_waiting.empty())
            m_waiting.popFront().answer();
    }
    bool closed() const noexcept { return m_closed; }
    std::size_t receivers() const noexcept { return m_receivers; }

private:
    friend class BroadcastReceiver<T>;
    std::uint64_t end() const noexcept { return m_first + m_kept.size(); }

    Kernel &m_kernel;
    IntrusiveList<Receiving> m_waiting;
    Ring<T> m_kept;
    std::uint64_t m_first = 0; ///< number of the oldest kept
    std::size_t m_capacity;
    std::size_t m_receivers = 0;
    std::uint32_t m_activity;
    bool m_closed = false;
};

/// A receiver of a broadcast: hears everything sent from its construction on. The Broadcast must outlive it. For one
/// task at a time.
template <typename T>
class BroadcastReceiver
{
public:
    explicit BroadcastReceiver(Broadcast<T> &broadcast) noexcept : m_broadcast(broadcast), m_next(broadcast.end())
    {
        ++m_broadcast.m_receivers;
    }
    ~BroadcastReceiver() { --m_broadcast.m_receivers; }
    BroadcastReceiver(const BroadcastReceiver &) = delete;
    BroadcastReceiver &operator=(const BroadcastReceiver &) = delete;

    /// To be awaited at once; gives a std::optional<Heard<T>>, the oldest value that is still kept and not yet heard;
    /// nullopt is the end, and stays so. A cancelled receive has heard nothing; one that was given a value keeps it,
    /// and the cancellation strikes the next await.
    [[nodiscard]] typename Broadcast<T>::ReceiveCall receive(
        std::source_location where = std::source_location::current())
    {
        return {*this, m_broadcast.m_kernel.siteOf(where)};
    }
    /// The result of tryReceive(): as receive(), without waiting. Empty is not Ended.
    struct Attempt {
        ReceiveOutcome outcome;
        std::optional<Heard<T>> heard; ///< set if and only if Received
    };
    [[nodiscard]] Attempt tryReceive()
    {
        std::optional<Heard<T>> heard;
        if (take(heard))
            return {ReceiveOutcome::Received, std::move(heard)};
        return {m_broadcast.m_closed ? ReceiveOutcome::Ended : ReceiveOutcome::Empty, std::nullopt};
    }

private:
    friend class Broadcast<T>;
    /// False: it has heard everything.
    bool take(std::optional<Heard<T>> &heard)
    {
        if (m_next == m_broadcast.end())
            return false;
        const std::uint64_t number = std::max(m_next, m_broadcast.m_first);
        heard.emplace(Heard<T>{m_broadcast.m_kept[number - m_broadcast.m_first], number - m_next});
        m_next = number + 1;
        return true;
    }

    Broadcast<T> &m_broadcast;
    std::uint64_t m_next; ///< number of the value to be heard next
};

template <typename T>
class Broadcast<T>::Receiving final : public SignalWait<Receiving>
{
public:
    Receiving(BroadcastReceiver<T> &receiver, SiteId site) noexcept
        : SignalWait<Receiving>(receiver.m_broadcast.m_kernel, receiver.m_broadcast.m_waiting,
                                receiver.m_broadcast.m_activity, site),
          m_receiver(receiver)
    {
    }

    bool attempt() { return m_receiver.take(m_heard) || m_receiver.m_broadcast.m_closed; }
    std::optional<Heard<T>> await_resume()
    {
        this->leave();
        return std::move(m_heard);
    }

private:
    BroadcastReceiver<T> &m_receiver;
    std::optional<Heard<T>> m_heard;
};

template <typename T>
struct Broadcast<T>::ReceiveCall {
    BroadcastReceiver<T> &receiver;
    SiteId site;
    Receiving operator co_await() const noexcept { return Receiving(receiver, site); }
};

} // namespace coroscope
