// SPDX-License-Identifier: MIT
#include "patterns/backpressure/diagnosis.h"

#include "insight/headlines.h"
#include "insight/metrics.h"
#include "insight/recent.h"
#include "pattern/advice.h"
#include "patterns/backpressure/backpressure.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <cmath>

namespace coroscope::backpressure {

namespace {

std::optional<double> shareOf(Duration part, const Metrics::TaskTimes &times)
{
    if (times.alive() == Duration::zero())
        return std::nullopt;
    return inSeconds(part) / inSeconds(times.alive());
}

double takenPerSecond(const Parameters &p)
{
    return p.consumers() / inSeconds(p.work.mean());
}

/// How many consumers would keep up; nullopt if that is more than allowed. If senders never wait, they need time to
/// spare: with as much work as they can do, a queue without a bound still grows beyond all bounds.
std::optional<int> consumersNeeded(const Parameters &p)
{
    const double busy = offeredPerSecond(p) * inSeconds(p.work.mean());
    const double needed = p.whenFull() == WhenFull::Unbounded ? std::floor(busy + 1e-9) + 1 : std::ceil(busy - 1e-9);
    return needed <= static_cast<double>(p.consumers.spec().maximum) ? std::optional(static_cast<int>(needed))
                                                                     : std::nullopt;
}

std::string rates(const Parameters &p)
{
    return counted(p.producers(), "producer", "producers") + " could make " + ratePerSecond(offeredPerSecond(p)) + ", "
        + counted(p.consumers(), "consumer", "consumers") + (p.consumers() == 1 ? " takes " : " take ")
        + ratePerSecond(takenPerSecond(p));
}

Advice withMoreConsumers(Advice advice, const Parameters &p)
{
    const std::optional<int> needed = consumersNeeded(p);
    return needed && *needed > p.consumers() ? withTry(std::move(advice), p.consumers, *needed) : advice;
}

Advice memoryGrows(const Recent &recent, const Parameters &p)
{
    Advice advice{"memory-growing", "Nobody waits, so memory grows: " + rates(p) + ".", {}};
    advice.degree = recent.fillTrendPerSecond(TheChannel);
    if (p.memoryLimit() > 0) {
        const double left = static_cast<double>(p.memoryLimit() - recent.fill(TheChannel));
        const double seconds = std::max(0.0, left) / (offeredPerSecond(p) - takenPerSecond(p));
        advice.sentence += " At this rate the process dies in about " + readableDuration(roundedToTenths(seconds))
            + ".";
    }
    return withMoreConsumers(std::move(advice), p);
}

Advice dropping(const Recent &recent, const Parameters &p)
{
    Advice advice{.check = "dropping",
                  .sentence = "The channel could not keep " + ratePerSecond(recent.droppedPerSecond())
                      + " of what was sent" + recent.during() + ": ",
                  .degree = recent.droppedPerSecond()};
    if (offeredPerSecond(p) > takenPerSecond(p)) {
        advice.sentence += rates(p) + ".";
        return withMoreConsumers(std::move(advice), p);
    }
    const bool burstFits = p.burst() <= p.capacity();
    advice.sentence += "consumers could keep up, but "
        + (burstFits ? "what comes at once" : "a burst of " + std::to_string(p.burst())) + " does not fit.";
    const std::int64_t room = burstFits ? mostWorthTrying(p.capacity, p.capacity.spec().maximum)
                                        : std::min<std::int64_t>(p.burst() + 1, p.capacity.spec().maximum);
    return withTry(std::move(advice), p.capacity, room);
}

/// Whether memory ends with one burst.
bool diesOfBursts(const Parameters &p)
{
    return p.whenFull() == WhenFull::Unbounded && p.memoryLimit() > 0 && p.burst() > p.memoryLimit() + p.consumers();
}

Advice outOfMemory(const Recent &recent, const Parameters &p)
{
    Advice advice{"out-of-memory",
                  {},
                  "A bounded channel makes producers wait instead: try “Wait”.",
                  {{p.whenFull.spec().id, static_cast<std::int64_t>(WhenFull::Wait)}}};
    if (recent.down())
        advice.sentence = "The process ran out of memory, and everything in it is lost.";
    else if (recent.lost() > 0)
        advice.sentence = "The process ran out of memory" + recent.during() + ", and "
            + counted(recent.lost(), "item was", "items were") + " lost.";
    else
        advice.sentence = "A burst of " + std::to_string(p.burst()) + " does not fit into memory, which holds "
            + counted(p.memoryLimit(), "item", "items") + ".";
    return advice;
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    if (recent.down() || recent.lost() > 0 || diesOfBursts(p))
        return {outOfMemory(recent, p)};
    if (p.consumers() == 0)
        return {withTry({"no-consumers", "Nobody takes from the channel."}, p.consumers, 1)};
    if (p.failureRate() >= 1 && recent.failed() > 0)
        return {{"all-fail", "Every item fails at its consumer: none was done" + recent.during() + "."}};
    const double load = offeredPerSecond(p) / takenPerSecond(p);
    if (p.whenFull() == WhenFull::Unbounded && load > 1 && recent.fillTrendPerSecond(TheChannel) > 0)
        return {memoryGrows(recent, p)};
    if (recent.droppedPerSecond() > 0)
        return {dropping(recent, p)};
    if (recent.fullShare(TheChannel) > 0.2 && load > 1)
        return {withMoreConsumers({"bottleneck",
                                   "The consumers set the pace: the channel was full "
                                       + percent(recent.fullShare(TheChannel)) + " of the " + recent.over() + ", as "
                                       + rates(p) + "."},
                                  p)};
    if (recent.fullShare(TheChannel) > 0.2 && p.burst() > p.capacity())
        return {withTry({"burst-does-not-fit",
                         "Consumers could keep up, but a burst of " + std::to_string(p.burst()) + " does not fit."},
                        p.capacity, p.burst() + 1)};
    if (inSeconds(recent.span()) >= 5 && load < 0.7 && recent.runningShare(Consumers) < 0.7)
        return {{"channel-empty",
                 "The producers set the pace: consumers were busy " + percent(recent.runningShare(Consumers))
                     + " of the " + recent.over() + "."}};
    return {};
}

Headline pace(const Recent &recent, const Parameters &p)
{
    const double load = p.consumers() == 0 ? 2.0 : offeredPerSecond(p) / takenPerSecond(p);
    std::string note = load > 1.02 ? "long run: consumer-bound"
        : load < 0.98              ? "long run: producer-bound"
                                   : "long run: in balance";
    if (p.consumers() == 0)
        note = "no consumers now";
    if (recent.lost() > 0 || diesOfBursts(p))
        note = "it runs out of memory";
    return {"Throughput", ratePerSecond(recent.donePerSecond()), note};
}

/// How many wait, rather than for how long: that is known only of those that wait no longer.
Headline waiting(const Recent &recent)
{
    const std::optional<Duration> median = recent.sendWait(TheChannel, 0.5);
    return {.label = "Waiting to send",
            .value = std::to_string(recent.blocked(Producers)) + " of " + std::to_string(recent.alive(Producers)),
            .note = median ? "median wait " + readableDuration(*median) : "nothing sent" + recent.during(),
            .now = true};
}

Headline gone(const Recent &recent)
{
    const std::int64_t gone = recent.dropped() + recent.lost() + recent.failed();
    std::string note;
    const auto add = [&](std::int64_t count, const char *what) {
        if (count > 0)
            note += (note.empty() ? "" : " · ") + std::to_string(count) + " " + what;
    };
    add(recent.dropped(), "dropped");
    add(recent.failed(), "failed");
    add(recent.lost(), "in a crash");
    return {"Lost", std::to_string(gone), note.empty() ? "nothing was lost" : note};
}

} // namespace

double offeredPerSecond(const Parameters &p)
{
    return p.producers() / inSeconds(p.interval.mean());
}

std::optional<double> offeredLoad(const Parameters &p)
{
    if (p.consumers() == 0)
        return std::nullopt;
    return offeredPerSecond(p) / takenPerSecond(p);
}

std::optional<double> sendBlockedShare(const Metrics &metrics)
{
    const Metrics::TaskTimes times = metrics.group(Producers).times;
    return shareOf(times.blockedSending, times);
}

std::optional<double> consumerUtilisation(const Metrics &metrics)
{
    const Metrics::TaskTimes times = metrics.group(Consumers).times;
    return shareOf(times.running, times);
}

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{pace(recent, p), waiting(recent), inFlight(recent), latencyP99(recent, "born → done"), gone(recent)},
            advice(recent, p)};
}

