// SPDX-License-Identifier: MIT
#pragma once

#include "insight/quantiles.h"
#include "pattern/pattern_metrics.h"

#include <cstdint>
#include <optional>

namespace coroscope::practices {

/// How long tasks of one group waited for something, a sample each time they got it, zeros included.
class WaitMetrics : public PatternMetrics
{
public:
    /// @param got the kind of event that ends a wait; its payload is the length. @param group position in the topology.
    WaitMetrics(Time warmup, EventKind got, std::uint32_t group) : m_warmup(warmup), m_got(got), m_group(group) { }

    void consume(const Delta &delta) override;

    // In seconds, over (warm-up, now]; nullopt without samples.
    std::optional<double> mean() const;
    std::optional<double> p99() const;

private:
    Time m_warmup;
    EventKind m_got;
    std::uint32_t m_group;
    Quantiles m_waits;
};

/// The mean of waits in ns, in seconds; nullopt without samples.
std::optional<double> meanSeconds(const Quantiles &waits);
/// Likewise the @p p-quantile.
std::optional<double> quantileSeconds(const Quantiles &waits, double p);

} // namespace coroscope::practices
