// SPDX-License-Identifier: MIT
#pragma once

#include "insight/condition.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace coroscope {

/// What pictures tell apart of a task: its condition, or that it works for nobody. That of one that has ended, or does
/// nothing any more, is its condition in any case.
inline constexpr std::size_t lookCount = 10;
inline constexpr std::size_t orphanLook = 9;

constexpr std::size_t lookNumber(Condition condition, bool orphaned) noexcept
{
    return orphaned && condition < Condition::Hung ? orphanLook : static_cast<std::size_t>(condition);
}

/// For how long tasks had each look, in ns, added up over the tasks.
struct LookTimes {
    std::array<std::int64_t, lookCount> ns{};

    std::int64_t &operator[](std::size_t look) noexcept { return ns[look]; }
    std::int64_t operator[](std::size_t look) const noexcept { return ns[look]; }
    std::int64_t operator[](Condition condition) const noexcept { return ns[static_cast<std::size_t>(condition)]; }

    LookTimes &operator+=(const LookTimes &other) noexcept
    {
        for (std::size_t look = 0; look < lookCount; ++look)
            ns[look] += other.ns[look];
        return *this;
    }
    friend LookTimes operator-(LookTimes one, const LookTimes &other) noexcept
    {
        for (std::size_t look = 0; look < lookCount; ++look)
            one.ns[look] -= other.ns[look];
        return one;
    }
    friend bool operator==(const LookTimes &, const LookTimes &) = default;
};

} // namespace coroscope
