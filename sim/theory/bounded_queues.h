// SPDX-License-Identifier: MIT
#pragma once

#include "theory/queueing_theory.h"

#include <optional>
#include <vector>

/// Queues with a bound, see queueing_theory.h for what all functions have in common.
namespace coroscope::theory {

/// A queue that refuses arrivals when it is full.
struct RefusingQueue {
    QueueMeans means;                  ///< of the accepted items
    double refused = 0;                ///< share of the arrivals that are refused, which is π(K)
    std::vector<double> probabilities; ///< π(0) … π(K), by items in the system
};
/// M/M/c/K: at most @p places ≥ servers items in the system, those in service included; there is no condition on the
/// load. The birth-death chain with births λ and deaths min(n, c) μ (Gross, Harris).
std::optional<RefusingQueue> mmck(double arrivalRate, double serviceRate, int servers, int places);

/// A bounded channel whose senders wait when it is full: a closed loop of producers and consumers.
struct WaitingSenders {
    double throughput = 0; ///< items per second
    double inChannel = 0;  ///< mean number of items in the channel
    double blocked = 0;    ///< mean number of producers that wait to send an item
    double inService = 0;  ///< mean number of consumers at work
    double fullShare = 0;  ///< share of time that the channel is full and all consumers work
    double latency = 0;    ///< mean seconds from created to done, the wait to send included
    double sendWait = 0;   ///< mean seconds of waiting to send, items that need not wait included
    /// Mean number of items created and not done, those waiting to be sent included.
    double inSystem() const noexcept { return inChannel + blocked + inService; }
};
/// @p producers need an exponential time of mean @p interval to make an item, and make none while they wait to send it;
/// @p consumers need an exponential time of mean @p service for one. The channel holds @p capacity items, 0 or more.
/// A birth-death chain on the items in the system, n = 0 … capacity + consumers + producers, where
/// b = max(0, n − consumers − capacity) producers are blocked: births (producers − b)/interval, deaths
/// min(n, consumers)/service (like machine repair with spares in Gross, Harris); latency = L/throughput (Little).
std::optional<WaitingSenders> boundedWithWaitingSenders(int producers, double interval, int consumers, double service,
                                                        int capacity);

} // namespace coroscope::theory
