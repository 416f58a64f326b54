// SPDX-License-Identifier: MIT
#include "scene/time_axis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace coroscope {

namespace {

constexpr std::int64_t microsecond = 1'000;
constexpr std::int64_t millisecond = 1'000'000;
constexpr std::int64_t second = 1'000'000'000;

/// The latest moment that an axis gets to, about 285 years.
constexpr double latestSeconds = 9e9;

/// The least round step of at least @p least nanoseconds: 1, 2 or 5 in every decade, and from half a minute on round
/// minutes, hours and days.
std::int64_t roundStep(double least)
{
    if (least <= 20.0 * second) {
        for (std::int64_t decade = 1;; decade *= 10) {
            for (const std::int64_t lead : {1, 2, 5}) {
                if (static_cast<double>(decade * lead) >= least * (1 - 1e-9))
                    return decade * lead;
            }
        }
    }
    static constexpr std::array<std::int64_t, 16> steps = {
        30, 60, 120, 300, 600, 1800, 3600, 7200, 18000, 36000, 86400, 172800, 432000, 864000, 1728000, 4320000};
    const auto step = std::lower_bound(steps.begin(), steps.end(), least / second, [](std::int64_t one, double wanted) {
        return static_cast<double>(one) < wanted;
    });
    return second
        * (step == steps.end() ? steps.back() * std::llround(std::ceil(least / second / steps.back())) : *step);
}

QString padded(std::int64_t number, int digits)
{
    return QStringLiteral("%1").arg(number, digits, 10, QLatin1Char('0'));
}

/// ".50" of a time, @p places digits of what is beyond whole seconds.
QString fraction(std::int64_t ns, int places)
{
    return places > 0 ? QLatin1Char('.') + padded(ns % second, 9).left(places) : QString();
}

/// "9:48", "1:02:03", "9:48.50".
QString clockText(std::int64_t ns, int places)
{
    const std::int64_t whole = ns / second;
    const QString text = whole < 3600 ? QString::number(whole / 60)
                                      : QString::number(whole / 3600) + QLatin1Char(':') + padded(whole / 60 % 60, 2);
    return text + QLatin1Char(':') + padded(whole % 60, 2) + fraction(ns, places);
}

/// How many decimals of a second tell multiples of @p step apart.
int placesOf(std::int64_t step)
{
    int places = 0;
    for (std::int64_t unit = second; step % unit != 0; unit /= 10)
        ++places;
    return places;
}

/// Of times beyond this, seconds alone are hard to read.
constexpr std::int64_t longInSeconds = 120 * second;

QString timeText(std::int64_t ns, int places, bool late)
{
    return late ? clockText(ns, places) : QString::number(ns / second) + fraction(ns, places);
}

} // namespace

QString axisTime(Time time, int places)
{
    const std::int64_t ns = time.time_since_epoch().count();
    return timeText(ns, places, ns > longInSeconds);
}

QString axisTimeWithUnit(Time time, int places)
{
    return axisTime(time, places)
        + (time.time_since_epoch().count() > longInSeconds ? QString() : QStringLiteral(" s"));
}

Time TimeAxis::timeAt(double pixel) const noexcept
{
    const double ns = (from + (pixel - left) / width * span) * second;
    const double before = -static_cast<double>(origin.time_since_epoch().count());
    if (ns <= before)
        return Time{};
    return origin + Duration{std::llround(std::min(ns, latestSeconds * second + before))};
}

double TimeAxis::pixelOf(double seconds) const noexcept
{
    return left + (seconds - inSeconds(origin) - from) / span * width;
}

double TimeAxis::secondsAt(double pixel) const noexcept
{
    return inSeconds(origin) + from + (pixel - left) / width * span;
}

/// Counts seconds from the start as long as that is exact to a hundred-thousandth of a pixel, and else from nearby.
void TimeAxis::settle() noexcept
{
    constexpr double exact = 1e6; // spans
    from = std::clamp(from, -inSeconds(origin), latestSeconds - inSeconds(origin));
    if (std::abs(from) > exact * span) {
        const Duration moved{std::llround(std::floor(from * second))};
        origin += moved;
        from = std::max(0.0, from - inSeconds(moved));
    } else if (origin != Time{} && inSeconds(origin) + from <= exact * span) {
        from += inSeconds(origin);
        origin = {};
    }
}

void TimeAxis::zoom(double factor, double pixel) noexcept
{
    const double share = (pixel - left) / width;
    const double before = span;
    span = std::clamp(span / factor, shortestSpan, longestSpan);
    from += share * (before - span);
    settle();
}

void TimeAxis::pan(double pixels) noexcept
{
    from += pixels / width * span;
    settle();
}

void TimeAxis::begin(Time time) noexcept
{
    origin = std::max(time, Time{});
    from = 0;
    settle();
}

TimeAxis::Ticks TimeAxis::ticksEvery(std::int64_t step) const
{
    Ticks ticks;
    const std::int64_t first = timeAt(left).time_since_epoch().count();
    const std::int64_t last = timeAt(left + width).time_since_epoch().count();
    const bool late = last > longInSeconds;
    const std::int64_t start = (first + step - 1) / step * step;
    if (step < millisecond) {
        const bool isTiny = step < microsecond;
        const std::int64_t whole = isTiny ? microsecond : millisecond;
        const std::int64_t base = first / whole * whole;
        ticks.base = timeText(base, placesOf(whole), late) + (late ? QString() : QStringLiteral(" s"));
        for (std::int64_t at = start; at <= last; at += step) {
            const std::int64_t after = (at - base) / (isTiny ? 1 : microsecond);
            ticks.list.push_back(
                {Time{Duration{at}},
                 QLatin1Char('+') + QString::number(after) + (isTiny ? QStringLiteral(" ns") : QStringLiteral(" µs"))});
        }
        return ticks;
    }
    for (std::int64_t at = start; at <= last; at += step) {
        const QString text = late || step >= 30 * second
            ? clockText(at, placesOf(step))
            : timeText(at, placesOf(step), false) + (step >= second ? QStringLiteral(" s") : QString());
        ticks.list.push_back({Time{Duration{at}}, text});
    }
    return ticks;
}

TimeAxis::Ticks TimeAxis::ticks(double leastDistance, double letterWidth) const
{
    double distance = std::max(leastDistance, 1.0);
    for (int attempt = 0;; ++attempt) {
        const std::int64_t step = roundStep(std::max(1.0, distance / width * span * second));
        Ticks found = ticksEvery(step);
        qsizetype longest = 0;
        for (const Tick &tick : found.list)
            longest = std::max(longest, tick.text.size());
        const double needed = (static_cast<double>(longest) + 2) * letterWidth;
        constexpr int mostAttempts = 4; // each with a step so much longer that its texts are hardly so any more
        if (attempt == mostAttempts || inSeconds(Duration{step}) / span * width >= needed)
            return found;
        distance = needed;
    }
}

} // namespace coroscope
