// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace coroscope {
enum class Shape : std::uint8_t;
}

/// What theory says of things that fail, time out and are retried. nullopt if an argument is out of range.
namespace coroscope::theory {

/// The share of time that something is up which is alternately up for @p meanUp > 0 and down for @p meanDown ≥ 0 (in
/// the same unit) on average, whatever the distributions: up/(up + down) (alternating renewal process; Ross, Stochastic
/// Processes, 1983, section 3.4).
std::optional<double> availability(double meanUp, double meanDown);

/// The chance that an exponential duration of mean @p mean > 0 takes longer than @p time ≥ 0 (in the same unit), as an
/// operation that times out does: exp(−time/mean).
std::optional<double> exponentialTail(double mean, double time);
/// The same of a duration of any shape: fixed; uniform, mean ± 50 %; exponential; lognormal with sigma 1.
std::optional<double> durationTail(Shape shape, double mean, double time);

/// The outcome of trying something until it succeeds, or no retry is left.
struct Attempts {
    double mean = 1;    ///< attempts per request
    double success = 1; ///< share of the requests that succeed in the end
};
/// Each attempt fails with probability @p failure = q (0 … 1), independently; at most @p retries ≥ 0 follow the first.
/// success = 1 − q^(r + 1), mean = (1 − q^(r + 1))/(1 − q), or r + 1 where q = 1 (truncated geometric distribution).
std::optional<Attempts> attempts(double failure, int retries);

} // namespace coroscope::theory
