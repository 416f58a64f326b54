// SPDX-License-Identifier: MIT
#include "insight/headlines.h"

#include "insight/recent.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <optional>
#include <utility>

namespace coroscope {

Headline inFlight(const Recent &recent)
{
    return {.label = "In flight",
            .value = std::to_string(recent.inFlight()),
            .note = "mean " + decimals(recent.inFlightMean(), 1),
            .now = true};
}

Headline latencyP99(const Recent &recent, std::string note)
{
    const std::optional<Duration> p99 = recent.latency(0.99);
    return {"Latency p99", p99 ? readableDuration(*p99) : "–", std::move(note)};
}

} // namespace coroscope
