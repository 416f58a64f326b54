// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/time.h"

#include <cstdint>
#include <vector>

namespace coroscope {

/// Something that becomes due at a moment. Stands in at most one TimerHeap, and must leave it before it dies.
class Timer
{
public:
    Timer() = default;
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;

    bool armed() const noexcept { return m_position != notArmed; }
    virtual void due() = 0;

protected:
    ~Timer() = default;

private:
    friend class TimerHeap;
    static constexpr std::uint32_t notArmed = ~std::uint32_t{0};
    std::uint32_t m_position = notArmed;
};

/// Timers in the order in which they become due; equal moments in the order of arming. A heap with four children
/// per node: half as deep as a binary one, and the four stand in one or two cache lines.
class TimerHeap
{
public:
    bool empty() const noexcept { return m_entries.empty(); }
    /// When the first becomes due; `never` if there is none.
    Time first() const noexcept { return m_entries.empty() ? never : m_entries.front().time; }

    /// Arms @p timer, or arms it anew: it then comes after all others of the same moment.
    void arm(Timer &timer, Time time);
    /// Does nothing if it is not armed.
    void disarm(Timer &timer) noexcept;
    /// Disarms and returns the first.
    Timer &takeFirst() noexcept;

private:
    struct Entry {
        Time time;
        std::uint64_t order;
        Timer *timer;

        bool before(const Entry &other) const noexcept
        {
            return time != other.time ? time < other.time : order < other.order;
        }
    };

    void removeAt(std::size_t position) noexcept;
    void siftUp(std::size_t position, Entry entry) noexcept;
    void siftDown(std::size_t position, Entry entry) noexcept;
    void place(std::size_t position, const Entry &entry) noexcept;

    std::vector<Entry> m_entries;
    std::uint64_t m_order = 0;
};

} // namespace coroscope
