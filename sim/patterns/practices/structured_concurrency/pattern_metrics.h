// SPDX-License-Identifier: MIT
#pragma once

#include "insight/metrics.h"
#include "pattern/pattern_metrics.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace coroscope::practices::structured {

/// What parts do after the request that started them has ended; counts as Metrics does, see there.
class OutlivingMetrics final : public PatternMetrics
{
public:
    explicit OutlivingMetrics(Time warmup) : m_warmup(warmup), m_computing(warmup), m_computingAlone(warmup) { }

    void consume(const Delta &delta) override;
    void advanceTo(Time now) override;

    /// Parts that were alive when their request ended.
    std::uint64_t outlivingTasks() const noexcept { return m_outlivingTasks; }
    /// How long they computed from then on, in seconds.
    double wastedSeconds() const noexcept { return static_cast<double>(m_computingAlone.integral()) / 1e9; }
    /// That as a share of the time that parts computed; nullopt if none did.
    std::optional<double> wastedShare() const;

private:
    /// A request or a part that is alive.
    struct Member {
        std::vector<TaskId> parts{}; ///< of a request
        bool computes = false;       ///< of a part: it has a thread
        bool alone = false;          ///< of a part: its request has ended
    };

    void end(const Event &event);
    void setComputing(const Event &event, bool computes);
    bool counts(Time time) const noexcept { return isMeasured(time, m_warmup); }

    Time m_warmup;
    std::unordered_map<TaskId, Member> m_members; ///< looked up, never iterated
    std::uint64_t m_outlivingTasks = 0;
    TimeIntegral m_computing; ///< parts that compute
    TimeIntegral m_computingAlone;
};

} // namespace coroscope::practices::structured