std::string hint(const Parameter &which, const Parameters &p)
{
    if (which == p.interval.mean) {
        return ratePerSecond(1 / inSeconds(p.interval.mean())) + " each, " + ratePerSecond(offeredPerSecond(p))
            + " together";
    }
    if (which == p.work.mean) {
        return ratePerSecond(1 / inSeconds(p.work.mean())) + " each, " + ratePerSecond(takenPerSecond(p)) + " together";
    }
    if (which == p.burst && p.burst() > 1) {
        return "made for " + readableDuration(p.interval.mean() * p.burst()) + ", then sent";
    }
    return {};
}

std::string irrelevance(const Parameter &which, const Parameters &p)
{
    const bool unbounded = p.whenFull() == WhenFull::Unbounded;
    if (which == p.capacity && unbounded)
        return "An unbounded channel has no capacity.";
    if ((which == p.memoryLimit || which == p.crashDelay) && !unbounded)
        return "A bounded channel does not run out of memory.";
    if (which == p.crashDelay && p.memoryLimit() == 0)
        return "The process never runs out of memory.";
    if ((which == p.work.mean || which == p.work.shape || which == p.failureRate) && p.consumers() == 0)
        return "There are no consumers.";
    return {};
}

std::string loadText(const Parameters &p)
{
    if (p.consumers() == 0)
        return "Offered " + ratePerSecond(offeredPerSecond(p)) + ", and nobody takes";
    return "Offered load " + decimals(*offeredLoad(p), 2) + ": " + ratePerSecond(offeredPerSecond(p)) + " offered, "
        + ratePerSecond(takenPerSecond(p)) + " can be taken";
}

} // namespace coroscope::backpressure
