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

Sentence rates(const Parameters &p)
{
    return sayCounted(p.consumers(), "{producers} can make {offered}, but {n} consumer handles only {taken}",
                      plural("{producers} can make {offered}, but {n} consumers handle only {taken}"),
                      {{"producers", countOf(p.producers(), {"producer", plural("producers")})},
                       {"offered", ratePerSecond(offeredPerSecond(p))},
                       {"taken", ratePerSecond(takenPerSecond(p))}});
}

Advice withMoreConsumers(Advice advice, const Parameters &p)
{
    const std::optional<int> needed = consumersNeeded(p);
    return needed && *needed > p.consumers() ? withTry(std::move(advice), p.consumers, *needed) : advice;
}

Advice memoryGrows(const Recent &recent, const Parameters &p)
{
    Advice advice{
        "memory-growing", say(words("No backpressure, so memory grows: {rates}."), {{"rates", rates(p)}}), {}};
    advice.degree = recent.fillTrendPerSecond(TheChannel);
    if (p.memoryLimit() > 0) {
        const double left = static_cast<double>(p.memoryLimit() - recent.fill(TheChannel));
        const double seconds = std::max(0.0, left) / (offeredPerSecond(p) - takenPerSecond(p));
        advice.sentence = joined({std::move(advice.sentence),
                                  say(words("At this rate, the process dies in about {time}."),
                                      {{"time", readableDuration(roundedToTenths(seconds))}})},
                                 " ");
    }
    return withMoreConsumers(std::move(advice), p);
}

Advice dropping(const Recent &recent, const Parameters &p)
{
    const bool tooSlow = offeredPerSecond(p) > takenPerSecond(p);
    const bool burstFits = p.burst() <= p.capacity();
    const Sentence cause = tooSlow ? rates(p)
        : burstFits
        ? words("consumers keep up on average, but items that arrive together do not fit")
        : say(words("consumers keep up on average, but a burst of {burst} does not fit"), {{"burst", p.burst()}});
    Advice advice{
        .check = "dropping",
        .sentence = say(
            words("The channel dropped {dropped} {during}: {cause}."),
            {{"dropped", ratePerSecond(recent.droppedPerSecond())}, {"during", recent.during()}, {"cause", cause}}),
        .degree = recent.droppedPerSecond()};
    if (tooSlow)
        return withMoreConsumers(std::move(advice), p);
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
                  words("Try “Overflow policy” = Wait: a bounded channel makes producers wait instead."),
                  {{p.whenFull.spec().id, static_cast<std::int64_t>(WhenFull::Wait)}}};
    if (recent.down())
        advice.sentence = words("The process ran out of memory, and everything in it was lost.");
    else if (recent.lost() > 0)
        advice.sentence = sayCounted(recent.lost(), "The process ran out of memory {during}, and {n} item was lost.",
                                     plural("The process ran out of memory {during}, and {n} items were lost."),
                                     {{"during", recent.during()}});
    else
        advice.sentence = say(words("A burst of {burst} does not fit into memory, which has room for {items}."),
                              {{"burst", p.burst()}, {"items", countOf(p.memoryLimit(), {"item", plural("items")})}});
    return advice;
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    if (recent.down() || recent.lost() > 0 || diesOfBursts(p))
        return {outOfMemory(recent, p)};
    if (p.consumers() == 0)
        return {withTry({"no-consumers", words("No consumer takes from the channel.")}, p.consumers, 1)};
    if (p.failureRate() >= 1 && recent.failed() > 0)
        return {
            {"all-fail",
             say(words("Every item fails in its consumer: none was done {during}."), {{"during", recent.during()}})}};
    const double load = offeredPerSecond(p) / takenPerSecond(p);
    if (p.whenFull() == WhenFull::Unbounded && load > 1 && recent.fillTrendPerSecond(TheChannel) > 0)
        return {memoryGrows(recent, p)};
    if (recent.droppedPerSecond() > 0)
        return {dropping(recent, p)};
    if (recent.fullShare(TheChannel) > 0.2 && load > 1)
        return {withMoreConsumers(
            {"bottleneck",
             say(words(
                     "The consumers are the bottleneck: the channel was full {share} of the {span}, because {rates}."),
                 {{"share", percent(recent.fullShare(TheChannel))}, {"span", recent.over()}, {"rates", rates(p)}})},
            p)};
    if (recent.fullShare(TheChannel) > 0.2 && p.burst() > p.capacity())
        return {
            withTry({"burst-does-not-fit",
                     say(words("Consumers keep up on average, but a burst of {burst} does not fit into the channel."),
                         {{"burst", p.burst()}})},
                    p.capacity, p.burst() + 1)};
    if (inSeconds(recent.span()) >= 5 && load < 0.7 && recent.runningShare(Consumers) < 0.7)
        return {{"channel-empty",
                 say(words("The producers set the pace: consumers were busy {share} of the {span}."),
                     {{"share", percent(recent.runningShare(Consumers))}, {"span", recent.over()}})}};
    return {};
}

