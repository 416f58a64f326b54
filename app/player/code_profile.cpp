// SPDX-License-Identifier: MIT
#include "player/code_profile.h"

#include "player/selection.h"

#include <numeric>

namespace coroscope {

namespace {

/// Events that it goes through at a time: a few milliseconds.
constexpr Sequence portion = 20'000;

} // namespace

void CodeProfile::clear()
{
    m_study.reset();
    m_lines.clear();
    m_failures.clear();
    m_whole = 0;
}

bool CodeProfile::goOn(const Run &run)
{
    const std::span<const Place> selected = run.selected();
    if (!m_study || !std::equal(selected.begin(), selected.end(), m_places.begin(), m_places.end())) {
        m_places.assign(selected.begin(), selected.end());
        m_study.emplace(run.topology(), m_places);
    }
    const Recent recent = run.recent();
    const Session &session = run.session();
    if (!m_study->goOn(session.trace(), session.keyFrames(), recent.from(), recent.to(), run.player().position(),
                       portion))
        return false;
    m_whole = 0;
    return true;
}

std::int64_t CodeProfile::sum(const LookTimes &times)
{
    return std::accumulate(times.ns.begin(), times.ns.end(), std::int64_t{0});
}

bool CodeProfile::hasPart(const Run &run, std::uint32_t group)
{
    const std::vector<TaskGroup> &groups = run.topology().groups;
    if (group >= groups.size() || !groups[group].when)
        return true;
    const Alternative &when = *groups[group].when;
    return run.values().at(when.parameter) == when.value;
}

} // namespace coroscope
