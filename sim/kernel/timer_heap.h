// SPDX-License-Identifier: MIT
#pragma once

#include "trace/time.h"

#include <QtGlobal>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coroscope {

/// Something that becomes due at a given time. Is in at most one TimerHeap, and must leave it before it is destroyed.
class Timer
{
public:
    Timer() noexcept { } // not the links: they are written when it is armed
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;

    bool armed() const noexcept { return m_position != notArmed; }
    virtual void due() = 0;

protected:
    ~Timer() = default;

private:
    friend class TimerHeap;
    static constexpr std::uint32_t notArmed = ~std::uint32_t{0};
    static constexpr std::uint32_t behindOther = notArmed - 1;
    std::uint32_t m_position = notArmed; ///< in the heap, of the first of a run
    Timer *m_next;                       ///< while armed; a run is a ring
    Timer *m_previous;
};

/// Timers in the order in which they become due; equal times in the order of arming (SimPy). Timers armed one after
/// another for the same time form a run, and take one place in the heap: many that tick alike cost no more than one.
/// The heap has four children per node: half as deep as a binary one, and the four stand in one or two cache lines.
class TimerHeap
{
public:
    bool empty() const noexcept { return m_size == 0; }
    /// When the first becomes due; `never` if there is none.
    Time first() const noexcept { return m_size == 0 ? never : m_entries[0].time; }

    /// Arms @p timer, which is not armed: it comes after all others of the same time.
    void arm(Timer &timer, Time time)
    {
        Q_ASSERT(!timer.armed());
        if (m_lastRun && m_lastTime == time)
            joinLastRun(timer);
        else
            startRun(timer, time);
    }
    /// arm() for one that may be armed.
    void rearm(Timer &timer, Time time)
    {
        disarm(timer);
        arm(timer, time);
    }
    /// Does nothing if @p timer is not armed.
    void disarm(Timer &timer) noexcept
    {
        if (timer.m_position == Timer::behindOther)
            leaveRun(timer);
        else if (timer.armed())
            removeFirstOfRun(timer);
    }
    /// The first; there is one.
    Timer &peekFirst() const noexcept { return *m_entries[0].timer; }
    /// Disarms and returns the first.
    Timer &takeFirst() noexcept
    {
        Entry &entry = m_entries[0];
        Timer &timer = *entry.timer;
        Timer *const next = timer.m_next;
        timer.m_position = Timer::notArmed;
        if (next == &timer) {
            if (m_lastRun == &timer)
                m_lastRun = nullptr;
            if (--m_size > 0)
                siftDown(0, m_entries[m_size]);
        } else {
            if (m_lastRun == &timer)
                m_lastRun = next;
            next->m_previous = timer.m_previous;
            next->m_previous->m_next = next;
            next->m_position = 0;
            entry.timer = next;
            // In a long run, the timer after next is not in the cache, nor is the object it is part of.
            const char *const afterNext = reinterpret_cast<const char *>(next->m_next);
            for (const std::ptrdiff_t line : {-128, -64, 0, 64, 128})
                __builtin_prefetch(afterNext + line);
        }
        return timer;
    }

private:
    struct Entry {
        Time time;
        std::uint64_t order;
        Timer *timer;

        Entry() = default;
        Entry(Time at, std::uint64_t armedAs, Timer *of) noexcept : time(at), order(armedAs), timer(of) { }
        Entry(const Entry &other) noexcept : time(other.time), order(other.order), timer(other.timer) { }
        // Member by member: wide loads of what was just written in narrow stores stall.
        void operator=(const Entry &other) noexcept
        {
            time = other.time;
            order = other.order;
            timer = other.timer;
        }
        // Without branches, which are unpredictable here.
        bool before(const Entry &other) const noexcept
        {
            return (int(time < other.time) | (int(time == other.time) & int(order < other.order))) != 0;
        }
    };

    void joinLastRun(Timer &timer) noexcept
    {
        timer.m_position = Timer::behindOther;
        timer.m_next = m_lastRun;
        timer.m_previous = m_lastRun->m_previous;
        timer.m_previous->m_next = &timer;
        m_lastRun->m_previous = &timer;
    }
    void leaveRun(Timer &timer) noexcept
    {
        timer.m_previous->m_next = timer.m_next;
        timer.m_next->m_previous = timer.m_previous;
        timer.m_position = Timer::notArmed;
    }
    void startRun(Timer &timer, Time time)
    {
        if (m_size == m_room) [[unlikely]]
            grow();
        timer.m_next = timer.m_previous = &timer;
        m_lastRun = &timer;
        m_lastTime = time;
        siftUp(m_size++, Entry(time, m_order++, &timer));
    }
    void place(std::size_t position, const Entry &entry) noexcept
    {
        m_entries[position] = entry;
        entry.timer->m_position = static_cast<std::uint32_t>(position);
    }
    void siftUp(std::size_t position, const Entry &entry) noexcept
    {
        while (position > 0) {
            const std::size_t parent = (position - 1) / 4;
            if (!entry.before(m_entries[parent]))
                break;
            place(position, m_entries[parent]);
            position = parent;
        }
        place(position, entry);
    }
    void grow();
    void removeFirstOfRun(Timer &timer) noexcept;
    void removeAt(std::size_t position) noexcept;
    void siftDown(std::size_t position, Entry entry) noexcept;

    std::vector<Entry> m_entries; ///< the first m_size of them
    std::size_t m_size = 0;
    std::size_t m_room = 0; ///< m_entries.size(), which takes a division
    std::uint64_t m_order = 0;
    Timer *m_lastRun = nullptr; ///< the first timer of the run that was started last, while it is there
    Time m_lastTime{};
};

} // namespace coroscope
