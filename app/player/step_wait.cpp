// SPDX-License-Identifier: MIT
#include "player/step_wait.h"

#include <algorithm>

namespace coroscope {

void StepWait::begin(const GoOn &goOn, const Session &session)
{
    m_goOn = goOn;
    m_watch.reset();
    if (goOn.kind != GoOn::Kind::Event)
        return;
    m_watch = std::make_unique<ConditionWatch>(goOn.event, session.pattern().topology());
    m_watch->lookUpSites(session.trace().sites());
    m_watched = session.trace().firstKept();
    m_watchedTime = {};
}

void StepWait::stop()
{
    m_goOn = {};
    m_watch.reset();
}

bool StepWait::isTurnedOrMeasured(Session &session) const
{
    if (m_goOn.kind != GoOn::Kind::Turned && m_goOn.kind != GoOn::Kind::Number)
        return false;
    SweepRun now{.numbers = {}, .theory = {}, .outcome = session.outcome()};
    if (m_goOn.kind == GoOn::Kind::Number)
        now.numbers = sweepNumbers(session);
    return isReached(m_goOn.goal, session.values(), now);
}

bool StepWait::hasHappened(const Trace &trace, Sequence end)
{
    if (!m_watch)
        return false;
    for (m_watched = std::max(m_watched, trace.firstKept()); m_watched < end; ++m_watched) {
        const Event &event = trace.at(m_watched);
        if (event.time > m_watchedTime)
            m_watch->instantOver();
        m_watchedTime = event.time;
        m_watch->look(event, m_watched);
    }
    return m_watch->met() || m_watch->candidate();
}

} // namespace coroscope
