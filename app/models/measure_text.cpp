// SPDX-License-Identifier: MIT
#include "models/measure_text.h"

#include "models/text.h"
#include "models/typed_value.h"
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
    return id.ends_with("_share") || id.ends_with("_utilisation") || id == "availability" || id == "within_slo"
        ? Unit::Share
        : Unit::Number;
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
    constexpr std::string_view mean = "_mean"; // which comes first, as in the figures under the stage: "Mean burst"
    const bool isMean = id.ends_with(mean);
    if (isMean)
        id.remove_suffix(mean.size());
    QString name = (isMean ? QStringLiteral("mean_") : QString()) + toQString(id);
    name.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return name;
}

QStringList measureNames(const std::vector<std::string> &ids)
{
    QStringList names;
    for (const std::string &id : ids)
        names.push_back(measureName(id));
    return names;
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

QString measureDistance(std::string_view id, double value)
{
    return unitOf(id) == Unit::Share ? toQString(decimals(value * 100, value < 0.1 ? 1 : 0) + " points")
                                     : measureText(id, value);
}

std::optional<double> typedMeasure(std::string_view id, const QString &typed)
{
    QString text = QString::fromStdString(plainText(typed));
    double unit = 1;
    switch (unitOf(id)) {
    case Unit::Seconds:
        if (const std::optional<Duration> duration = parsedDuration(text.toStdString()))
            return static_cast<double>(duration->count()) / 1e9;
        break;
    case Unit::PerSecond:
        if (text.endsWith(QLatin1String("/s")))
            text.chop(2);
        break;
    case Unit::Share:
        if (text.endsWith(QLatin1Char('%'))) {
            text.chop(1);
            unit = 100;
        }
        break;
    case Unit::Number:
        break;
    }
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number / unit) : std::nullopt;
}

QString measureExample(std::string_view id)
{
    switch (unitOf(id)) {
    case Unit::Seconds:
        return QStringLiteral("a duration, such as 1.5 s or 300 ms");
    case Unit::PerSecond:
        return QStringLiteral("a rate, such as 6.5 /s");
    case Unit::Share:
        return QStringLiteral("a share, such as 95 %");
    case Unit::Number:
        break;
    }
    return QStringLiteral("a number, such as 12 or 0.5");
}

} // namespace coroscope
