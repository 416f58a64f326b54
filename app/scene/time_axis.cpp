// SPDX-License-Identifier: MIT
#include "scene/time_axis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace coroscope {

namespace {

/// The least round step of at least @p least seconds: 1, 2 or 5 in every decade, and from half a minute on round minutes,
/// hours and days.
double roundStep(double least)
{
    if (least <= 20) {
        const double decade = std::pow(10.0, std::floor(std::log10(least)));
        for (const double lead : {1.0, 2.0, 5.0}) {
            if (decade * lead >= least * (1 - 1e-9))
                return decade * lead;
        }
        return decade * 10;
    }
    static constexpr std::array<double, 16> steps = {30,    60,    120,   300,    600,    1800,   3600,    7200,
                                                     18000, 36000, 86400, 172800, 432000, 864000, 1728000, 4320000};
    const auto step = std::lower_bound(steps.begin(), steps.end(), least);
    return step == steps.end() ? steps.back() * std::ceil(least / steps.back()) : *step;
}

/// "9:48", "1:02:03", "9:48.50".
QString clockText(double seconds, int places)
{
    const auto whole = static_cast<std::int64_t>(seconds + 1e-9);
    const auto two = [](std::int64_t number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    QString text = whole < 3600 ? QString::number(whole / 60)
                                : QString::number(whole / 3600) + QLatin1Char(':') + two(whole / 60 % 60);
    text += QLatin1Char(':') + two(whole % 60);
    if (places > 0) // "0.50" without its first digit
        text += QString::number(std::max(0.0, seconds - static_cast<double>(whole)), 'f', places).mid(1);
    return text;
}

/// @p late: the axis is so far from the start that seconds alone are hard to read.
QString tickText(double seconds, double step, bool late)
{
    const int places = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
    if (late || step >= 30)
        return clockText(seconds, places);
    return QString::number(seconds, 'f', std::max(places, step < 1 ? 1 : 0))
        + (step >= 1 ? QStringLiteral(" s") : QString());
}

} // namespace

Time TimeAxis::timeAt(double pixel) const noexcept
{
    const double seconds = std::clamp(secondsAt(pixel), 0.0, 9e9);
    return Time{Duration{std::llround(seconds * 1e9)}};
}

void TimeAxis::zoom(double factor, double pixel) noexcept
{
    const double fixed = secondsAt(pixel);
    span = std::clamp(span / factor, shortestSpan, longestSpan);
    from = std::max(0.0, fixed - (pixel - left) / width * span);
}

void TimeAxis::pan(double pixels) noexcept
{
    from = std::max(0.0, from + pixels / width * span);
}

std::vector<TimeAxis::Tick> TimeAxis::ticks(double leastDistance) const
{
    std::vector<Tick> list;
    const double step = roundStep(std::max(leastDistance, 1.0) / width * span);
    // Counted, not added up: a tenth added ten times is not one.
    constexpr double longInSeconds = 120;
    const bool late = from + span > longInSeconds;
    const auto first = static_cast<std::int64_t>(std::ceil(from / step - 1e-9));
    for (std::int64_t i = first; static_cast<double>(i) * step <= from + span; ++i)
        list.push_back({static_cast<double>(i) * step, tickText(static_cast<double>(i) * step, step, late)});
    return list;
}

} // namespace coroscope
