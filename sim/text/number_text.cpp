// SPDX-License-Identifier: MIT
#include "text/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace coroscope {

std::string decimals(double value, int places)
{
    std::array<char, 400> text{};
    const auto result = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, places);
    return std::string(text.data(), result.ptr);
}

std::string ratePerSecond(double rate)
{
    const int places = rate >= 100 ? 0 : rate >= 1 || rate == 0 ? 1 : 2;
    return decimals(rate, places) + " /s";
}

std::string percent(double share)
{
    return decimals(share * 100, 0) + " %";
}

Duration roundedToTenths(double seconds)
{
    constexpr double longest = 1e8; // three years: more is no estimate
    return std::chrono::milliseconds(100 * std::llround(std::min(seconds, longest) * 10));
}

} // namespace coroscope
