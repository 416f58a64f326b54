// SPDX-License-Identifier: MIT
#include "patterns/backpressure/theory.h"

#include "insight/metrics.h"
#include "patterns/backpressure/backpressure.h"
#include "patterns/backpressure/diagnosis.h"
#include "theory/bounded_queues.h"
#include "theory/queueing_theory.h"

#include <optional>

namespace coroscope::backpressure {

namespace {

namespace formulas = coroscope::theory;

std::optional<double> secondsFrom(std::optional<double> nanoseconds)
{
    return nanoseconds ? std::optional(*nanoseconds / 1e9) : std::nullopt;
}

double servedPerSecond(const Parameters &p)
{
    return 1 / inSeconds(p.work.mean());
}

/// What every queue has.
std::vector<TheoryValue> valuesOf(std::string_view formula, const formulas::QueueMeans &means, const Metrics &metrics)
{
    return {{"throughput_per_s", formula, means.throughput, metrics.throughput()},
            {"latency_mean_s", formula, means.timeInSystem, secondsFrom(metrics.latency().mean())},
            {"in_flight_mean", formula, means.inSystem, metrics.inFlightMean()},
            {"consumer_utilisation", formula, means.utilisation, consumerUtilisation(metrics)},
            {"fill_mean", formula, means.inQueue, metrics.channel(TheChannel).fillMean}};
}

std::vector<TheoryValue> ofOneConsumer(const Parameters &p, const Metrics &metrics)
{
    const Shape shape = p.work.shape();
    const double offered = offeredPerSecond(p);
    const std::optional<formulas::QueueMeans> means = formulas::mg1(offered, servedPerSecond(p),
                                                                    formulas::squaredVariation(shape));
    if (!means)
        return {};
    if (shape != Shape::Exponential)
        return valuesOf(shape == Shape::Fixed ? "M/D/1" : "M/G/1", *means, metrics);
    std::vector<TheoryValue> list = valuesOf("M/M/1", *means, metrics);
    const std::optional<std::int64_t> measured = metrics.latency().quantile(0.99);
    if (const std::optional<double> p99 = formulas::mm1TimeQuantile(offered, servedPerSecond(p), 0.99))
        list.push_back({"latency_p99_s", "M/M/1", *p99, secondsFrom(measured)});
    return list;
}

std::vector<TheoryValue> ofUnbounded(const Parameters &p, const Metrics &metrics)
{
    if (p.memoryLimit() > 0)
        return {};
    if (p.consumers() == 1)
        return ofOneConsumer(p, metrics);
    if (p.work.shape() != Shape::Exponential)
        return {};
    const std::optional<formulas::QueueMeans> means = formulas::mmc(offeredPerSecond(p), servedPerSecond(p),
                                                                    p.consumers());
    return means ? valuesOf("M/M/c", *means, metrics) : std::vector<TheoryValue>();
}

std::vector<TheoryValue> ofDropNewest(const Parameters &p, const Metrics &metrics)
{
    if (p.work.shape() != Shape::Exponential)
        return {};
    const std::optional<formulas::RefusingQueue> queue = formulas::mmck(offeredPerSecond(p), servedPerSecond(p),
                                                                        p.consumers(), p.capacity() + p.consumers());
    if (!queue)
        return {};
    constexpr std::string_view formula = "M/M/c/K";
    std::vector<TheoryValue> list = valuesOf(formula, queue->means, metrics);
    // What is full when an item comes is full as often in time: Poisson arrivals see time averages.
    list.push_back({"full_share", formula, queue->refused, metrics.channel(TheChannel).fullShare});
    return list;
}

std::vector<TheoryValue> ofWait(const Parameters &p, const Metrics &metrics)
{
    if (p.work.shape() != Shape::Exponential)
        return {};
    const std::optional<formulas::WaitingSenders> queue = formulas::boundedWithWaitingSenders(
        p.producers(), inSeconds(p.interval.mean()), p.consumers(), inSeconds(p.work.mean()), p.capacity());
    if (!queue)
        return {};
    constexpr std::string_view formula = "birth-death chain";
    const Metrics::ChannelMetrics channel = metrics.channel(TheChannel);
    return {{"throughput_per_s", formula, queue->throughput, metrics.throughput()},
            {"latency_mean_s", formula, queue->latency, secondsFrom(metrics.latency().mean())},
            {"in_flight_mean", formula, queue->inSystem(), metrics.inFlightMean()},
            {"consumer_utilisation", formula, queue->inService / p.consumers(), consumerUtilisation(metrics)},
            {"fill_mean", formula, queue->inChannel, channel.fillMean},
            {"full_share", formula, queue->fullShare, channel.fullShare},
            {"send_blocked_share", formula, queue->blocked / p.producers(), sendBlockedShare(metrics)},
            {"send_wait_mean_s", formula, queue->sendWait, secondsFrom(channel.sendWaits->mean())}};
}

} // namespace

std::vector<TheoryValue> theory(const MeasuredOf<Parameters> &measured)
{
    const Parameters &p = measured.parameters;
    const bool poisson = p.interval.shape() == Shape::Exponential && p.burst() == 1;
    // A crash before the measured time may reach into it: the process is down for a while, and starts empty.
    if (!poisson || p.failureRate() > 0 || measured.metrics.crashes() > 0)
        return {};
    switch (p.whenFull()) {
    case WhenFull::Wait:
        return ofWait(p, measured.metrics);
    case WhenFull::DropNewest:
        return ofDropNewest(p, measured.metrics);
    case WhenFull::DropOldest: // the ages of the items that get through are another matter
        return {};
    case WhenFull::Unbounded:
        return ofUnbounded(p, measured.metrics);
    }
    return {};
}

} // namespace coroscope::backpressure
