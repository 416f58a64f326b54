// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/channel_base.h"

#include <optional>
#include <source_location>
#include <utility>

namespace coroscope {

/// A bounded channel (tokio's mpsc, Trio's memory channel, Go's chan): first in, first out. Senders and receivers that
/// cannot go on wait in line, and the longest waiting is served first; newcomers cannot barge in (as with tokio's mpsc
/// and Go's chan; crossbeam's lets them). Capacity 0 is a rendezvous: a send completes when a receiver has taken the
/// item (Trio, Go; tokio's has no such thing). Capacity and policy may be changed at any time. Several tasks may send
/// and several may receive: each item reaches exactly one receiver.
///
/// A channel is closed from either side, and that is no error but an outcome (tokio; in Trio and Kotlin it is an
/// exception). Closed by the sender, it delivers what is buffered and then the end; closed by the receiver, it refuses
/// new items, and what is buffered can be drained.
/// @p T is movable; an Item's number and drops appear in the trace.
template <typename T>
class Channel : private ChannelBase
{
    template <typename U>
    friend class Sender;
    class Sending;
    class Receiving;
    struct SendCall;
    struct ReceiveCall;

public:
    /// @param id position in Topology::channels; names the channel in trace events. @param capacity ≥ 0; less:
    /// std::invalid_argument.
    Channel(Kernel &kernel, std::uint32_t id, std::int64_t capacity, WhenFull whenFull = WhenFull::Wait)
        : ChannelBase(kernel, id, capacity, whenFull)
    {
    }
    /// No task may be waiting in it. What is still buffered is destroyed.
    ~Channel()
    {
        if (!shut(0) && !m_buffer.empty())
            noteClosed(0);
    }

    using ChannelBase::capacity;
    using ChannelBase::closed;
    using ChannelBase::whenFull;
    /// How many are buffered; may be above the capacity after that was lowered.
    std::size_t size() const noexcept { return m_buffer.size(); }

    /// To be awaited at once; gives a SendOutcome, never Full. @p value is moved from when it is accepted or dropped; a
    /// cancelled send, or one into a closed channel, leaves it where it is (in tokio a cancelled send drops its value).
    [[nodiscard]] SendCall send(T &&value, std::source_location where = std::source_location::current())
    {
        return {*this, value, m_kernel.siteOf(where)};
    }
    /// As send(), without waiting. Full is not Closed; it cannot overtake senders in line.
    [[nodiscard]] SendOutcome trySend(T &&value, std::source_location where = std::source_location::current())
    {
        std::optional<SendOutcome> outcome;
        offer(value, current(), m_kernel.siteOf(where), outcome);
        return outcome.value_or(SendOutcome::Full);
    }
    /// To be awaited at once; gives a std::optional<T>: nullopt is the end, and stays so. A cancelled receive takes
    /// nothing; one that was already handed an item keeps it, and the cancellation strikes the next await (tokio's
    /// channel is as cancel-safe; others lose the item).
    [[nodiscard]] ReceiveCall receive(std::source_location where = std::source_location::current())
    {
        return {*this, m_kernel.siteOf(where)};
    }
    /// The result of tryReceive(): as receive(), without waiting. Empty is not Ended.
    struct Attempt {
        ReceiveOutcome outcome;
        std::optional<T> value; ///< set if and only if Received
    };
    [[nodiscard]] Attempt tryReceive(std::source_location where = std::source_location::current())
    {
        std::optional<T> value;
        take(current(), m_kernel.siteOf(where), value);
        if (value)
            return {ReceiveOutcome::Received, std::move(value)};
        return {ended(current(), m_kernel.siteOf(where)) ? ReceiveOutcome::Ended : ReceiveOutcome::Empty, std::nullopt};
    }

    /// From the sender's side: nothing can be sent from now on. What is buffered can be received, and then comes the
    /// end. Senders in line came before the end and are still admitted, in order (as in Kotlin; in Go they panic).
    /// Closing again changes nothing. With Sender handles, the last to be destroyed closes it.
    void close()
    {
        if (shut(m_buffer.size()))
            endReceivers();
    }
    /// From the receiver's side: nothing is accepted from now on. Senders in line are refused and keep their items;
    /// what is buffered can be drained (as tokio's Receiver::close).
    void closeReceiving()
    {
        shut(m_buffer.size());
        while (!m_senders.empty()) {
            Sending &sender = m_senders.popFront();
            sender.settle(SendOutcome::Closed);
            note(sender.m_task, EventKind::SendRefused, idOf(sender.m_value), 0, sender.site());
        }
        endReceivers();
    }

