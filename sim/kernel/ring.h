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

    bool empty() const noexcept { return m_size == 0; }
    std::size_t size() const noexcept { return m_size; }
    /// The @p position-th from the front, 0 ≤ position < size().
    T &operator[](std::size_t position) noexcept { return m_slots[(m_front + position) & (m_capacity - 1)]; }
    T &front() noexcept { return m_slots[m_front]; }

    void pushBack(T value)
    {
        if (m_size == m_capacity)
            grow();
        new (&m_slots[(m_front + m_size) & (m_capacity - 1)]) T(std::move(value));
        ++m_size;
    }
    T popFront()
    {
        T &slot = m_slots[m_front];
        T value = std::move(slot);
        slot.~T();
        m_front = (m_front + 1) & (m_capacity - 1);
        --m_size;
        return value;
    }

private:
    [[gnu::cold, gnu::noinline]] void grow() // elsewhere: in line, it takes registers from those who need not grow
    {
        const std::size_t capacity = m_capacity == 0 ? 16 : m_capacity * 2;
        T *const moved = std::allocator<T>{}.allocate(capacity);
        for (std::size_t i = 0; i < m_size; ++i) {
            new (&moved[i]) T(std::move((*this)[i]));
            (*this)[i].~T();
        }
        std::allocator<T>{}.deallocate(m_slots, m_capacity);
        m_slots = moved;
        m_capacity = capacity;
        m_front = 0;
    }

    T *m_slots = nullptr;
    std::size_t m_capacity = 0; ///< zero or a power of two
    std::size_t m_front = 0;
    std::size_t m_size = 0;
};

} // namespace coroscope
