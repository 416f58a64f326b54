// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace coroscope {

/// A first-in-first-out queue in one block of memory that doubles when it is full and never shrinks.
template <typename T>
class Ring
{
public:
    Ring() = default;
    ~Ring()
    {
        while (!empty())
            popFront();
        std::allocator<T>{}.deallocate(m_slots, m_capacity);
    }
    Ring(const Ring &) = delete;
    Ring &operator=(const Ring &) = delete;

    bool empty() const noexcept { return m_begin == m_end; }
    std::size_t size() const noexcept { return m_end - m_begin; }
    /// The @p position-th from the front, 0 ≤ position < size().
    T &operator[](std::size_t position) noexcept { return m_slots[(m_begin + position) & m_mask]; }
    T &front() noexcept { return (*this)[0]; }

    void pushBack(T value)
    {
        if (size() == m_capacity) [[unlikely]]
            grow();
        new (&m_slots[m_end & m_mask]) T(std::move(value));
        ++m_end;
    }
    T popFront()
    {
        T &slot = front();
        T value = std::move(slot);
        slot.~T();
        ++m_begin;
        return value;
    }

private:
    [[gnu::cold, gnu::noinline]] void grow() // out of line: inlined, it takes registers from calls that need not grow
    {
        const std::size_t capacity = m_capacity == 0 ? 16 : m_capacity * 2;
        T *const moved = std::allocator<T>{}.allocate(capacity);
        const std::size_t count = size();
        for (std::size_t i = 0; i < count; ++i) {
            new (&moved[i]) T(std::move((*this)[i]));
            (*this)[i].~T();
        }
        std::allocator<T>{}.deallocate(m_slots, m_capacity);
        m_slots = moved;
        m_capacity = capacity;
        m_mask = capacity - 1;
        m_begin = 0;
        m_end = count;
    }

    T *m_slots = nullptr;
    std::size_t m_capacity = 0; ///< zero or a power of two
    std::size_t m_mask = 0;     ///< of a position, to find its slot
    std::size_t m_begin = 0;    ///< positions only ever go up
    std::size_t m_end = 0;
};

} // namespace coroscope
