// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <optional>
#include <source_location>
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
    Dropped,  ///< it was refused
};

/// What all channels share: limits, and who writes what into the trace.
class ChannelBase
{
public:
    ChannelBase(const ChannelBase &) = delete;
    ChannelBase &operator=(const ChannelBase &) = delete;

    /// As set, whatever the policy.
    std::int64_t capacity() const noexcept { return m_capacity; }
    WhenFull whenFull() const noexcept { return m_whenFull; }

protected:
    ChannelBase(Kernel &kernel, std::uint32_t id, std::int64_t capacity, WhenFull whenFull)
        : m_kernel(kernel), m_id(id), m_capacity(capacity), m_whenFull(whenFull)
    {
        m_kernel.note(EventKind::ChannelOpened, m_id, 0, notedCapacity());
    }
    ~ChannelBase() = default;

    std::int64_t notedCapacity() const noexcept { return m_whenFull == WhenFull::Unbounded ? -1 : m_capacity; }
    bool roomFor(std::size_t fill) const noexcept
    {
        return m_whenFull == WhenFull::Unbounded || static_cast<std::int64_t>(fill) < m_capacity;
    }
    void noteClosed() { m_kernel.note(EventKind::ChannelClosed, m_id); }
    void noteCapacity() { m_kernel.note(EventKind::CapacityChanged, m_id, 0, notedCapacity()); }
    void note(Task *task, EventKind kind, ItemId item, std::int64_t payload, std::uint16_t line)
    {
        m_kernel.noteFor(task, kind, m_id, item, payload, line);
    }
    /// Makes @p task ready because of the event just written.
    void wake(Task &task) { m_kernel.wakeNow(task); }
    Task *current() const noexcept { return m_kernel.m_current; }
    bool goOn(Task &task) noexcept { return m_kernel.mayGoOnWithoutYielding(task); }
    void yield(Task &task) { m_kernel.wake(task); }
    Time now() const noexcept { return m_kernel.now(); }

    Kernel &m_kernel;
    const std::uint32_t m_id;
    std::int64_t m_capacity;
    WhenFull m_whenFull;
};

/// A bounded channel: first in, first out. Senders and receivers that cannot go on wait in line, and the longest
/// waiting is served first; newcomers cannot barge in (tokio's fairness). Capacity 0 is a rendezvous (Trio). Limits
/// may be turned at any time. @p T is movable; an Item's number and drops appear in the trace.
template <typename T>
class Channel : private ChannelBase
{
    class Sending;
    class Receiving;
    struct SendCall;
    struct ReceiveCall;

public:
    /// @param id position in Topology::channels, in the trace's events.
    Channel(Kernel &kernel, std::uint32_t id, std::int64_t capacity, WhenFull whenFull = WhenFull::Wait)
        : ChannelBase(kernel, id, capacity, whenFull)
    {
    }
    /// Nobody may wait in it any more. What is still buffered is destroyed.
    ~Channel() { noteClosed(); }

    using ChannelBase::capacity;
    using ChannelBase::whenFull;
    /// How many are buffered; may be above the capacity after that was lowered.
    std::size_t size() const noexcept { return m_buffer.size(); }

    /// To be awaited at once; gives a SendOutcome. @p value is moved from when it is accepted or dropped.
    [[nodiscard]] SendCall send(T &&value, std::source_location where = std::source_location::current())
    {
        return {*this, value, lineOf(where)};
    }
    /// To be awaited at once; gives a T. A cancelled receive takes nothing; one that was handed an item keeps it, and
    /// the cancellation strikes the next await.
    [[nodiscard]] ReceiveCall receive(std::source_location where = std::source_location::current())
    {
        return {*this, lineOf(where)};
    }

