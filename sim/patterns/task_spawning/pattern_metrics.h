// SPDX-License-Identifier: MIT
#pragma once

#include "insight/thread_times.h"
#include "pattern/pattern_metrics.h"

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace coroscope::spawning {

/// What the measures of the pattern count besides Metrics. A burst counts at the time at which its last task ended.
class SpawningMetrics final : public PatternMetrics
{
public:
    explicit SpawningMetrics(Time warmup) : m_warmup(warmup), m_threads(warmup) { }

    void consume(const Delta &delta) override;
    void advanceTo(Time now) override { m_threads.advanceTo(now); }

    const ThreadTimes &threads() const noexcept { return m_threads; }
    /// From the start of a burst to the end of its last task, in seconds; nullopt before the first burst has ended.
    std::optional<double> burstMean() const;
    /// The time that tasks computed and waited, except for a thread, per time that their bursts took.
    std::optional<double> speedup() const;
    /// Tasks whose failure went unseen.
    std::uint64_t unseenFailures() const noexcept { return m_unseenFailures; }
    /// Tasks that were alive when their parent ended.
    std::uint64_t outlivingTasks() const noexcept { return m_outlivingTasks; }

private:
    /// A parent or a task that is alive.
    struct Member {
        TaskId parent = 0;          ///< of a task
        std::uint32_t burst = 0;    ///< 0: none yet
        std::uint32_t children = 0; ///< alive, of a parent
    };

    bool counts(Time time) const noexcept { return isMeasured(time, m_warmup); }
    void spawn(const Delta &delta);
    void end(const Event &event);
    void endBurst(const Event &event);

    Time m_warmup;
    ThreadTimes m_threads;
    // Looked up, never iterated.
    std::unordered_map<TaskId, Member> m_members;
    std::unordered_map<std::uint32_t, Duration> m_ownTimes; ///< by burst, of those under way
    std::uint64_t m_bursts = 0;                             ///< ended in the measured time; likewise:
    double m_burstSeconds = 0;
    double m_ownSeconds = 0;
    std::uint64_t m_unseenFailures = 0;
    std::uint64_t m_outlivingTasks = 0;
};

} // namespace coroscope::spawning
