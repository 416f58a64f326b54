// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

namespace coroscope::theory {

/// M/D/1/K: Poisson arrivals, a service that always takes the same time, and at most K in the system, those in service
/// included; one that comes then is refused.
struct RefusingMD1 {
    double refused = 0;                ///< share of the arrivals that are refused, which is p(K)
    std::vector<double> probabilities; ///< p(0) … p(K): share of the time that so many are in the system
};
/// @p offered: arrival rate × service time, above 0. @p places: K ≥ 1. Nothing where an argument is not so, or where
/// exp(−offered) comes near to what a double cannot hold any more (above 600).
///
/// The chain embedded at departures: π(j) is the share of departures that leave j behind, j = 0 … K − 1. Each level is
/// crossed upwards as often as downwards, which is always by one:
/// π(j + 1) a(0) = π(0) T(j) + Σ π(i) T(j − i + 1), i = 1 … j, where a(k) is the chance of k arrivals during a service
/// (Poisson) and T(k) that of more than k. Over time it is p(j) = π(j)/(π(0) + offered), and
/// p(K) = 1 − 1/(π(0) + offered) (M/G/1/K: Gross, Harris, Fundamentals of Queueing Theory, chapter 5). With K = 1 that is
/// Erlang's loss formula.
std::optional<RefusingMD1> refusingMD1(double offered, int places);

} // namespace coroscope::theory
