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

/// Counts that differ by one are too few to tell apart where that one is more than this of the larger.
constexpr double manyEnough = 0.2;

/// What a verdict says of the two, whichever is the first.
void judge(ComparedRow &row, Verdict verdict)
{
    switch (verdict) {
    case Verdict::Unknown:
    case Verdict::Unclear: // of several seeds, and here is one
        break;
    case Verdict::Same:
        row.word = toQString(words("same"));
        break;
    case Verdict::Better:
    case Verdict::Worse:
        row.better = verdict == Verdict::Better ? QStringLiteral("B") : QStringLiteral("A");
        row.word = toQString(say(words("{run} better"), {{"run", row.better.toStdString()}}));
        break;
    case Verdict::More:
        row.word = toQString(words("more in B"));
        break;
    case Verdict::Less:
        row.word = toQString(words("more in A"));
        break;
    }
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

/// How many there were in the span of a rate.
double countOf(double rate, Unit unit, Duration span)
{
    return rate * inSeconds(span) / (unit == Unit::PerMinute ? 60 : 1);
}

/// The word for two rates that differ by no more than noise.
QString wordForNoise(const Headline &one, const Headline &other, Duration span)
{
    const double larger = std::max(*one.number, *other.number);
    const bool isRate = one.unit == Unit::PerSecond || one.unit == Unit::PerMinute;
    if (!isRate || std::abs(*other.number - *one.number) <= manyEnough * larger)
        return toQString(words("about the same"));
    const auto count = [&](double rate) { return std::llround(countOf(rate, one.unit, span)); };
    return toQString(
        say(words("too few: {first} and {second}"), {{"first", count(*one.number)}, {"second", count(*other.number)}}));
}

/// What stands in place of a number that one of the two has not; nothing where it has one.
Sentence whyNone(const Headline &headline, std::span<const Headline> all)
{
    if (headline.number || toQString(headline.value) != QStringLiteral("–"))
        return {};
    const bool isNoneDone = std::any_of(all.begin(), all.end(), [](const Headline &other) {
        return other.unit == Unit::PerSecond && other.better == Measure::Better::More && other.number == 0.0;
    });
    return isNoneDone ? words("none finished") : words("none");
}

/// A run's numbers.
struct Side {
    std::span<const Headline> all;
    bool isDown = false;
};

ComparedRow comparedRow(const Headline &one, const Headline &other, const Side &first, const Side &second,
                        const ComparedBasis &basis)
{
    ComparedRow row{.label = toQString(one.label), .first = {}, .second = {}, .difference = {}, .word = {}};
    const auto isGone = [](const Headline &headline, const Side &side) { return headline.now && side.isDown; };
    const auto shown = [&](const Headline &headline, const Side &side) {
        if (isGone(headline, side))
            return toQString(words("down"));
        const Sentence none = whyNone(headline, side.all);
        return toQString(none.empty() ? headline.value : none);
    };
    row.first = shown(one, first);
    row.second = shown(other, second);
    if (isGone(one, first) || isGone(other, second)) {
        row.reason = toQString(words("The process is down, so there is nothing to count in it."));
        return row;
    }
    if (one.number.has_value() != other.number.has_value() && one.unit == other.unit && one.unit == Unit::Seconds) {
        const Headline &missing = one.number ? other : one;
        const bool isNoneDone = whyNone(missing, one.number ? second.all : first.all)
            == Sentence(words("none finished"));
        row.reason = toQString(words("There is nothing to measure in one of the two, in this time."));
        if (isNoneDone && basis.sameLoad)
            judge(row, one.number ? Verdict::Worse : Verdict::Better);
        return row;
    }
    if (!one.number || !other.number || one.unit != other.unit)
        return row;
    const double difference = *other.number - *one.number;
    if (row.first == row.second) {
        judge(row, Verdict::Same);
    } else if (std::abs(difference) <= noiseOf(*one.number, *other.number, one.unit, basis.span) * (1 + rounding)) {
        row.word = wordForNoise(one, other, basis.span);
        row.reason = toQString(
            words("They differ by less than 5 %, or of a share by a point, or of a rate by one in its time."));
    } else {
        const bool isJudged = basis.sameLoad || !growsWithTheLoad(one.unit);
        row.difference = differenceText(difference, one.unit);
        if (!isJudged && one.better != Measure::Better::Neither)
            row.reason = toQString(
                words("The two do not have the same to do, so this says nothing about which is better."));
        judge(row,
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
                rows.push_back(
                    comparedRow(first[i], *other, {first, basis.firstIsDown}, {second, basis.secondIsDown}, basis));
            else
                rows.push_back({toQString(first[i].label), toQString(first[i].value), none, {}, {}});
        }
        if (i < second.size() && !withName(first, second[i].label))
            rows.push_back({toQString(second[i].label), none, toQString(second[i].value), {}, {}});
    }
    return rows;
}

} // namespace coroscope
