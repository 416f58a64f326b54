// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>

namespace coroscope {

/// The clock of the simulation. It has no now(): each Kernel has a time of its own, which moves only
/// when the kernel is told to run.
struct VirtualClock {
    using rep = std::int64_t;
    using period = std::nano;
    using duration = std::chrono::duration<rep, period>;
    using time_point = std::chrono::time_point<VirtualClock>;
    static constexpr bool is_steady = true;
};

/// A span of virtual time: whole nanoseconds, at most about 292 years.
using Duration = VirtualClock::duration;
/// A point in virtual time. A run starts at Time{}.
using Time = VirtualClock::time_point;

/// Later than any time a run reaches; stands for "never".
inline constexpr Time never = Time::max();

/// @p time + @p span, or `never` where the sum would overflow: a huge timeout never comes early.
constexpr Time later(Time time, Duration span) noexcept
{
    Duration::rep sum = 0;
    return __builtin_add_overflow(time.time_since_epoch().count(), span.count(), &sum) ? never : Time{Duration{sum}};
}

/// Whole and fractional seconds, for output only: no simulated time is ever computed from it.
constexpr double inSeconds(Duration span) noexcept
{
    return static_cast<double>(span.count()) / 1e9;
}

constexpr double inSeconds(Time time) noexcept
{
    return inSeconds(time.time_since_epoch());
}

} // namespace coroscope
