// SPDX-License-Identifier: MIT
#include "cli/memory_reserve.h"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>

namespace coroscope {

namespace {

/// More than a run takes between two polls; less if not even that is available. It is never written to, so it is only
/// address space.
constexpr std::size_t wantedSize = 64u << 20;
constexpr std::size_t leastSize = 1u << 20;

std::atomic<void *> reserve = nullptr;
std::atomic<bool> refused = false;
std::stop_source stopped{std::nostopstate};

void memoryRefused()
{
    refused = true;
    stopped.request_stop();
    void *const kept = reserve.exchange(nullptr);
    if (!kept)
        throw std::bad_alloc();
    std::free(kept); // and `new` tries once more
}

} // namespace

MemoryReserve::MemoryReserve()
{
    refused = false;
    for (std::size_t size = wantedSize; size >= leastSize && !reserve.load(); size /= 2)
        reserve = std::malloc(size);
    std::set_new_handler(memoryRefused);
}

MemoryReserve::~MemoryReserve()
{
    std::set_new_handler(nullptr);
    stopped = std::stop_source(std::nostopstate);
    release();
}

void MemoryReserve::stopWhenSpent(std::stop_source work)
{
    std::set_new_handler(nullptr);
    stopped = std::move(work);
    std::set_new_handler(memoryRefused);
}

bool MemoryReserve::spent() const noexcept
{
    return refused;
}

void MemoryReserve::throwIfSpent() const
{
    if (spent())
        throw std::bad_alloc();
}

void MemoryReserve::release() noexcept
{
    std::free(reserve.exchange(nullptr));
}

} // namespace coroscope
