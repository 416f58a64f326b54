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

/// Of the larger one of two numbers.
constexpr double nearlyTheSame = 0.05;
/// Of what is computed in floating point.
constexpr double rounding = 1e-9;

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

double noiseOf(double first, double second, Unit unit, Duration span)
{
    const double larger = std::max(std::abs(first), std::abs(second));
    const double seconds = std::max(inSeconds(span), 1e-9);
    switch (unit) {
    case Unit::Number:
    case Unit::Seconds:
        break;
    case Unit::PerSecond:
        return std::max(nearlyTheSame * larger, 1 / seconds);
    case Unit::PerMinute:
        return std::max(nearlyTheSame * larger, 60 / seconds);
    case Unit::Share:
        return 0.01;
    }
    return nearlyTheSame * larger;
}

namespace {

/// How much there is of something, and not how good each is, depends on how much there is to do.
bool growsWithTheLoad(Unit unit)
{
    return unit == Unit::PerSecond || unit == Unit::PerMinute || unit == Unit::Number;
}

ComparedRow comparedRow(const Headline &one, const Headline &other, const ComparedBasis &basis)
{
    ComparedRow row{.label = toQString(one.label),
                    .first = toQString(one.value),
                    .second = toQString(other.value),
                    .difference = {},
                    .word = {}};
    if (!one.number || !other.number || one.unit != other.unit)
        return row;
    const double difference = *other.number - *one.number;
    if (row.first == row.second) {
        row.word = wordOf(Verdict::Same);
    } else if (std::abs(difference) <= noiseOf(*one.number, *other.number, one.unit, basis.span) * (1 + rounding)) {
        row.word = QStringLiteral("about the same");
        row.reason = QStringLiteral(
            "They differ by less than 5 %, or of a share by a point, or of a rate by one in its time.");
    } else {
        const bool isJudged = basis.sameLoad || !growsWithTheLoad(one.unit);
        row.difference = differenceText(difference, one.unit);
        if (!isJudged && one.better != Measure::Better::Neither)
            row.reason = QStringLiteral(
                "The two do not have the same to do, so this says nothing about which is better.");
        row.word = wordOf(
            verdictOn({.first = {one.number, {}}, .second = {other.number, {}}, .difference = {difference, {}}},
                      isJudged ? one.better : Measure::Better::Neither));
    }
    return row;
}

} // namespace

std::vector<ComparedRow> comparedRows(std::span<const Headline> first, std::span<const Headline> second,
                                      const ComparedBasis &basis)
{
    const auto withName = [](std::span<const Headline> headlines, const Sentence &label) {
        const auto found = std::find_if(headlines.begin(), headlines.end(),
                                        [&](const Headline &headline) { return headline.label == label; });
        return found == headlines.end() ? nullptr : &*found;
    };
    const QString none = QStringLiteral("–");
    std::vector<ComparedRow> rows;
    for (std::size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
        if (i < first.size()) {
            const Headline *const other = withName(second, first[i].label);
            if (other)
                rows.push_back(comparedRow(first[i], *other, basis));
            else
                rows.push_back({toQString(first[i].label), toQString(first[i].value), none, {}, {}});
        }
        if (i < second.size() && !withName(first, second[i].label))
            rows.push_back({toQString(second[i].label), none, toQString(second[i].value), {}, {}});
    }
    return rows;
}

} // namespace coroscope
