// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/channel.h"

#include <cstdint>
#include <source_location>
#include <stdexcept>
#include <utility>

namespace coroscope {

template <typename T>
class Oneshot;

/// The answering end of a Oneshot: travels with the request to the task that is to answer it. Destroyed without an
/// answer (its task failed or was cancelled), it tells the other end. It may outlive the Oneshot.
template <typename T>
class OneshotSender
{
public:
    OneshotSender(OneshotSender &&other) noexcept { connect(std::exchange(other.m_oneshot, nullptr)); }
    OneshotSender &operator=(OneshotSender &&other) noexcept
    {
        if (this != &other) {
            hangUp();
            connect(std::exchange(other.m_oneshot, nullptr));
        }
        return *this;
    }
    ~OneshotSender() { hangUp(); }

    /// Once, and without waiting. Accepted; or Closed: the other end is closed or gone, or this one has sent before or
    /// was moved from, and @p value stays where it is (tokio gives it back).
    SendOutcome send(T &&value, std::source_location where = std::source_location::current());
    /// True: an answer could not be received, so there is no point in computing one (tokio's is_closed).
    bool closed() const noexcept;

private:
    friend class Oneshot<T>;
    explicit OneshotSender(Oneshot<T> &oneshot) noexcept { connect(&oneshot); }
    void connect(Oneshot<T> *oneshot) noexcept;
    void hangUp();

    Oneshot<T> *m_oneshot; ///< nullptr: sent, moved from, or the Oneshot is gone
};

/// A channel for one value, once: the answer to a request (tokio's oneshot, asyncio's Future, Kotlin's
/// CompletableDeferred). It lives in the requester's coroutine frame, and allocates nothing before it is answered.
/// @p T is movable; an Item's number appears in the trace.
template <typename T>
class Oneshot
{
public:
    /// @param id position in Topology::channels, in the trace's events: a channel with room for one.
    Oneshot(Kernel &kernel, std::uint32_t id) : m_channel(kernel, id, 1) { }
    ~Oneshot()
    {
        if (m_sender)
            m_sender->m_oneshot = nullptr;
    }
    Oneshot(const Oneshot &) = delete;
    Oneshot &operator=(const Oneshot &) = delete;

    /// The other end, of which there is one: a second call throws std::logic_error.
    [[nodiscard]] OneshotSender<T> sender()
    {
        if (std::exchange(m_asked, true))
            throw std::logic_error("a oneshot has one sender");
        return OneshotSender<T>(*this);
    }
    /// To be awaited at once; gives a std::optional<T>: the value, once; nullopt if the sender is gone without having
    /// sent (tokio's RecvError), or the value was received before. A cancelled receive takes nothing; one that was
    /// handed the value keeps it, and the cancellation strikes the next await.
    [[nodiscard]] auto receive(std::source_location where = std::source_location::current())
    {
        return m_channel.receive(where);
    }
    /// As receive(), without waiting. Empty is not Ended.
    [[nodiscard]] auto tryReceive(std::source_location where = std::source_location::current())
    {
        return m_channel.tryReceive(where);
    }
    /// No answer is accepted from now on; one already sent can be received (tokio's Receiver::close).
    void close() { m_channel.closeReceiving(); }

private:
    friend class OneshotSender<T>;
    Channel<T> m_channel;
    OneshotSender<T> *m_sender = nullptr; ///< nullptr: not yet made, or gone
    bool m_asked = false;
};

template <typename T>
void OneshotSender<T>::connect(Oneshot<T> *oneshot) noexcept
{
    m_oneshot = oneshot;
    if (m_oneshot)
        m_oneshot->m_sender = this;
}

template <typename T>
void OneshotSender<T>::hangUp()
{
    if (Oneshot<T> *const oneshot = std::exchange(m_oneshot, nullptr)) {
        oneshot->m_sender = nullptr;
        oneshot->m_channel.close();
    }
}

template <typename T>
SendOutcome OneshotSender<T>::send(T &&value, std::source_location where)
{
    if (!m_oneshot)
        return SendOutcome::Closed;
    const SendOutcome outcome = m_oneshot->m_channel.trySend(std::move(value), where);
    hangUp();
    return outcome;
}

template <typename T>
bool OneshotSender<T>::closed() const noexcept
{
    return !m_oneshot || m_oneshot->m_channel.closed();
}

} // namespace coroscope
