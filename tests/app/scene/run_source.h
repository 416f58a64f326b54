// SPDX-License-Identifier: MIT
#pragma once

#include "scene/scene_source.h"
#include "sim/pattern_run.h"

#include <limits>
#include <string>
#include <vector>

namespace coroscope::test {

/// What a picture is made from, of one run: everything a window would decide can be set.
class RunSource final : public SceneSource
{
public:
    using Given = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    explicit RunSource(Given given, Retention retention = {}, std::string_view pattern = "backpressure")
        : run(pattern, given, 1, retention)
    {
        runTo(0s);
    }

    /// Runs, and looks at what there is then.
    void runTo(Duration end)
    {
        run.runTo(end);
        lookAt(end);
    }
    /// Moves the playhead.
    void lookAt(Duration at)
    {
        m_playhead = Time{} + at;
        m_world = run.session.worldAt(m_playhead);
        m_values = run.session.valuesAt(m_playhead);
    }

    const Topology &topology() const override { return run.session.pattern().topology(); }
    const World &world() const override { return m_world; }
    Time playhead() const override { return m_playhead; }
    Time present() const override { return run.session.now(); }
    const History &history() const override { return run.session.history(); }
    const Trace *trace() const override { return &run.session.trace(); }
    const TaskPlaces *taskPlaces() const override
    {
        m_places.extend(run.session.trace(), run.session.keyFrames(), std::numeric_limits<std::size_t>::max());
        return &m_places;
    }
    std::span<const Place> selected() const override { return chosen; }
    const std::vector<std::int64_t> &values() const override { return m_values; }
    double playingSpeed() const override { return speed; }
    bool motionAllowed() const override { return motion; }
    double motionSeconds() const override { return stepSeconds; }
    Time settledUntil() const override { return settled; }
    Time forgottenBefore() const override { return forgotten; }
    Subject subject() const override { return asked; }
    std::optional<NodeRef> culprit() const override { return blamed; }
    std::optional<Ghost> ghost() const override { return left; }
    Recent recent() const override { return {history(), playhead(), window, forgotten}; }
    std::string markText(const History::Mark &mark) const override
    {
        if (mark.kind == History::Mark::Kind::Crash)
            return "crash";
        if (mark.kind == History::Mark::Kind::Restart)
            return "restart";
        if (mark.kind == History::Mark::Kind::Stuck)
            return "stuck";
        return std::to_string(mark.before) + ">" + std::to_string(mark.after);
    }

    PatternRun run;
    double speed = 1;
    bool motion = true;
    double stepSeconds = 0;
    Time settled = Time::min();
    Time forgotten{};
    Subject asked{}; ///< what is selected
    std::optional<NodeRef> blamed;
    std::optional<Ghost> left; ///< the run that this one has left
    std::vector<Place> chosen;
    Duration window = std::chrono::seconds(10); ///< of all figures

private:
    Time m_playhead{};
    mutable TaskPlaces m_places;
    World m_world;
    std::vector<std::int64_t> m_values;
};

} // namespace coroscope::test
