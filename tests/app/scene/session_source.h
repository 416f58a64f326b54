// SPDX-License-Identifier: MIT
#pragma once

#include "run/session.h"
#include "scene/scene_source.h"

#include <string>
#include <vector>

namespace coroscope::test {

/// A run at its present, with a task that is asked for.
class SessionSource final : public SceneSource
{
public:
    SessionSource(const PatternInfo &pattern, const RunSettings &settings) : session(pattern, settings) { }

    const Topology &topology() const override { return session.pattern().topology(); }
    const World &world() const override { return session.world(); }
    Time playhead() const override { return session.now(); }
    Time present() const override { return session.now(); }
    const History &history() const override { return session.history(); }
    const std::vector<std::int64_t> &values() const override { return m_values = session.valuesAt(session.now()); }
    double playingSpeed() const override { return 1; }
    bool motionAllowed() const override { return false; }
    double motionSeconds() const override { return 0; }
    Time forgottenBefore() const override { return {}; }
    std::string markText(const History::Mark &) const override { return {}; }
    Subject subject() const override { return asked; }

    Session session;
    Subject asked{};

private:
    mutable std::vector<std::int64_t> m_values;
};

} // namespace coroscope::test
