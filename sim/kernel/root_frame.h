// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <new>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) static_cast<void>(size)
#define ASAN_UNPOISON_MEMORY_REGION(address, size) static_cast<void>(size)
#endif

namespace coroscope {

class Task;

/// The memory of a task's root coroutine. It belongs to the task's record and is reused with it: tasks come and go by
/// the thousand, and a heap allocation takes longer than all the rest of spawning one.
class RootFrame
{
public:
    RootFrame() = default;
    ~RootFrame() { release(); }
    RootFrame(const RootFrame &) = delete;
    RootFrame &operator=(const RootFrame &) = delete;

    /// Room for @p size bytes, until the next call; ownerOf() then gives @p owner.
    void *take(std::size_t size, Task &owner)
    {
        const std::size_t whole = ownerBehind(size) + sizeof(Task *);
        if (whole > m_size) [[unlikely]] {
            release();
            m_memory = static_cast<std::byte *>(::operator new(whole));
            m_size = whole;
        }
        ASAN_UNPOISON_MEMORY_REGION(m_memory, m_size);
        *reinterpret_cast<Task **>(m_memory + ownerBehind(size)) = &owner;
        return m_memory;
    }
    /// The task to which take() gave @p frame, of @p size bytes.
    static Task &ownerOf(void *frame, std::size_t size) noexcept
    {
        return **reinterpret_cast<Task **>(static_cast<std::byte *>(frame) + ownerBehind(size));
    }
    /// It must not be accessed until take() gives it out again.
    void giveBack() noexcept { ASAN_POISON_MEMORY_REGION(m_memory, m_size); }

private:
    /// The first offset behind a frame that is aligned for a pointer.
    static constexpr std::size_t ownerBehind(std::size_t size) noexcept
    {
        return (size + alignof(Task *) - 1) / alignof(Task *) * alignof(Task *);
    }

    void release() noexcept
    {
        if (!m_memory)
            return;
        ASAN_UNPOISON_MEMORY_REGION(m_memory, m_size);
        ::operator delete(m_memory);
        m_memory = nullptr;
        m_size = 0;
    }

    std::byte *m_memory = nullptr;
    std::size_t m_size = 0;
};

} // namespace coroscope
