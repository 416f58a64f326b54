// SPDX-License-Identifier: MIT
#pragma once

#include "trace/time.h"

#include <QElapsedTimer>

namespace coroscope {

/// Motion on the stage while time is paused: that of a step, and what was under way when playing stopped, run out. After
/// that the picture is that of the moment, with everything at its place. Nothing moves at all while the user scrubs, where
/// the playhead has been placed, or when reduced motion has been asked for.
class StepMotion
{
public:
    /// How long the motion of a step is played, in seconds of wall time.
    static constexpr double ofStep = 0.3;

    bool reduced() const noexcept { return m_reduced; }
    void setReduced(bool reduced) noexcept { m_reduced = reduced; }
    /// The playhead is being dragged, or has been placed: nothing moves.
    void scrub() noexcept { m_scrubbing = true; }
    /// Playing goes on from @p playhead: from now on motion follows the playhead alone. What had got there while time was
    /// paused does not set out again; @p backwards it does, as everything comes back.
    void goOn(Time playhead, bool backwards)
    {
        if (backwards)
            m_settledUntil = Time::min();
        else if (isPaused())
            m_settledUntil = playhead;
        m_scrubbing = false;
        m_sincePause.invalidate();
    }
    /// Shows what has happened since @p from, and at that time.
    void step(Time from)
    {
        m_settledUntil = from - Duration(1);
        m_scrubbing = false;
        m_sincePause.start();
    }
    /// Playing has stopped: what is under way goes on to where it belongs.
    void runOut()
    {
        if (!isPaused())
            m_sincePause.start();
    }

    bool allowed() const noexcept { return !m_reduced && !m_scrubbing; }
    /// Wall time since the last step forward, or since playing stopped; 0 while it plays.
    double seconds() const
    {
        return m_sincePause.isValid() ? static_cast<double>(m_sincePause.nsecsElapsed()) / 1e9 : 0;
    }
    /// What has happened up to then has got where it belongs.
    Time settledUntil() const noexcept { return m_settledUntil; }

private:
    bool isPaused() const noexcept { return m_scrubbing || m_sincePause.isValid(); }

    bool m_reduced = false;
    bool m_scrubbing = true; ///< nothing has been played yet
    QElapsedTimer m_sincePause;
    Time m_settledUntil = Time::min();
};

} // namespace coroscope
