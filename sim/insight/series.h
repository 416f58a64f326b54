// SPDX-License-Identifier: MIT
#pragma once

#include "trace/time.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace coroscope {

/// A number that changes in steps over time, with its integral, so that its mean over any span costs two binary
/// searches however many steps there are. For pictures: integrals are doubles.
class Series
{
public:
    struct Step {
        Time from;
        std::int64_t value; ///< from `from` on
        double integral;    ///< of the value over time up to `from`, in value × ns
    };

    /// Sets the value from @p time on; @p time may not be before the last step's. An equal time replaces the value.
    /// @return by how much bytes() has grown
    std::size_t set(Time time, std::int64_t value);
    bool empty() const noexcept { return m_steps.empty(); }
    /// The value at @p time, after everything that happened then; nullopt before the first kept step.
    std::optional<std::int64_t> at(Time time) const noexcept;
    /// Integral over [from, to] in value × ns; before the first kept step the value counts as zero, after the last step
    /// its value holds for ever.
    double integral(Time from, Time to) const noexcept;
    /// Mean over [from, to], weighted by time; 0 for an empty span.
    double mean(Time from, Time to) const noexcept;
    /// All kept steps, oldest first.
    const std::deque<Step> &steps() const noexcept { return m_steps; }
    /// Position of the first step later than @p time.
    std::size_t firstAfter(Time time) const noexcept;
    /// Forgets the steps before @p time, except the one in force then.
    /// @return by how much bytes() has shrunk
    std::size_t forgetBefore(Time time);
    std::size_t bytes() const noexcept { return m_steps.size() * sizeof(Step); }

private:
    double integralUntil(Time time) const noexcept;

    std::deque<Step> m_steps;
};

/// Durations with the times at which they were measured, in order of time: latencies, waits.
class Samples
{
public:
    struct Sample {
        Time time;
        std::int64_t value;
    };

    /// @p time may not be before the last sample's.
    /// @return by how much bytes() has grown
    std::size_t add(Time time, std::int64_t value)
    {
        m_samples.push_back({time, value});
        return sizeof(Sample);
    }
    /// All kept samples, oldest first.
    const std::deque<Sample> &all() const noexcept { return m_samples; }
    /// Position of the first sample later than @p time.
    std::size_t firstAfter(Time time) const noexcept;
    /// @return by how much bytes() has shrunk
    std::size_t forgetBefore(Time time);
    std::size_t bytes() const noexcept { return m_samples.size() * sizeof(Sample); }

private:
    std::deque<Sample> m_samples;
};

} // namespace coroscope
