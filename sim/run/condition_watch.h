// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "run/stop_condition.h"
#include "trace/ledger.h"
#include "trace/trace.h"

#include <optional>
#include <vector>

namespace coroscope {

/// Follows the events of a run, each once and in order, and tells at which of them a condition is met. A channel that is
/// full or empty only within an instant, as when an item goes through it straight into waiting hands, does not count.
class ConditionWatch
{
public:
    /// @param topology of the run; must outlive it. @param before the run up to the first event that it will see.
    ConditionWatch(const StopCondition &condition, const Topology &topology, Ledger before = {});
    /// Where its events come from in the code, which a condition on a line needs; must outlive it.
    void lookUpSites(const CodeSites &sites) noexcept { m_sites = &sites; }

    /// The next event, which may not meet the condition: it is too early.
    void pass(const Event &event);
    /// The next event. @p sequence: its number.
    void look(const Event &event, Sequence sequence);
    /// Likewise, for whoever looks for the last event with which it is met, not for the first; see last().
    void lookForLast(const Event &event, Sequence sequence);
    /// All events of this instant have been seen: time moves on, or the run is at its end.
    void instantOver();
    /// The event of this instant with which it is met, if it still is when the instant is over.
    std::optional<Sequence> candidate() const noexcept { return m_candidate; }
    /// The event with which the condition was met first, once the instant is over.
    std::optional<Sequence> met() const noexcept { return m_met; }
    /// The last event so far of those in lookForLast(); of what has to hold when the instant is over, as far as it is.
    std::optional<Sequence> last() const noexcept { return m_last; }

private:
    struct Level {
        bool full = false;
        bool empty = true;
    };
    bool isMetBy(const Event &event);
    /// It is met only if it still is when the instant is over.
    bool isLevel() const noexcept
    {
        return m_condition.kind == StopCondition::Kind::Full || m_condition.kind == StopCondition::Kind::Empty;
    }
    bool isMetByChannel(const Delta &delta);
    bool stillHolds() const;
    bool isAtLine(SiteId site) const;
    bool comesToLine(const Delta &delta) const;
    bool concerns(std::uint32_t channel) const noexcept
    {
        return !m_condition.channel || *m_condition.channel == channel;
    }

    StopCondition m_condition;
    const Topology &m_topology;
    const CodeSites *m_sites = nullptr;
    Ledger m_ledger;
    std::vector<Level> m_levels; ///< by channel: as they were when the last instant was over
    Time m_now{};
    std::uint32_t m_channel = 0; ///< which meets it, of Full and Empty
    std::optional<Sequence> m_candidate;
    std::optional<Sequence> m_met;
    std::optional<Sequence> m_last;
};

/// The first event from number @p from on with which @p condition is met; nothing if there is none so far. With At it is
/// the first at that time or later. A function of its arguments.
/// @param before the run up to @p from, as World::ledger() of that moment has it; without it, it is worked out from the
/// events kept, which has to be all of them.
std::optional<Sequence> findNext(const Trace &trace, Sequence from, const StopCondition &condition,
                                 const Topology &topology);
std::optional<Sequence> findNext(const Trace &trace, Sequence from, const StopCondition &condition,
                                 const Topology &topology, Ledger before);

} // namespace coroscope
