// SPDX-License-Identifier: MIT
#include "patterns/pipeline/load.h"

#include <cmath>

namespace coroscope::pipeline {

namespace {

int attemptsAllowed(const Parameters &p)
{
    return p.onFailure() == OnFailure::Retry ? p.retries() + 1 : 1;
}

} // namespace

double offeredPerSecond(const Parameters &p)
{
    return 1 / inSeconds(p.interval.mean());
}

double passedShare(const Parameters &p)
{
    return 1 - std::pow(p.failureRate(), attemptsAllowed(p));
}

double attemptsPerItem(const Parameters &p)
{
    // 1 + f + f² + …: an attempt is made after so many failures before it.
    double attempts = 0;
    double chance = 1;
    for (int i = 0; i < attemptsAllowed(p); ++i) {
        attempts += chance;
        chance *= p.failureRate();
    }
    return attempts;
}

double takenPerSecond(const Parameters &p, std::uint32_t stage)
{
    return p.workers[stage]() / (inSeconds(p.work[stage]()) * attemptsPerItem(p));
}

double load(const Parameters &p, std::uint32_t stage)
{
    return offeredPerSecond(p) * std::pow(passedShare(p), stage) / takenPerSecond(p, stage);
}

std::uint32_t slowestStage(const Parameters &p)
{
    std::uint32_t slowest = 0;
    for (std::uint32_t stage = 1; stage < static_cast<std::uint32_t>(p.stages()); ++stage) {
        if (load(p, stage) > load(p, slowest))
            slowest = stage;
    }
    return slowest;
}

} // namespace coroscope::pipeline
