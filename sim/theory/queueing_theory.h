// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace coroscope {
enum class Shape : std::uint8_t;
}

/// What queueing theory says of simple systems in the steady state. Rates are per second, times in seconds. Every
/// argument must be finite, rates and mean times greater than 0, and counts from 1 to largestCount; a function gives
/// nullopt if they are not, if the condition it names is violated (mostly: load below one), or if a result is too large
/// for a double.
/// Unless stated otherwise, arrivals are a Poisson process, as several independent producers with exponential intervals
/// make; service times of an M/M/… queue are exponential. Sources:
///   Kleinrock, Queueing Systems, volume I, 1975;
///   Gross, Harris, Fundamentals of Queueing Theory, 1974 and later;
///   Little, A proof for the queuing formula L = λW, 1961.
namespace coroscope::theory {

/// Mean values of a queue. L = λW, and Lq = λWq, with the throughput as λ (Little).
struct QueueMeans {
    double utilisation = 0;  ///< mean share of the servers that are busy, 0 … 1
    double throughput = 0;   ///< items served per second
    double inSystem = 0;     ///< L: items that wait or are served
    double inQueue = 0;      ///< Lq: items that wait
    double timeInSystem = 0; ///< W: seconds from arrival to the end of the service
    double timeInQueue = 0;  ///< Wq: seconds from arrival to the beginning of the service

    bool isFinite() const noexcept;
};

/// M/M/1: one server, unbounded queue. Condition: arrivalRate < serviceRate.
/// ρ = λ/μ, L = ρ/(1 − ρ), W = 1/(μ − λ) (Kleinrock, chapter 3).
std::optional<QueueMeans> mm1(double arrivalRate, double serviceRate);
/// The share of time in which exactly @p items ≥ 0 are in an M/M/1: (1 − ρ) ρⁿ.
std::optional<double> mm1Probability(double arrivalRate, double serviceRate, int items);
/// The time that the share @p p (0 ≤ p < 1) of the items spend at most in an M/M/1, first come, first served. The time
/// is exponential, so: −ln(1 − p)/(μ − λ) (Kleinrock, chapter 5).
std::optional<double> mm1TimeQuantile(double arrivalRate, double serviceRate, double p);

/// Erlang's B: the share of calls that find all @p servers busy and are lost. @p offered = λ/μ.
/// B(0) = 1, B(c) = a B(c − 1) / (c + a B(c − 1)), which is stable for any number (Gross, Harris).
std::optional<double> erlangB(double offered, int servers);
/// Erlang's C: the share of items that have to wait for one of the @p servers. Condition: @p offered = λ/μ < servers.
/// C = B / (1 − ρ (1 − B)), ρ = a/c.
std::optional<double> erlangC(double offered, int servers);
/// M/M/c: several servers, unbounded queue. Condition: arrivalRate < servers × serviceRate.
/// Wq = C/(cμ − λ) (Kleinrock, chapter 3).
std::optional<QueueMeans> mmc(double arrivalRate, double serviceRate, int servers);

/// Variance over squared mean of a duration with this shape: fixed 0, uniform (mean ± 50 %) 1/12, exponential 1,
/// lognormal (sigma = 1) e − 1.
double squaredVariation(Shape shape);
/// M/G/1: one server whose service time has any distribution with this squared coefficient of variation, ≥ 0.
/// Condition: arrivalRate < serviceRate. Wq = ρ (1 + c²) / (2 (μ − λ)) (Pollaczek, Khinchine; Kleinrock, chapter 5).
std::optional<QueueMeans> mg1(double arrivalRate, double serviceRate, double squaredVariation);
/// M/D/1: M/G/1 where every service takes equally long.
std::optional<QueueMeans> md1(double arrivalRate, double serviceRate);

struct Stage {
    double serviceRate = 0; ///< of one server
    int servers = 1;
};
struct Tandem {
    std::vector<QueueMeans> stages;
    double inSystem = 0;     ///< L of all stages together
    double timeInSystem = 0; ///< W: from the arrival at the first to the end of the last
};
/// Queues in series, each unbounded. Condition: each stage keeps up by itself; there is at least one. The departures of
/// an M/M/c are Poisson again (Burke, The output of a queuing system, 1956), so each is an independent M/M/c (Jackson,
/// Networks of waiting lines, 1957).
std::optional<Tandem> tandem(double arrivalRate, std::span<const Stage> stages);

} // namespace coroscope::theory
