// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace coroscope::theory {

/// The stationary distribution of a finite birth-death process. From state n it goes up to n + 1 at the rate births[n],
/// and comes back down at the rate deaths[n].
/// Formula: π(n + 1) deaths[n] = π(n) births[n], as up and down are crossed equally often (Kleinrock, Queueing Systems
/// I, 1975, chapter 3). The weights keep their exponent apart, so products over thousands of states neither overflow
/// nor vanish.
class BirthDeathChain
{
public:
    /// Rates are in one unit, whatever it is. nullopt unless there are as many deaths as births, all of them are
    /// finite, births ≥ 0 and deaths > 0. A state behind births of 0 is never reached.
    static std::optional<BirthDeathChain> of(std::span<const double> births, std::span<const double> deaths);

    /// π(0), π(1) …: one more than there are births. Their sum is 1.
    const std::vector<double> &probabilities() const noexcept { return m_probabilities; }

    /// The mean of @p value over the states: Σ π(n) value(n), where @p value takes the state as a double.
    template <typename Value>
    double mean(Value value) const
    {
        double sum = 0;
        for (std::size_t n = 0; n < m_probabilities.size(); ++n)
            sum += m_probabilities[n] * value(static_cast<double>(n));
        return sum;
    }

private:
    explicit BirthDeathChain(std::vector<double> probabilities) : m_probabilities(std::move(probabilities)) { }

    std::vector<double> m_probabilities;
};

} // namespace coroscope::theory
