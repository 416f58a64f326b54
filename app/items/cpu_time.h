// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include <time.h>

namespace coroscope {

/// Processor time of the calling thread so far: what it cost, whatever else the machine was doing meanwhile.
inline std::chrono::nanoseconds threadTime() noexcept
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace coroscope
