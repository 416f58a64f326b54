// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <new>

// Counts what is allocated and not freed, coroutine frames included. Replaces the global operator new: include it in
// one file of a program, and nowhere else.

namespace coroscope::test {

inline long liveAllocations = 0; ///< of one thread

inline void *countedAllocation(std::size_t size)
{
    void *const memory = std::malloc(size == 0 ? 1 : size);
    if (!memory)
        throw std::bad_alloc();
    ++liveAllocations;
    return memory;
}

inline void countedFree(void *memory) noexcept
{
    if (memory)
        --liveAllocations;
    std::free(memory);
}

} // namespace coroscope::test

void *operator new(std::size_t size)
{
    return coroscope::test::countedAllocation(size);
}
void *operator new[](std::size_t size)
{
    return coroscope::test::countedAllocation(size);
}
void operator delete(void *memory) noexcept
{
    coroscope::test::countedFree(memory);
}
void operator delete[](void *memory) noexcept
{
    coroscope::test::countedFree(memory);
}
void operator delete(void *memory, std::size_t) noexcept
{
    coroscope::test::countedFree(memory);
}
void operator delete[](void *memory, std::size_t) noexcept
{
    coroscope::test::countedFree(memory);
}