    /// Raising it admits as many waiting senders as now fit; lowering it below the fill drops nothing. @p capacity ≥ 0;
    /// less: std::invalid_argument.
    void setCapacity(std::int64_t capacity)
    {
        m_capacity = notNegative(capacity);
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
    void drop(T value, Item::Drop why, Task *sender, SiteId site)
    {
        if constexpr (requires { value.drop(m_id, why, sender, site); })
            value.drop(m_id, why, sender, site);
    }
    void buffer(T &&value, Task *sender, Duration waited, SiteId site)
    {
        const ItemId item = idOf(value);
        m_buffer.pushBack(std::move(value));
        note(sender, EventKind::Sent, item, waited.count(), site);
    }
    /// Gives @p value to the first receiver in line.
    void handOver(T &&value, Task *sender, Duration waited, SiteId site);
    // Both write the result in place: an optional returned by value is assembled in memory from its parts, and reading
    // it back at once stalls the processor (store forwarding) for longer than all the rest takes.
    /// Does all a send can do without waiting; leaves @p outcome empty where it has to wait.
    void offer(T &value, Task *sender, SiteId site, std::optional<SendOutcome> &outcome);
    /// Leaves @p value empty where it has to wait.
    void take(Task *receiver, SiteId site, std::optional<T> &value);
    /// Whether @p receiver, which found nothing, will never find anything.
    bool ended(Task *receiver, SiteId site)
    {
        if (m_closed)
            note(receiver, EventKind::ReceiveEnded, 0, 0, site);
        return m_closed;
    }
    void endReceivers();
    void admitSender();
    void settleSenders();

    std::uint32_t m_handles = 0; ///< Sender handles that exist
    Ring<T> m_buffer;
    IntrusiveList<Sending> m_senders;
    IntrusiveList<Receiving> m_receivers;
};

template <typename T>
class Channel<T>::Sending final : public Operation<Sending>, public ListLink<Sending>
{
public:
    Sending(Channel &channel, T &value, SiteId site)
        : Operation<Sending>(channel.m_kernel, site), m_channel(channel), m_value(value)
    {
    }

    bool attempt()
    {
        m_channel.offer(m_value, this->m_task, this->m_site, m_outcome);
        return m_outcome.has_value();
    }
    void beginWait()
    {
        m_since = m_channel.now();
        m_channel.note(this->m_task, EventKind::SendBlocked, idOf(m_value), 0, this->m_site);
        m_channel.m_senders.pushBack(*this);
    }
    SendOutcome await_resume()
    {
        this->leave();
        return *m_outcome;
    }
    void abandon() override
    {
        this->unlink();
        m_channel.note(this->m_task, EventKind::SendAbandoned, idOf(m_value), 0, this->m_site);
    }

private:
    friend class Channel;
    void settle(SendOutcome outcome)
    {
        m_outcome = outcome;
        m_channel.wake(*this);
    }

    Channel &m_channel;
    T &m_value; ///< stays with the caller until it is accepted: a cancelled send loses nothing
    std::optional<SendOutcome> m_outcome;
    Time m_since{};
};

template <typename T>
class Channel<T>::Receiving final : public Operation<Receiving>, public ListLink<Receiving>
{
public:
    Receiving(Channel &channel, SiteId site) : Operation<Receiving>(channel.m_kernel, site), m_channel(channel) { }

