// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/signal_wait.h"

#include <cstdint>
#include <source_location>
#include <utility>

namespace coroscope {

template <typename T>
class WatchReceiver;

/// One value that changes, for tasks that want to know when (tokio's watch, Kotlin's StateFlow): settings, progress, a
/// state. Only the newest value counts: a slow receiver sees the last of several changes, and never a queue. Setting it
/// always counts as a change, even to an equal value (tokio; a StateFlow compares).
template <typename T>
class Watch
{
    class Changed;
    struct ChangedCall;

public:
    /// @param activity of the waits, position in Topology::activities.
    Watch(Kernel &kernel, std::uint32_t activity, T value)
        : m_kernel(kernel), m_value(std::move(value)), m_activity(activity)
    {
    }
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

    const T &value() const noexcept { return m_value; }
    /// Wakes all tasks that wait for a change (tokio's send_replace: it needs no receivers). If closed, does nothing,
    /// and @p value is discarded.
    void set(T value)
    {
        if (m_closed)
            return;
        m_value = std::move(value);
        changed();
    }
    /// As set(), but @p change, which takes a T &, modifies the value in place (tokio's send_modify). If closed, it is
    /// not called.
    template <typename Change>
    void modify(Change change)
    {
        if (m_closed)
            return;
        change(m_value);
        changed();
    }
    /// It changes no more: waiting tasks are told. A second call does nothing. (In tokio, when the last sender is
    /// dropped.)
    void close()
    {
        m_closed = true;
        answerAll(false);
    }
    bool closed() const noexcept { return m_closed; }

private:
    friend class WatchReceiver<T>;
    void changed()
    {
        ++m_version;
        answerAll(true);
    }
    void answerAll(bool changed)
    {
        while (!m_waiting.empty()) {
            Changed &one = m_waiting.popFront();
            one.tell(changed);
            one.answer();
        }
    }

    Kernel &m_kernel;
    IntrusiveList<Changed> m_waiting;
    T m_value;
    std::uint64_t m_version = 0;
    std::uint32_t m_activity;
    bool m_closed = false;
};

/// A receiver of a watch; has seen the value that was there when it was made. A copy has seen the same. The Watch must
/// outlive it.
template <typename T>
class WatchReceiver
{
public:
    explicit WatchReceiver(Watch<T> &watch) noexcept : m_watch(&watch), m_seen(watch.m_version) { }

    /// To be awaited at once; gives true when the value is not the one seen last, which is then seen; false when it has
    /// not changed and will not: the watch is closed. Several unseen changes count as one. A cancelled wait has seen
    /// nothing.
    [[nodiscard]] typename Watch<T>::ChangedCall changed(std::source_location where = std::source_location::current())
    {
        return {*this, m_watch->m_kernel.siteOf(where)};
    }
    /// Whether changed() would be true at once.
    bool hasChanged() const noexcept { return m_seen != m_watch->m_version; }
    /// The value, without marking it as seen (tokio's borrow).
    const T &value() const noexcept { return m_watch->m_value; }
    /// The value, marking it as seen (tokio's borrow_and_update).
    const T &see() noexcept
    {
        m_seen = m_watch->m_version;
        return m_watch->m_value;
    }

private:
    friend class Watch<T>;
    Watch<T> *m_watch;
    std::uint64_t m_seen;
};

template <typename T>
class Watch<T>::Changed final : public SignalWait<Changed>
{
public:
    Changed(WatchReceiver<T> &receiver, SiteId site) noexcept
        : SignalWait<Changed>(receiver.m_watch->m_kernel, receiver.m_watch->m_waiting, receiver.m_watch->m_activity,
                              site),
          m_receiver(receiver)
    {
    }

    bool attempt() noexcept
    {
        tell(m_receiver.hasChanged());
        return m_changed || m_receiver.m_watch->m_closed;
    }
    bool await_resume()
    {
        this->leave();
        return m_changed;
    }
    void tell(bool changed) noexcept
    {
        m_changed = changed;
        m_receiver.see();
    }

private:
    WatchReceiver<T> &m_receiver;
    bool m_changed = false;
};

template <typename T>
struct Watch<T>::ChangedCall {
    WatchReceiver<T> &receiver;
    SiteId site;
    Changed operator co_await() const noexcept { return Changed(receiver, site); }
};

} // namespace coroscope
