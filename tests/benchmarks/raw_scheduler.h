// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <utility>
#include <vector>

/// The measuring stick: what somebody would write by hand who needs nothing but speed. A ready ring, a timer heap, a
/// bounded channel and a group to join; first in, first out, as the kernel. No cancellation, no scopes, no trace, no
/// names, no limits, and a coroutine type that can do nothing but run.
namespace coroscope::raw {

/// A first-in-first-out queue in one block of memory.
template <typename T>
class Queue
{
public:
    bool empty() const noexcept { return m_size == 0; }
    std::size_t size() const noexcept { return m_size; }
    void push(T value)
    {
        if (m_size == m_slots.size())
            grow();
        m_slots[(m_front + m_size++) & (m_slots.size() - 1)] = std::move(value);
    }
    T pop()
    {
        T value = std::move(m_slots[m_front]);
        m_front = (m_front + 1) & (m_slots.size() - 1);
        --m_size;
        return value;
    }

private:
    void grow()
    {
        std::vector<T> larger(std::max<std::size_t>(16, m_slots.size() * 2));
        for (std::size_t i = 0; i < m_size; ++i)
            larger[i] = std::move(m_slots[(m_front + i) & (m_slots.size() - 1)]);
        m_slots = std::move(larger);
        m_front = 0;
    }

    std::vector<T> m_slots;
    std::size_t m_front = 0;
    std::size_t m_size = 0;
};

class Scheduler
{
public:
    std::int64_t now() const noexcept { return m_now; }
    void ready(std::coroutine_handle<> handle) { m_ready.push(handle); }
    void at(std::int64_t time, std::coroutine_handle<> handle)
    {
        m_timers.push_back({time, m_order++, handle});
        std::push_heap(m_timers.begin(), m_timers.end());
    }
    /// Until nothing is left to happen.
    void run()
    {
        for (;;) {
            while (!m_ready.empty())
                m_ready.pop().resume();
            if (m_timers.empty())
                return;
            m_now = m_timers.front().time;
            while (!m_timers.empty() && m_timers.front().time == m_now) {
                ready(m_timers.front().handle);
                std::pop_heap(m_timers.begin(), m_timers.end());
                m_timers.pop_back();
            }
        }
    }

    struct Sleep {
        Scheduler &scheduler;
        std::int64_t length;
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> handle) { scheduler.at(scheduler.now() + length, handle); }
        void await_resume() const noexcept { }
    };
    Sleep sleep(std::int64_t length) { return {*this, length}; }

private:
    struct Timer {
        std::int64_t time;
        std::uint64_t order;
        std::coroutine_handle<> handle;
        // The heap has its largest in front: the earliest is to be the largest.
        friend bool operator<(const Timer &a, const Timer &b) noexcept
        {
            return a.time != b.time ? a.time > b.time : a.order > b.order;
        }
    };

    Queue<std::coroutine_handle<>> m_ready;
    std::vector<Timer> m_timers;
    std::uint64_t m_order = 0;
    std::int64_t m_now = 0;
};

/// Counts tasks that have not ended; one may wait for none to be left.
class Group
{
public:
    explicit Group(Scheduler &scheduler) : m_scheduler(scheduler) { }
    void begin() noexcept { ++m_running; }
    void end()
    {
        if (--m_running == 0 && m_waiting)
            m_scheduler.ready(std::exchange(m_waiting, nullptr));
    }
    Scheduler &scheduler() noexcept { return m_scheduler; }

    bool await_ready() const noexcept { return m_running == 0; }
    void await_suspend(std::coroutine_handle<> handle) noexcept { m_waiting = handle; }
    void await_resume() const noexcept { }

private:
    Scheduler &m_scheduler;
    std::size_t m_running = 0;
    std::coroutine_handle<> m_waiting;
};

/// A coroutine whose first argument is its Group: starts with its turn, and frees itself at its end.
struct Job {
    struct promise_type {
        Group &group;

        template <typename... Arguments>
        explicit promise_type(Group &inGroup, Arguments &&...) noexcept : group(inGroup)
        {
            group.begin();
        }
        Job get_return_object() noexcept
        {
            group.scheduler().ready(std::coroutine_handle<promise_type>::from_promise(*this));
            return {};
        }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        std::suspend_never final_suspend() const noexcept { return {}; }
        void return_void() { group.end(); }
        void unhandled_exception() { std::terminate(); }
    };
};

/// Bounded, first in first out, with waiting senders and receivers in line.
template <typename T>
class Channel
{
public:
    Channel(Scheduler &scheduler, std::size_t capacity) : m_scheduler(scheduler), m_capacity(capacity) { }

    struct Send {
        Channel &channel;
        T value;
        std::coroutine_handle<> handle{};

        bool await_ready()
        {
            if (!channel.m_receivers.empty()) {
                Receive &receiver = *channel.m_receivers.pop();
                receiver.value = std::move(value);
                channel.m_scheduler.ready(receiver.handle);
                return true;
            }
            if (channel.m_buffer.size() == channel.m_capacity)
                return false;
            channel.m_buffer.push(std::move(value));
            return true;
        }
        void await_suspend(std::coroutine_handle<> suspended)
        {
            handle = suspended;
            channel.m_senders.push(this);
        }
        void await_resume() const noexcept { }
    };
    struct Receive {
        Channel &channel;
        T value{};
        std::coroutine_handle<> handle{};

        bool await_ready()
        {
            if (channel.m_buffer.empty())
                return false;
            value = channel.m_buffer.pop();
            if (!channel.m_senders.empty()) {
                Send &sender = *channel.m_senders.pop();
                channel.m_buffer.push(std::move(sender.value));
                channel.m_scheduler.ready(sender.handle);
            }
            return true;
        }
        void await_suspend(std::coroutine_handle<> suspended)
        {
            handle = suspended;
            channel.m_receivers.push(this);
        }
        T await_resume() noexcept { return std::move(value); }
    };
    Send send(T value) { return {*this, std::move(value)}; }
    Receive receive() { return {*this}; }

private:
    Scheduler &m_scheduler;
    std::size_t m_capacity;
    Queue<T> m_buffer;
    Queue<Send *> m_senders;
    Queue<Receive *> m_receivers;
};

} // namespace coroscope::raw