    /// Raising it admits as many waiting senders as now fit; lowering it below the fill drops nothing.
    void setCapacity(std::int64_t capacity)
    {
        m_capacity = capacity;
        noteCapacity();
        settleSenders();
    }
    /// Acts at once on senders already in line, in their order.
    void setWhenFull(WhenFull whenFull)
    {
        m_whenFull = whenFull;
        noteCapacity();
        settleSenders();
    }

private:
    static ItemId idOf(const T &value) noexcept
    {
        if constexpr (requires { value.id(); })
            return value.id();
        else
            return 0;
    }
    void drop(T value, Item::Drop why, Task *sender, std::uint16_t line)
    {
        if constexpr (requires { value.drop(m_id, why, sender, line); })
            value.drop(m_id, why, sender, line);
    }
    void buffer(T &&value, Task *sender, Duration waited, std::uint16_t line)
    {
        const ItemId item = idOf(value);
        m_buffer.pushBack(std::move(value));
        note(sender, EventKind::Sent, item, waited.count(), line);
    }
    /// Gives @p value to the first receiver in line.
    void handOver(T &&value, Task *sender, Duration waited, std::uint16_t line);
    // Both write what came of it where it is to stay: an optional that is handed on by value is put together from its
    // parts in memory, and to read it back at once stalls the processor for longer than all the rest takes.
    /// Does all a send can do without waiting; leaves @p outcome empty where it has to wait.
    void trySend(T &value, Task *sender, std::uint16_t line, std::optional<SendOutcome> &outcome);
    /// Leaves @p value empty where it has to wait.
    void tryReceive(Task *receiver, std::uint16_t line, std::optional<T> &value);
    void admitSender();
    void settleSenders();

    Ring<T> m_buffer;
    IntrusiveList<Sending> m_senders;
    IntrusiveList<Receiving> m_receivers;
};

template <typename T>
class Channel<T>::Sending final : public Suspension, public ListNode<Sending>
{
public:
    Sending(Channel &channel, T &value, std::uint16_t line)
        : Suspension(channel.m_kernel, line), m_channel(channel), m_value(value)
    {
    }

    bool await_ready()
    {
        enter();
        m_channel.trySend(m_value, m_task, m_line, m_outcome);
        return m_outcome && m_channel.goOn(*m_task);
    }
    void await_suspend(std::coroutine_handle<> handle)
    {
        park(handle);
        if (m_outcome) {
            m_channel.yield(*m_task);
            return;
        }
        m_since = m_channel.now();
        m_channel.note(m_task, EventKind::SendBlocked, idOf(m_value), 0, m_line);
        m_channel.m_senders.pushBack(*this);
    }
    SendOutcome await_resume()
    {
        leave();
        return *m_outcome;
    }
    void abandon() override
    {
        this->unlink();
        m_channel.note(m_task, EventKind::SendAbandoned, idOf(m_value), 0, m_line);
    }

private:
    friend class Channel;
    void settle(SendOutcome outcome)
    {
        m_outcome = outcome;
        m_channel.wake(*m_task);
    }

    Channel &m_channel;
    T &m_value; ///< stays with the caller until it is accepted: a cancelled send loses nothing
    std::optional<SendOutcome> m_outcome;
    Time m_since{};
};

template <typename T>
class Channel<T>::Receiving final : public Suspension, public ListNode<Receiving>
{
public:
    Receiving(Channel &channel, std::uint16_t line) : Suspension(channel.m_kernel, line), m_channel(channel) { }

    bool await_ready()
    {
        enter();
        m_channel.tryReceive(m_task, m_line, m_value);
        return m_value && m_channel.goOn(*m_task);
    }
    void await_suspend(std::coroutine_handle<> handle)
    {
        park(handle);
        if (m_value) {
            m_channel.yield(*m_task);
            return;
        }
        m_since = m_channel.now();
        m_channel.note(m_task, EventKind::ReceiveBlocked, 0, 0, m_line);
        m_channel.m_receivers.pushBack(*this);
    }
    T await_resume()
    {
        leave();
        return std::move(*m_value);
    }
    void abandon() override
    {
        this->unlink();
        m_channel.note(m_task, EventKind::ReceiveAbandoned, 0, 0, m_line);
    }

private:
    friend class Channel;

    Channel &m_channel;
    std::optional<T> m_value;
    Time m_since{};
};

