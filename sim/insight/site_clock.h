// SPDX-License-Identifier: MIT
#pragma once

#include "insight/look_times.h"
#include "insight/world.h"
#include "pattern/topology.h"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace coroscope {

/// How often tasks failed, and others made nothing of it.
struct SiteFailures {
    std::int64_t threw = 0;   ///< having gone on from where they waited or worked last
    std::int64_t struck = 0;  ///< in the midst of that: they were made to fail
    std::int64_t dropped = 0; ///< the error of another was thrown away, by one that waited there last

    SiteFailures &operator+=(const SiteFailures &other) noexcept
    {
        threw += other.threw;
        struck += other.struck;
        dropped += other.dropped;
        return *this;
    }
    friend SiteFailures operator-(SiteFailures one, const SiteFailures &other) noexcept
    {
        return {one.threw - other.threw, one.struck - other.struck, one.dropped - other.dropped};
    }
    friend bool operator==(const SiteFailures &, const SiteFailures &) = default;
};

/// For how long tasks were at each place in the code, by their group and by how they fared there, for somebody or for
/// nobody; a fold over events.
/// Where a task is, see SiteTimes. Of use is the difference of two of them.
class SiteClock
{
public:
    /// A group of the topology, and a place in the code: 0 before a task has got to any.
    using Where = std::pair<std::uint32_t, SiteId>;
    using Times = std::map<Where, LookTimes>;
    using Failures = std::map<Where, SiteFailures>;

    /// Of all tasks, or, if there are any @p places, of those in them. @p topology must outlive this.
    explicit SiteClock(const Topology &topology, std::vector<Place> places = {});

    /// Begins at @p time, with things as they are in @p world.
    void begin(const World &world, Time time);
    void apply(const Event &event);
    /// Up to @p time, which is not before the last event.
    Times until(Time time) const;
    /// Since it began.
    const Failures &failures() const noexcept { return m_failures; }

private:
    struct Standing {
        Where where{};
        std::size_t look = 0;
        Time since{};
        Circumstances circumstances{};
        bool counts = false;
    };

    bool wants(Place place) const;
    Standing &standing(std::uint32_t slot);
    void note(Standing &task, Time time);
    void take(Standing &task, const LedgerTask &as, Time time);

    const Topology *m_topology;
    std::vector<Place> m_places; ///< sorted
    Ledger m_ledger;
    std::vector<Standing> m_standing; ///< by slot of the ledger
    Times m_times;
    Failures m_failures;
};

} // namespace coroscope
