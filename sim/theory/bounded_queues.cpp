// SPDX-License-Identifier: MIT
#include "theory/bounded_queues.h"

#include "theory/birth_death_chain.h"
#include "theory/theory_arguments.h"

#include <algorithm>
#include <cmath>

namespace coroscope::theory {

std::optional<RefusingQueue> mmck(double arrivalRate, double serviceRate, int servers, int places)
{
    if (!isPositive(arrivalRate) || !isPositive(serviceRate) || !isCount(servers) || !isCount(places)
        || places < servers)
        return std::nullopt;
    const std::vector<double> births(static_cast<std::size_t>(places), arrivalRate);
    std::vector<double> deaths;
    for (int n = 1; n <= places; ++n)
        deaths.push_back(std::min(n, servers) * serviceRate);
    const std::optional<BirthDeathChain> chain = BirthDeathChain::of(births, deaths);
    if (!chain)
        return std::nullopt;

    const double busy = chain->mean([&](double n) { return std::min<double>(n, servers); });
    const double waiting = chain->mean([&](double n) { return std::max<double>(0, n - servers); });
    const double throughput = busy * serviceRate;
    const QueueMeans means{.utilisation = busy / servers,
                           .throughput = throughput,
                           .inSystem = busy + waiting,
                           .inQueue = waiting,
                           .timeInSystem = (busy + waiting) / throughput,
                           .timeInQueue = waiting / throughput};
    if (!means.isFinite())
        return std::nullopt;
    return RefusingQueue{
        .means = means, .refused = chain->probabilities().back(), .probabilities = chain->probabilities()};
}

std::optional<WaitingSenders> boundedWithWaitingSenders(int producers, double interval, int consumers, double service,
                                                        int capacity)
{
    if (!isCount(producers) || !isPositive(interval) || !isCount(consumers) || !isPositive(service) || capacity < 0
        || capacity > largestCount)
        return std::nullopt;
    const int unblocked = consumers + capacity; // this many items find room without blocking a producer
    std::vector<double> births;
    std::vector<double> deaths;
    for (int n = 0; n < unblocked + producers; ++n) {
        births.push_back((producers - std::max(0, n - unblocked)) / interval);
        deaths.push_back(std::min(n + 1, consumers) / service);
    }
    const std::optional<BirthDeathChain> chain = BirthDeathChain::of(births, deaths);
    if (!chain)
        return std::nullopt;

    WaitingSenders means;
    means.inService = chain->mean([&](double n) { return std::min<double>(n, consumers); });
    means.inChannel = chain->mean([&](double n) { return std::clamp<double>(n - consumers, 0, capacity); });
    means.blocked = chain->mean([&](double n) { return std::max<double>(0, n - unblocked); });
    means.fullShare = chain->mean([&](double n) { return n >= unblocked ? 1.0 : 0.0; });
    means.throughput = means.inService / service;
    means.latency = means.inSystem() / means.throughput;
    means.sendWait = means.blocked / means.throughput;
    if (!isPositive(means.throughput) || !std::isfinite(means.latency))
        return std::nullopt;
    return means;
}

} // namespace coroscope::theory
