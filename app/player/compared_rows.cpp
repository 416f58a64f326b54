// SPDX-License-Identifier: MIT
#include "player/compared_rows.h"

#include "models/text.h"
#include "run/comparison.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

QString wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Unknown:
    case Verdict::Unclear: // of several seeds, and here is one
        break;
    case Verdict::Same:
        return QStringLiteral("same");
    case Verdict::Better:
        return QStringLiteral("better");
    case Verdict::Worse:
        return QStringLiteral("worse");
    case Verdict::More:
        return QStringLiteral("more");
    case Verdict::Less:
        return QStringLiteral("less");
    }
    return {};
}

std::string sizeText(double size, Unit unit)
{
    constexpr double longest = 1e9; // far within what a Duration holds
    switch (unit) {
    case Unit::Number:
        break;
    case Unit::Seconds:
        return readableDuration(Duration{std::llround(std::min(size, longest) * 1e9)});
    case Unit::PerSecond:
        return ratePerSecond(size);
    case Unit::PerMinute:
        return decimals(size, size < 10 ? 1 : 0) + " /min";
    case Unit::Share:
        return decimals(size * 100, size < 0.1 ? 1 : 0) + " points";
    }
    return decimals(size, size == std::trunc(size) || size >= 100 ? 0 : size >= 1 ? 1 : 2);
}

} // namespace

QString differenceText(double difference, Unit unit)
{
    return QString(difference < 0 ? QStringLiteral("−") : QStringLiteral("+"))
        + toQString(sizeText(std::abs(difference), unit));
}

std::vector<ComparedRow> comparedRows(std::span<const Headline> first, std::span<const Headline> second)
{
    std::vector<ComparedRow> rows;
    for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i) {
        const Headline &one = first[i];
        const Headline &other = second[i];
        ComparedRow row{.label = toQString(one.label),
                        .first = toQString(one.value),
                        .second = toQString(other.value),
                        .difference = {},
                        .word = {}};
        if (one.label != other.label) {
            row.label += QStringLiteral(" / ") + toQString(other.label);
        } else if (row.first == row.second) {
            if (one.number && other.number)
                row.word = wordOf(Verdict::Same);
        } else if (one.number && other.number && one.unit == other.unit) {
            const double difference = *other.number - *one.number;
            row.difference = differenceText(difference, one.unit);
            row.word = wordOf(verdictOn(
                {.first = {one.number, {}}, .second = {other.number, {}}, .difference = {difference, {}}}, one.better));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace coroscope
