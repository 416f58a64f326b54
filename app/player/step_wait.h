// SPDX-License-Identifier: MIT
#pragma once

#include "lesson/lesson.h"
#include "run/condition_watch.h"

#include <memory>

namespace coroscope {

/// What a step of a lesson waits for in the run that is shown.
class StepWait
{
public:
    /// Waits for this from now on, in that run.
    void begin(const GoOn &goOn, const Session &session);
    void stop();
    /// Whether what is turned, or what the run measures, is as it is waited for.
    bool isTurnedOrMeasured(Session &session) const;
    /// Looks at the events before position @p end of the trace that have not been looked at yet; whether what is waited for
    /// is among them.
    bool hasHappened(const Trace &trace, Sequence end);

private:
    GoOn m_goOn{};
    std::unique_ptr<ConditionWatch> m_watch; ///< for an event
    Sequence m_watched = 0;
    Time m_watchedTime{};
};

} // namespace coroscope
