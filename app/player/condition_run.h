// SPDX-License-Identifier: MIT
#pragma once

#include "player/player.h"
#include "run/condition_watch.h"

#include <chrono>
#include <optional>

namespace coroscope {

/// Looks for the next moment after the playhead at which a condition is met: in what has been run already, and then by
/// running on, up to the end of the instant of that moment and no further.
class ConditionRun
{
public:
    /// How it ended, or that it has not.
    enum class End : std::uint8_t {
        None,
        Met,
        TooFar,      ///< it is not met up to the bound, which is the present now
        NothingMore, ///< nothing will happen any more, unless something is changed
    };

    /// @param player must outlive it, and the session that it plays too. @param bound how far it runs on at most.
    ConditionRun(Player &player, const StopCondition &condition, Time bound);

    /// Goes on for at most @p patience of wall time. While it runs on, the playhead is at the present.
    End goOn(std::chrono::nanoseconds patience);
    /// The event with which the condition is met, once it is.
    std::optional<Sequence> found() const noexcept { return m_watch.met(); }
    /// How far it has come.
    Time reached() const noexcept { return m_reached; }

private:
    End look();
    End runOn();

    Player &m_player;
    Session &m_session;
    ConditionWatch m_watch;
    Time m_bound;
    Sequence m_next; ///< the first event that it has not seen
    Time m_reached;
};

} // namespace coroscope
