// SPDX-License-Identifier: MIT
#include "insight/headlines.h"

#include "insight/recent.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <optional>
#include <utility>

namespace coroscope {

Headline throughput(const Recent &recent, Sentence note)
{
    return {words("Throughput"), ratePerSecond(recent.donePerSecond()), std::move(note)};
}

Headline inFlight(const Recent &recent)
{
    return {.label = words("In flight"),
            .value = std::to_string(recent.inFlight()),
            .note = say(words("mean {mean}"), {{"mean", decimals(recent.inFlightMean(), 1)}}),
            .now = true};
}

Headline latencyP99(const Recent &recent, Sentence note)
{
    const std::optional<Duration> p99 = recent.latency(0.99);
    return {words("Latency p99"), p99 ? readableDuration(*p99) : "–", std::move(note)};
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
