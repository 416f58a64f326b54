// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>

namespace coroscope {

/// Motion on the stage that does not follow virtual time: that of a step, played while time is paused. Nothing moves
/// while the user scrubs, or has asked for reduced motion.
class StepMotion
{
public:
    /// How long the motion of a step is played, in seconds of wall time.
    static constexpr double ofStep = 0.3;

    bool reduced() const noexcept { return m_reduced; }
    void setReduced(bool reduced) noexcept { m_reduced = reduced; }
    /// The playhead is being dragged, or has been placed: nothing moves.
    void scrub() noexcept { m_scrubbing = true; }
    /// Playing goes on from where it is: from now on motion follows the playhead alone, so that pausing stops it.
    void goOn() noexcept
    {
        m_scrubbing = false;
        m_sinceStep.invalidate();
    }
    void step()
    {
        m_scrubbing = false;
        m_sinceStep.start();
    }

    bool allowed() const noexcept { return !m_reduced && !m_scrubbing; }
    /// Wall time since the last step forward; 0 if there was none.
    double seconds() const { return m_sinceStep.isValid() ? static_cast<double>(m_sinceStep.nsecsElapsed()) / 1e9 : 0; }

private:
    bool m_reduced = false;
    bool m_scrubbing = false;
    QElapsedTimer m_sinceStep;
};

} // namespace coroscope