    bool attempt()
    {
        m_channel.take(this->m_task, this->m_site, m_value);
        return m_value || m_channel.ended(this->m_task, this->m_site);
    }
    void beginWait()
    {
        m_since = m_channel.now();
        m_channel.note(this->m_task, EventKind::ReceiveBlocked, 0, 0, this->m_site);
        m_channel.m_receivers.pushBack(*this);
    }
    std::optional<T> await_resume()
    {
        this->leave();
        return std::move(m_value);
    }
    void abandon() override
    {
        this->unlink();
        m_channel.note(this->m_task, EventKind::ReceiveAbandoned, 0, 0, this->m_site);
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
    SiteId site;
    Sending operator co_await() const { return Sending(channel, value, site); }
};

template <typename T>
struct Channel<T>::ReceiveCall {
    Channel &channel;
    SiteId site;
    Receiving operator co_await() const { return Receiving(channel, site); }
};

template <typename T>
void Channel<T>::handOver(T &&value, Task *sender, Duration waited, SiteId site)
{
    const ItemId item = idOf(value);
    Receiving &receiver = m_receivers.popFront();
    receiver.m_value.emplace(std::move(value));
    note(sender, EventKind::Sent, item, waited.count(), site);
    wake(receiver);
    note(receiver.m_task, EventKind::Received, item, (now() - receiver.m_since).count(), receiver.site());
}

template <typename T>
void Channel<T>::offer(T &value, Task *sender, SiteId site, std::optional<SendOutcome> &outcome)
{
    if (!m_receivers.empty()) { // so it is open
        handOver(std::move(value), sender, Duration::zero(), site);
        outcome = SendOutcome::Accepted;
        return;
    }
    if (roomFor(m_buffer.size()) && !m_closed) { // so no sender is in line
        buffer(std::move(value), sender, Duration::zero(), site);
        outcome = SendOutcome::Accepted;
        return;
    }
    if (m_closed) {
        note(sender, EventKind::SendRefused, idOf(value), 0, site);
        outcome = SendOutcome::Closed;
        return;
    }
    switch (m_whenFull) {
    case WhenFull::DropOldest:
        if (!m_buffer.empty()) {
            drop(m_buffer.popFront(), Item::Drop::Oldest, sender, site);
            buffer(std::move(value), sender, Duration::zero(), site);
            outcome = SendOutcome::Accepted;
            return;
        }
        [[fallthrough]]; // a rendezvous has nothing older to drop
    case WhenFull::DropNewest:
        drop(std::move(value), Item::Drop::Newest, sender, site);
        outcome = SendOutcome::Dropped;
        return;
    case WhenFull::Wait:
    case WhenFull::Unbounded:
        break;
    }
}

template <typename T>
void Channel<T>::take(Task *receiver, SiteId site, std::optional<T> &value)
{
    if (!m_buffer.empty()) {
        value.emplace(m_buffer.popFront());
        note(receiver, EventKind::Received, idOf(*value), 0, site);
        while (!m_senders.empty() && roomFor(m_buffer.size()))
            admitSender();
    } else if (!m_senders.empty()) { // a rendezvous
        Sending &sender = m_senders.popFront();
        value.emplace(std::move(sender.m_value));
        wake(sender);
        note(sender.m_task, EventKind::Sent, idOf(*value), (now() - sender.m_since).count(), sender.site());
        sender.m_outcome = SendOutcome::Accepted;
        note(receiver, EventKind::Received, idOf(*value), 0, site);
    }
}

template <typename T>
void Channel<T>::endReceivers()
{
    while (!m_receivers.empty()) { // so nothing is buffered, and no sender is in line
        Receiving &receiver = m_receivers.popFront();
        wake(receiver);
        note(receiver.m_task, EventKind::ReceiveEnded, 0, 0, receiver.site());
    }
}

template <typename T>
void Channel<T>::admitSender()
{
    Sending &sender = m_senders.popFront();
    sender.settle(SendOutcome::Accepted);
    buffer(std::move(sender.m_value), sender.m_task, now() - sender.m_since, sender.site());
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
            drop(m_buffer.popFront(), Item::Drop::Oldest, sender.m_task, sender.site());
            buffer(std::move(sender.m_value), sender.m_task, now() - sender.m_since, sender.site());
        } else {
            sender.settle(SendOutcome::Dropped);
            note(sender.m_task, EventKind::SendAbandoned, idOf(sender.m_value), 0, sender.site());
            drop(std::move(sender.m_value), Item::Drop::Newest, sender.m_task, sender.site());
        }
    }
}

} // namespace coroscope
