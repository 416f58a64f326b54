// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/random.h"
#include "pattern/pattern.h"
#include "run/session.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace coroscope::test {

/// Values by position: each parameter with a chance of @p turned somewhere near its default, else at it. Durations are of
/// 10 ms to two seconds, so that runs of a minute see much and take little.
inline std::vector<std::int64_t> randomPoint(const PatternInfo &pattern, Random &random, double turned)
{
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    std::vector<std::int64_t> values;
    for (const Parameter *parameter : table->all()) {
        const ParameterSpec &spec = parameter->spec();
        if (!random.chance(turned)) {
            values.push_back(spec.initial);
            continue;
        }
        std::int64_t least = spec.minimum;
        std::int64_t most = spec.maximum;
        if (spec.kind == ParameterKind::Duration) {
            least = std::max<std::int64_t>(least, Duration(std::chrono::milliseconds(10)).count());
            most = std::min<std::int64_t>(most, Duration(std::chrono::seconds(2)).count());
        } else if (spec.kind != ParameterKind::Choice) {
            most = std::min(most, std::max<std::int64_t>(2 * spec.initial, least + (most - least) / 3));
        }
        values.push_back(least + std::int64_t(random.below(std::uint64_t(most - least) + 1)));
    }
    return values;
}

/// A run from a random point, in the one schedule or the other.
inline RunSettings randomRun(const PatternInfo &pattern, std::uint32_t seed, Random &random)
{
    return {.seed = seed,
            .schedule = seed % 2 == 0 ? Schedule::Fifo : Schedule::Shuffled,
            .values = randomPoint(pattern, random, 0.4)};
}

} // namespace coroscope::test
