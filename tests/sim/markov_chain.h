// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <numeric>
#include <vector>

namespace coroscope::test {

/// A continuous-time Markov chain on any kind of states, given by what can happen next in each. For comparison with
/// formulas, so it takes no short cuts: it finds all states and solves their balance equations.
template <typename State>
class MarkovChain
{
public:
    struct Step {
        State to;
        double rate;
    };

    MarkovChain(State start, std::function<std::vector<Step>(const State &)> stepsFrom)
    {
        const auto numberOf = [this](const State &state) {
            const auto [it, isNew] = m_numbers.emplace(state, m_states.size());
            if (isNew)
                m_states.push_back(state);
            return it->second;
        };
        numberOf(start);
        std::vector<std::map<std::size_t, long double>> rates;
        for (std::size_t i = 0; i < m_states.size(); ++i) {
            rates.emplace_back();
            for (const Step &step : stepsFrom(State(m_states[i]))) {
                const std::size_t to = numberOf(step.to);
                rates[i][to] += static_cast<long double>(step.rate);
            }
        }
        solve(rates);
    }

    std::size_t stateCount() const { return m_states.size(); }
    double probability(const State &state) const
    {
        const auto it = m_numbers.find(state);
        return it == m_numbers.end() ? 0 : static_cast<double>(m_probabilities[it->second]);
    }
    double mean(const std::function<double(const State &)> &value) const
    {
        long double sum = 0;
        for (std::size_t i = 0; i < m_states.size(); ++i)
            sum += m_probabilities[i] * static_cast<long double>(value(m_states[i]));
        return static_cast<double>(sum);
    }

private:
    /// State reduction (Grassmann, Taksar, Heyman 1985): subtracts nothing, so it loses no digits.
    void solve(const std::vector<std::map<std::size_t, long double>> &rates)
    {
        const std::size_t size = rates.size();
        std::vector<std::vector<long double>> a(size, std::vector<long double>(size));
        for (std::size_t i = 0; i < size; ++i) {
            for (const auto &[to, rate] : rates[i])
                a[i][to] = to == i ? 0 : rate;
        }
        for (std::size_t k = size - 1; k > 0; --k) {
            const auto out = a[k].begin() + static_cast<std::ptrdiff_t>(k);
            const long double sum = std::accumulate(a[k].begin(), out, 0.0L);
            for (std::size_t i = 0; i < k; ++i) {
                a[i][k] /= sum;
                if (a[i][k] == 0)
                    continue;
                for (std::size_t j = 0; j < k; ++j)
                    a[i][j] += i == j ? 0 : a[i][k] * a[k][j];
            }
        }
        m_probabilities.assign(size, 1);
        for (std::size_t k = 1; k < size; ++k) {
            m_probabilities[k] = 0;
            for (std::size_t i = 0; i < k; ++i)
                m_probabilities[k] += m_probabilities[i] * a[i][k];
        }
        const long double sum = std::accumulate(m_probabilities.begin(), m_probabilities.end(), 0.0L);
        for (long double &probability : m_probabilities)
            probability /= sum;
    }

    std::map<State, std::size_t> m_numbers;
    std::vector<State> m_states;
    std::vector<long double> m_probabilities;
};

} // namespace coroscope::test
