// SPDX-License-Identifier: MIT
#include "text/duration_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>

namespace coroscope {

namespace {

struct Unit {
    std::string_view name;
    std::string_view printed; ///< for people
    std::int64_t nanoseconds;
};

constexpr std::array<Unit, 6> unitsLargestFirst = {{{"h", "h", 3'600'000'000'000},
                                                    {"m", "min", 60'000'000'000},
                                                    {"s", "s", 1'000'000'000},
                                                    {"ms", "ms", 1'000'000},
                                                    {"us", "µs", 1'000},
                                                    {"ns", "ns", 1}}};

constexpr bool isDigit(char letter) noexcept
{
    return letter >= '0' && letter <= '9';
}

std::string twoDigits(std::int64_t value)
{
    return (value < 10 ? "0" : "") + std::to_string(value);
}

/// @p value in units of @p unit, with three significant digits and no trailing zeros.
std::string threeDigits(std::int64_t value, std::int64_t unit)
{
    const double amount = static_cast<double>(value) / static_cast<double>(unit);
    const int places = amount >= 99.95 ? 0 : amount >= 9.995 ? 1 : 2;
    std::array<char, 32> text{};
    const auto result = std::to_chars(text.data(), text.data() + text.size(), amount, std::chars_format::fixed, places);
    std::string shown(text.data(), result.ptr);
    if (places > 0) {
        shown.erase(shown.find_last_not_of('0') + 1);
        if (shown.back() == '.')
            shown.pop_back();
    }
    return shown;
}

/// `1.5 s`: a number and its unit.
struct Part {
    std::int64_t nanoseconds;
    std::int64_t unit; ///< in nanoseconds
    bool isWhole;      ///< without a fraction
};

std::string_view takeWhile(std::string_view &text, bool (*wanted)(char))
{
    const auto end = std::find_if_not(text.begin(), text.end(), wanted);
    const std::string_view taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(taken.size());
    return taken;
}

/// Takes a part, and blanks before another one, from the front of @p text; nullopt if it does not begin with one.
std::optional<Part> takePart(std::string_view &text)
{
    const auto isBlank = [](char letter) { return letter == ' '; };
    const std::string_view whole = takeWhile(text, isDigit);
    std::string_view fraction;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        fraction = takeWhile(text, isDigit);
        if (fraction.empty())
            return std::nullopt;
    }
    takeWhile(text, isBlank);
    const std::string_view name = takeWhile(text, [](char letter) { return !isDigit(letter) && letter != ' '; });
    const auto unit = std::find_if(unitsLargestFirst.begin(), unitsLargestFirst.end(), [&](const Unit &candidate) {
        return candidate.name == name || candidate.printed == name;
    });
    std::int64_t value = 0;
    if (whole.empty() || unit == unitsLargestFirst.end()
        || std::from_chars(whole.data(), whole.data() + whole.size(), value).ec != std::errc{}
        || __builtin_mul_overflow(value, unit->nanoseconds, &value))
        return std::nullopt;
    // The fraction, digit by digit: each is worth a tenth of the one before, as long as that is whole nanoseconds.
    while (!fraction.empty() && fraction.back() == '0')
        fraction.remove_suffix(1);
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
    for (const char digit : fraction) {
        if (__builtin_mul_overflow(numerator, 10, &numerator) || __builtin_mul_overflow(denominator, 10, &denominator))
            return std::nullopt;
        numerator += digit - '0';
    }
    __extension__ using Wide = __int128;
    const Wide nanoseconds = Wide(numerator) * unit->nanoseconds;
    if (nanoseconds % denominator != 0
        || __builtin_add_overflow(value, static_cast<std::int64_t>(nanoseconds / denominator), &value))
        return std::nullopt;
    if (!text.empty() && isBlank(text.front())) {
        takeWhile(text, isBlank);
        if (text.empty())
            return std::nullopt; // nothing follows
    }
    return Part{value, unit->nanoseconds, fraction.empty()};
}

} // namespace

std::optional<Duration> parsedDuration(std::string_view text)
{
    if (text == "0")
        return Duration::zero();
    std::int64_t sum = 0;
    std::int64_t unit = std::numeric_limits<std::int64_t>::max(); // of the part before
    do {
        const std::optional<Part> part = takePart(text);
        if (!part || part->unit >= unit || (!part->isWhole && !text.empty())
            || __builtin_add_overflow(sum, part->nanoseconds, &sum))
            return std::nullopt;
        unit = part->unit;
    } while (!text.empty());
    return Duration{sum};
}

std::string canonicalDuration(Duration duration)
{
    if (duration == Duration::zero())
        return "0s";
    for (const Unit &unit : unitsLargestFirst) {
        if (duration.count() % unit.nanoseconds == 0)
            return std::to_string(duration.count() / unit.nanoseconds) + std::string(unit.name);
    }
    return {}; // not reached: every duration is whole nanoseconds
}

std::string readableDuration(Duration duration)
{
    const std::int64_t value = duration.count();
    if (value == 0)
        return "0 s";
    // The limits are where three digits would round up to the next unit.
    if (value < 1'000)
        return std::to_string(value) + " ns";
    if (value < 999'500)
        return threeDigits(value, 1'000) + " µs";
    if (value < 999'500'000)
        return threeDigits(value, 1'000'000) + " ms";
    if (value < 59'950'000'000)
        return threeDigits(value, 1'000'000'000) + " s";
    const std::int64_t seconds = value / 1'000'000'000 + (value % 1'000'000'000 >= 500'000'000 ? 1 : 0);
    if (seconds < 3600) {
        return std::to_string(seconds / 60) + " min"
            + (seconds % 60 != 0 ? " " + std::to_string(seconds % 60) + " s" : std::string());
    }
    const std::int64_t minutes = (seconds + 30) / 60;
    return std::to_string(minutes / 60) + " h"
        + (minutes % 60 != 0 ? " " + std::to_string(minutes % 60) + " min" : std::string());
}

std::string readableTime(Time time)
{
    // Cut off, not rounded: a clock does not show a second before it has begun.
    const std::int64_t milliseconds = time.time_since_epoch().count() / 1'000'000;
    const std::int64_t seconds = milliseconds / 1000;
    std::array<char, 8> thousandths{};
    std::snprintf(thousandths.data(), thousandths.size(), "%03d", static_cast<int>(milliseconds % 1000));
    const std::string fraction(thousandths.data());
    if (seconds < 60)
        return std::to_string(seconds) + "." + fraction + " s";
    const std::string rest = twoDigits(seconds % 60) + "." + fraction.substr(0, 1) + " s";
    if (seconds < 3600)
        return std::to_string(seconds / 60) + " min " + rest;
    return std::to_string(seconds / 3600) + " h " + twoDigits(seconds / 60 % 60) + " min " + rest;
}

std::string decimalSeconds(Duration duration)
{
    constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;
    const std::int64_t whole = duration.count() / nanosecondsPerSecond;
    const std::int64_t rest = duration.count() % nanosecondsPerSecond;
    if (rest == 0)
        return std::to_string(whole);
    std::string places = std::to_string(nanosecondsPerSecond + rest).substr(1);
    places.erase(places.find_last_not_of('0') + 1);
    return std::to_string(whole) + "." + places;
}

} // namespace coroscope
