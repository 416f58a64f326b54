// SPDX-License-Identifier: MIT
#pragma once

#include "text/noun.h"
#include "trace/time.h"

#include <concepts>
#include <string>
#include <string_view>

namespace coroscope {

/// @p value with @p places decimals and a decimal point, whatever the locale.
std::string decimals(double value, int places);
/// "6.7 /s", with as many digits as are meaningful: "0.25 /s", "120 /s".
std::string ratePerSecond(double rate);
/// "1 thread", "2 threads".
std::string counted(std::integral auto count, std::string_view one, std::string_view many)
{
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}
std::string counted(std::integral auto count, const Noun &noun)
{
    return counted(count, noun.one, noun.many);
}
/// "71 %"; @p share is 0 … 1.
std::string percent(double share);
/// @p seconds as a duration, rounded to a tenth of a second; for estimates shown to people.
Duration roundedToTenths(double seconds);

} // namespace coroscope
