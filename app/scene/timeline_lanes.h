// SPDX-License-Identifier: MIT
#pragma once

#include "scene/scene_source.h"

#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace coroscope {

/// What a lane of the timeline shows: a place, a channel, or all places of a group together.
struct LaneRef {
    bool isChannel = false;
    std::uint32_t channel = 0;
    Place place{};          ///< of a heading: the first of its group
    bool isHeading = false; ///< of a group
    bool folded = false;    ///< of a heading: it stands for all of them
    bool opens = false;     ///< the first lane of a group that can be folded and has no heading

    friend bool operator==(const LaneRef &, const LaneRef &) = default;
};

/// Groups that somebody has folded (true) or unfolded, by position in Topology::groups.
using LaneFolds = std::map<std::uint32_t, bool>;

/// The lanes from top to bottom: groups and channels in their order on the stage, from left to right; without those that
/// have had no part in the run in any of its variants so far. A group with many places is folded, unless somebody wants to
/// see them all. No list of them is made: there may be thousands.
class TimelineLanes
{
public:
    /// With more places than this a group is folded from the start, and has a heading.
    static constexpr std::size_t mostUnfolded = 12;

    TimelineLanes() = default;
    /// @p source must outlive it.
    TimelineLanes(const SceneSource &source, const LaneFolds &folds);

    std::size_t size() const noexcept { return m_count; }
    bool empty() const noexcept { return m_count == 0; }
    /// @p lane < size().
    LaneRef operator[](std::size_t lane) const;
    /// The lane of a place, or of its group while that is folded; nullopt if it has none.
    std::optional<std::size_t> laneOf(Place place) const;
    /// How many places a group has.
    std::size_t placesOf(std::uint32_t group) const { return m_history->groups()[group].lanes.size(); }

private:
    /// Of a channel, or of a group.
    struct Section {
        std::size_t first; ///< lane
        std::size_t count; ///< lanes, with the heading
        std::uint32_t index;
        bool isChannel;
        bool hasHeading;
        bool folded;
    };

    void addGroup(std::uint32_t group, const LaneFolds &folds);
    void add(Section section);

    const History *m_history = nullptr;
    std::vector<Section> m_sections;
    std::size_t m_count = 0;
};

TimelineLanes timelineLanes(const SceneSource &source, const LaneFolds &folds = {});

/// "Producer 2", "channel fill", "Producers · 90".
QString laneName(const LaneRef &lane, const TimelineLanes &lanes, const Topology &topology);
/// Briefer names of a heading, the longest first: "Producers", and what its tasks are called on the stage.
QStringList brieferNames(const LaneRef &lane, const Topology &topology);

} // namespace coroscope
