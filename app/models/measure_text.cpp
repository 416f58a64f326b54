// SPDX-License-Identifier: MIT
#include "models/measure_text.h"

#include "models/text.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <cmath>

namespace coroscope {

namespace {

enum class Unit : std::uint8_t { Number, Seconds, PerSecond, Share };

Unit unitOf(std::string_view id)
{
    if (id.ends_with("_per_s"))
        return Unit::PerSecond;
    if (id.ends_with("_s"))
        return Unit::Seconds;
    return id.ends_with("_share") || id.ends_with("_utilisation") || id == "availability" ? Unit::Share : Unit::Number;
}

std::string withThreeDigits(double value)
{
    const double size = std::abs(value);
    return decimals(value, value == std::trunc(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

} // namespace

QString measureName(std::string_view id)
{
    switch (unitOf(id)) {
    case Unit::PerSecond:
        id.remove_suffix(std::string_view("_per_s").size());
        break;
    case Unit::Seconds:
        id.remove_suffix(std::string_view("_s").size());
        break;
    case Unit::Number:
    case Unit::Share:
        break;
    }
    QString name = toQString(id).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return name;
}

QString measureText(std::string_view id, double value)
{
    constexpr double longest = 1e9; // far within what a Duration holds
    switch (unitOf(id)) {
    case Unit::PerSecond:
        return toQString(ratePerSecond(value));
    case Unit::Seconds:
        return toQString(readableDuration(Duration{std::llround(std::min(value, longest) * 1e9)}));
    case Unit::Share:
        return toQString(value != 0 && value < 0.1 ? decimals(value * 100, 1) + " %" : percent(value));
    case Unit::Number:
        break;
    }
    return toQString(withThreeDigits(value));
}

} // namespace coroscope
