// SPDX-License-Identifier: MIT
#include "insight/headlines.h"

#include "insight/recent.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <optional>
#include <utility>

namespace coroscope {

namespace {

Headline headline(Words label, Sentence value, Sentence note, std::optional<double> number, Unit unit,
                  Measure::Better better)
{
    return {.label = label,
            .value = number ? std::move(value) : Sentence("–"),
            .note = std::move(note),
            .number = number,
            .unit = unit,
            .better = better};
}

} // namespace

Headline rateHeadline(Words label, double perSecond, Sentence note, Measure::Better better)
{
    return headline(label, ratePerSecond(perSecond), std::move(note), perSecond, Unit::PerSecond, better);
}

Headline shareHeadline(Words label, std::optional<double> share, Sentence note, Measure::Better better)
{
    return headline(label, percent(share.value_or(0)), std::move(note), share, Unit::Share, better);
}

Headline durationHeadline(Words label, std::optional<Duration> duration, Sentence note, Measure::Better better)
{
    const Duration known = duration.value_or(Duration::zero());
    return headline(label, readableDuration(known), std::move(note),
                    duration ? std::optional(inSeconds(known)) : std::nullopt, Unit::Seconds, better);
}

Headline countHeadline(Words label, std::int64_t count, Sentence note, Measure::Better better)
{
    return headline(label, std::to_string(count), std::move(note), static_cast<double>(count), Unit::Number, better);
}

Headline meanHeadline(Words label, std::optional<double> mean, Sentence note, Measure::Better better, int places)
{
    return headline(label, decimals(mean.value_or(0), places), std::move(note), mean, Unit::Number, better);
}

Headline throughput(const Recent &recent, Sentence note)
{
    return rateHeadline(words("Throughput"), recent.donePerSecond(), std::move(note));
}

Headline inFlight(const Recent &recent)
{
    return {.label = words("In flight"),
            .value = std::to_string(recent.inFlight()),
            .note = say(words("mean {mean}"), {{"mean", decimals(recent.inFlightMean(), 1)}}),
            .now = true,
            .number = static_cast<double>(recent.inFlight())};
}

Headline latencyP99(const Recent &recent, Sentence note)
{
    // Those that never ended well have no latency: the more there are, the less it says.
    const std::int64_t others = recent.failed() + recent.dropped() + recent.lost();
    if (recent.done() > 0 && 5 * others >= recent.done() + others)
        note = words("of those done");
    return durationHeadline(words("Latency p99"), recent.latency(0.99), std::move(note));
}

Sentence saidCounts(std::initializer_list<SaidCount> counts, Sentence none)
{
    std::vector<Sentence> said;
    for (const SaidCount &one : counts) {
        if (one.count > 0)
            said.push_back(sayCounted(one.count, one.said, one.said));
    }
    return said.empty() ? none : joined(std::move(said), " · ");
}

Sentence eachAndTogether(double eachPerSecond, double togetherPerSecond)
{
    return say(words("{each} each, {together} together"),
               {{"each", ratePerSecond(eachPerSecond)}, {"together", ratePerSecond(togetherPerSecond)}});
}

Sentence offeredLoadText(double load, Sentence comparison)
{
    return say(words("Offered load {load}: {comparison}"),
               {{"load", decimals(load, 2)}, {"comparison", std::move(comparison)}});
}

} // namespace coroscope
