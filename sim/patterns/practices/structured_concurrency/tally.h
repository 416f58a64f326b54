// SPDX-License-Identifier: MIT
#pragma once

#include "insight/tally.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace coroscope::practices::structured {

/// What parts do after the request that started them has ended.
class OutlivingTally final : public Tally
{
public:
    explicit OutlivingTally(Time warmup) : m_warmup(warmup) { }

    void consume(std::span<const Event> events, Sequence first) override;

    /// Parts that were alive when their request ended.
    std::uint64_t outlivingTasks() const noexcept { return m_outlivingTasks; }
    /// How long they computed from then on, up to the last thread they let go of, in seconds.
    double wastedSeconds() const noexcept { return m_wastedSeconds; }
    /// That per time that parts computed, in (warm-up, now]; nothing where none did.
    std::optional<double> wastedShare() const;

private:
    /// A request or a part that is alive.
    struct Member {
        std::vector<TaskId> parts{};      ///< of a request
        Time threadSince{};               ///< of a part that computes
        std::optional<Time> aloneSince{}; ///< of a part: when its request ended
    };

    void apply(const Event &event);
    void end(const Event &event);
    void addHeld(const Event &event);

    Time m_warmup;
    std::unordered_map<TaskId, Member> m_members; ///< looked up, never iterated
    std::uint64_t m_outlivingTasks = 0;
    double m_wastedSeconds = 0;
    double m_countedWasted = 0; ///< after the warm-up, as the next
    double m_countedHeld = 0;
};

} // namespace coroscope::practices::structured