Headline pace(const Recent &recent, const Parameters &p)
{
    const double load = p.consumers() == 0 ? 2.0 : offeredPerSecond(p) / takenPerSecond(p);
    Sentence note = load > 1.02 ? words("long run: consumer-bound")
        : load < 0.98           ? words("long run: producer-bound")
                                : words("long run: balanced");
    if (p.consumers() == 0)
        note = words("no consumers");
    if (recent.lost() > 0 || diesOfBursts(p))
        note = words("runs out of memory");
    return throughput(recent, note);
}

/// How many wait, rather than for how long: that is known only of those that wait no longer.
Headline waiting(const Recent &recent)
{
    const std::optional<Duration> median = recent.sendWait(TheChannel, 0.5);
    return {.label = words("Blocked senders"),
            .value = say(words("{blocked} of {alive}"),
                         {{"blocked", recent.blocked(Producers)}, {"alive", recent.alive(Producers)}}),
            .note = median ? say(words("median wait {median}"), {{"median", readableDuration(*median)}})
                           : say(words("nothing sent {during}"), {{"during", recent.during()}}),
            .now = true,
            .number = static_cast<double>(recent.blocked(Producers)),
            .better = Measure::Better::Neither}; // that is how memory stays bounded
}

Headline gone(const Recent &recent)
{
    const std::int64_t gone = recent.dropped() + recent.lost() + recent.failed();
    return countHeadline(words("Lost"), gone,
                         saidCounts({{recent.dropped(), plural("{n} dropped")},
                                     {recent.failed(), plural("{n} failed")},
                                     {recent.lost(), plural("{n} in a crash")}},
                                    words("nothing was lost")));
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
    return {
        {pace(recent, p), waiting(recent), inFlight(recent), latencyP99(recent, words("created → done")), gone(recent)},
        advice(recent, p)};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    if (which == p.interval.mean) {
        return eachAndTogether(1 / inSeconds(p.interval.mean()), offeredPerSecond(p));
    }
    if (which == p.work.mean) {
        return eachAndTogether(1 / inSeconds(p.work.mean()), takenPerSecond(p));
    }
    if (which == p.burst && p.burst() > 1) {
        return say(words("takes {time}, then all are sent"),
                   {{"time", readableDuration(p.interval.mean() * p.burst())}});
    }
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    const bool unbounded = p.whenFull() == WhenFull::Unbounded;
    if (which == p.capacity && unbounded)
        return words("An unbounded channel has no capacity.");
    if ((which == p.memoryLimit || which == p.crashDelay) && !unbounded)
        return words("A bounded channel does not run out of memory.");
    if (which == p.crashDelay && p.memoryLimit() == 0)
        return words("The process never runs out of memory.");
    if ((which == p.work.mean || which == p.work.shape || which == p.failureRate) && p.consumers() == 0)
        return words("There are no consumers.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    if (p.consumers() == 0)
        return say(words("Offered {offered}, and no consumers"), {{"offered", ratePerSecond(offeredPerSecond(p))}});
    return offeredLoadText(
        *offeredLoad(p),
        say(words("{offered} offered, {taken} can be handled"),
            {{"offered", ratePerSecond(offeredPerSecond(p))}, {"taken", ratePerSecond(takenPerSecond(p))}}));
}

} // namespace coroscope::backpressure
