// SPDX-License-Identifier: MIT
#pragma once

#include "scene/scene_source.h"
#include "sim/hand_made.h"

#include <string>
#include <utility>
#include <vector>

namespace coroscope::test {

/// What a picture is made from, of a topology and events made by hand; the playhead stands at the last event.
class HandSource final : public SceneSource
{
public:
    HandSource(Topology topology, const std::vector<Event> &events)
        : m_topology(std::move(topology)), m_history(m_topology, {})
    {
        m_reducer.add(m_history);
        happen(events);
    }

    void happen(const std::vector<Event> &events)
    {
        m_world.apply(events);
        m_reducer.consume(events, 0);
        m_playhead = m_world.time();
    }
    void lookAt(Duration at) { m_playhead = moment(at); }

    const Topology &topology() const override { return m_topology; }
    const World &world() const override { return m_world; }
    Time playhead() const override { return m_playhead; }
    Time present() const override { return m_world.time(); }
    const History &history() const override { return m_history; }
    const std::vector<std::int64_t> &values() const override { return m_values; }
    double playingSpeed() const override { return 1; }
    bool motionAllowed() const override { return motion; }
    double motionSeconds() const override { return 0; }
    Time forgottenBefore() const override { return {}; }
    std::string markText(const History::Mark &) const override { return {}; }
    std::span<const Place> selected() const override { return chosen; }
    std::optional<Place> pointedAt() const override { return pointed; }
    std::optional<Ghost> ghost() const override { return left; }
    Subject subject() const override { return asked; }

    bool motion = true;
    std::vector<Place> chosen;
    std::optional<Place> pointed;
    std::optional<Ghost> left; ///< the run that this one has left
    Subject asked{};

private:
    const Topology m_topology;
    World m_world;
    History m_history;
    Reducer m_reducer;
    Time m_playhead{};
    std::vector<std::int64_t> m_values;
};

} // namespace coroscope::test