template <typename T>
struct Channel<T>::SendCall {
    Channel &channel;
    T &value;
    std::uint16_t line;
    Sending operator co_await() const { return Sending(channel, value, line); }
};

template <typename T>
struct Channel<T>::ReceiveCall {
    Channel &channel;
    std::uint16_t line;
    Receiving operator co_await() const { return Receiving(channel, line); }
};

template <typename T>
void Channel<T>::handOver(T &&value, Task *sender, Duration waited, std::uint16_t line)
{
    const ItemId item = idOf(value);
    Receiving &receiver = m_receivers.popFront();
    receiver.m_value.emplace(std::move(value));
    note(sender, EventKind::Sent, item, waited.count(), line);
    wake(*receiver.m_task);
    note(receiver.m_task, EventKind::Received, item, (now() - receiver.m_since).count(), receiver.line());
}

template <typename T>
void Channel<T>::trySend(T &value, Task *sender, std::uint16_t line, std::optional<SendOutcome> &outcome)
{
    if (!m_receivers.empty()) {
        handOver(std::move(value), sender, Duration::zero(), line);
        outcome = SendOutcome::Accepted;
        return;
    }
    if (m_senders.empty() && roomFor(m_buffer.size())) {
        buffer(std::move(value), sender, Duration::zero(), line);
        outcome = SendOutcome::Accepted;
        return;
    }
    switch (m_whenFull) {
    case WhenFull::DropOldest:
        if (!m_buffer.empty()) {
            drop(m_buffer.popFront(), Item::Drop::Oldest, sender, line);
            buffer(std::move(value), sender, Duration::zero(), line);
            outcome = SendOutcome::Accepted;
            return;
        }
        [[fallthrough]]; // a rendezvous has nothing older to drop
    case WhenFull::DropNewest:
        drop(std::move(value), Item::Drop::Newest, sender, line);
        outcome = SendOutcome::Dropped;
        return;
    case WhenFull::Wait:
    case WhenFull::Unbounded:
        break;
    }
}

template <typename T>
void Channel<T>::tryReceive(Task *receiver, std::uint16_t line, std::optional<T> &value)
{
    if (!m_buffer.empty()) {
        value.emplace(m_buffer.popFront());
        note(receiver, EventKind::Received, idOf(*value), 0, line);
        while (!m_senders.empty() && roomFor(m_buffer.size()))
            admitSender();
    } else if (!m_senders.empty()) { // a rendezvous
        Sending &sender = m_senders.popFront();
        value.emplace(std::move(sender.m_value));
        wake(*sender.m_task);
        note(sender.m_task, EventKind::Sent, idOf(*value), (now() - sender.m_since).count(), sender.line());
        sender.m_outcome = SendOutcome::Accepted;
        note(receiver, EventKind::Received, idOf(*value), 0, line);
    }
}

template <typename T>
void Channel<T>::admitSender()
{
    Sending &sender = m_senders.popFront();
    sender.settle(SendOutcome::Accepted);
    buffer(std::move(sender.m_value), sender.m_task, now() - sender.m_since, sender.line());
}

template <typename T>
void Channel<T>::settleSenders()
{
    while (!m_senders.empty() && roomFor(m_buffer.size()))
        admitSender();
    if (m_whenFull == WhenFull::Wait)
        return;
    while (!m_senders.empty()) {
        Sending &sender = m_senders.popFront();
        if (m_whenFull == WhenFull::DropOldest && !m_buffer.empty()) {
            sender.settle(SendOutcome::Accepted);
            drop(m_buffer.popFront(), Item::Drop::Oldest, sender.m_task, sender.line());
            buffer(std::move(sender.m_value), sender.m_task, now() - sender.m_since, sender.line());
        } else {
            sender.settle(SendOutcome::Dropped);
            note(sender.m_task, EventKind::SendAbandoned, idOf(sender.m_value), 0, sender.line());
            drop(std::move(sender.m_value), Item::Drop::Newest, sender.m_task, sender.line());
        }
    }
}

} // namespace coroscope
