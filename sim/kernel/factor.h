// SPDX-License-Identifier: MIT
#pragma once

#include "trace/time.h"

#include <compare>
#include <cstdint>
#include <limits>

namespace coroscope {

/// The factor by which a duration grows from one step to the next: a non-negative decimal with three places. Exact, so
/// that equal runs are equal on every machine.
class Factor
{
public:
    constexpr Factor(int whole = 1) noexcept : m_thousandths(std::int64_t{whole} * one) { } // NOLINT: 2 is a factor
    static constexpr Factor ofThousandths(std::int64_t thousandths) noexcept
    {
        Factor factor;
        factor.m_thousandths = thousandths;
        return factor;
    }

    constexpr std::int64_t thousandths() const noexcept { return m_thousandths; }
    friend constexpr auto operator<=>(Factor, Factor) noexcept = default;

    /// @p duration (not negative) times @p factor, to the nearest nanosecond, halves rounded up; Duration::max() at
    /// most.
    friend constexpr Duration operator*(Duration duration, Factor factor) noexcept
    {
        __extension__ using Wide = __int128;
        const Wide product = (Wide{duration.count()} * factor.m_thousandths + one / 2) / one;
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
        return Duration{product > most ? most : static_cast<std::int64_t>(product)};
    }

private:
    static constexpr std::int64_t one = 1'000;
    std::int64_t m_thousandths;
};

} // namespace coroscope
