// SPDX-License-Identifier: MIT
// What can be said of the parameters alone.
#include "insight/headlines.h"
#include "patterns/supervisor/diagnosis.h"
#include "patterns/supervisor/pattern_metrics.h"
#include "patterns/supervisor/supervisor.h"
#include "text/duration_text.h"
#include "text/number_text.h"
#include "theory/reliability.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace coroscope::supervisor {

namespace {

/// "200 ms, 400 ms, 800 ms, 1.6 s … in a row"
Sentence delays(const Parameters &p)
{
    Options options = optionsOf(p);
    options.jitter = 0;
    std::vector<Sentence> first;
    for (std::uint32_t number = 1; number <= 4; ++number)
        first.push_back(readableDuration(restartDelay(options, number, 0)));
    return say(words("{delays} …"), {{"delays", joined(std::move(first), ", ")}});
}

bool delayGrows(const Parameters &p)
{
    return p.backoff() > 1 && p.resetAfter() > Duration::zero() && p.restartDelay() > Duration::zero()
        && p.restartDelay() < p.maxDelay();
}

/// Mean delay before a restart in seconds, long after the start, where a worker's next failure is in a row with the
/// last one so often.
double meanDelay(const Parameters &p, double inRow)
{
    Options options = optionsOf(p);
    options.jitter = 0;
    double mean = 0;
    double share = 1; // of the failures that have so many before them in their row
    for (std::uint32_t number = 1; number <= 1000 && share > 1e-6; ++number, share *= inRow)
        mean += share * (1 - inRow) * inSeconds(restartDelay(options, number, 0));
    if (share > 1e-6) // the longest rows
        mean += share * inSeconds(restartDelay(options, 1000, 0));
    return mean * (1 - p.jitter() / 2);
}

/// Whether the supervisor can be expected not to give up.
bool bearsIt(const Parameters &p)
{
    const std::optional<double> up = meanUp(p);
    if (!up)
        return true;
    const double expected = p.workers() / (*up + meanDown(p)) * inSeconds(p.period());
    return p.maxRestarts() >= expected + 6 * std::sqrt(expected);
}

} // namespace

std::optional<double> meanUp(const Parameters &p)
{
    if (p.failureRate() == 0)
        return std::nullopt;
    return inSeconds(p.work.mean()) / p.failureRate();
}

double meanDown(const Parameters &p)
{
    const double delay = inSeconds(std::min(p.restartDelay(), p.maxDelay())) * (1 - p.jitter() / 2);
    const bool hangs = p.failureKind() == FailureKind::Hang;
    return (hangs ? inSeconds(p.heartbeat()) : 0) + delay + inSeconds(p.startup());
}

std::optional<double> failuresPerSecond(const Parameters &p)
{
    const bool hangs = p.failureKind() == FailureKind::Hang;
    const bool wakesInTime = hangs && p.hangTime() > Duration::zero() && p.hangTime() < p.heartbeat();
    const std::optional<double> up = meanUp(p);
    const double fails = p.startupFailureRate();
    if ((!up || wakesInTime) && fails < 1)
        return std::nullopt;
    const double upFor = up ? *up : 0;
    const double inRow = fails + (1 - fails) * (1 - (upFor > 0 ? std::exp(-inSeconds(p.resetAfter()) / upFor) : 0));
    const double silent = hangs ? (1 - fails) * inSeconds(p.heartbeat()) : 0;
    const double down = inSeconds(p.startup()) + silent + meanDelay(p, inRow);
    const bool allAtOnce = p.strategy() == Strategy::OneForAll; // they are down together, and the first to fail ends it
    return allAtOnce ? 1 / (down + (1 - fails) * upFor / p.workers()) : p.workers() / (down + (1 - fails) * upFor);
}

std::vector<TheoryValue> theory(const MeasuredOf<Parameters, SupervisorMetrics> &measured)
{
    const Parameters &p = measured.parameters;
    const std::optional<double> up = meanUp(p);
    const bool eachByItself = p.strategy() == Strategy::OneForOne && p.restart() != Restart::Temporary;
    const bool downTimesAreAlike = !delayGrows(p) && p.startupFailureRate() == 0;
    const bool staysDown = p.failureKind() == FailureKind::Crash || p.hangTime() == Duration::zero();
    if (!up || !eachByItself || !downTimesAreAlike || !staysDown || !bearsIt(p) || measured.own.escalations() > 0)
        return {};
    return {{.id = "availability",
             .formula = "mean up ÷ (mean up + mean down)",
             .value = *theory::availability(*up, meanDown(p)),
             .measured = measured.own.availability()}};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    const std::optional<double> up = meanUp(p);
    if (which == p.work.mean) {
        return eachAndTogether(1 / inSeconds(p.work.mean()), p.workers() / inSeconds(p.work.mean()));
    }
    if (which == p.failureRate && up)
        return say(words("mean time to failure: about {time} of work"),
                   {{"time", readableDuration(roundedToTenths(*up))}});
    // How often those replaced along with another would have failed is unknown.
    const bool isKnown = p.strategy() != Strategy::RestForOne && p.restart() != Restart::Temporary;
    if (const std::optional<double> rate = failuresPerSecond(p); which == p.maxRestarts && rate && isKnown)
        return say(
            words("expect about {failures} failures within {period}"),
            {{"failures", decimals(*rate * inSeconds(p.period()), 1)}, {"period", readableDuration(p.period())}});
    if (which == p.restartDelay && p.restartDelay() > p.maxDelay())
        return say(words("capped at the max restart delay, {delay}"), {{"delay", readableDuration(p.maxDelay())}});
    if (which == p.backoff && delayGrows(p))
        return delays(p);
    if (which == p.restart && p.restart() == Restart::Transient)
        return words("same as permanent here: these workers end only by failing");
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    const bool isOfDelays = which == p.backoff || which == p.resetAfter || which == p.maxDelay || which == p.jitter;
    const bool isOfRestarts = isOfDelays || which == p.strategy || which == p.maxRestarts || which == p.period
        || which == p.restartDelay || which == p.rootDelay;
    if (p.restart() == Restart::Temporary && isOfRestarts)
        return words("Dead workers are not restarted.");
    if (p.restartDelay() == Duration::zero() && isOfDelays)
        return words("Restarts are immediate.");
    if (which == p.resetAfter && p.backoff() == 1)
        return words("The delay does not grow.");
    if ((which == p.heartbeat || which == p.hangTime) && p.failureKind() == FailureKind::Crash)
        return words("Workers crash, and do not hang.");
    if (which == p.failureKind && p.failureRate() == 0)
        return words("Jobs do not kill their workers.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    const std::string able = ratePerSecond(p.workers() / inSeconds(p.work.mean()));
    const std::optional<double> rate = failuresPerSecond(p);
    if (!rate)
        return say(meanUp(p) ? words("Workers can do {rate}; those that hang wake up in time")
                             : words("Workers can do {rate}, and never fail"),
                   {{"rate", able}});
    return say(words("Workers can do {rate}; one of them fails about every {time}"),
               {{"rate", able}, {"time", readableDuration(Duration{std::llround(1e9 / *rate)})}});
}

} // namespace coroscope::supervisor
