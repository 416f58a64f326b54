// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/duration_follower.h"
#include "kernel/live_duration.h"
#include "kernel/scope.h"

namespace coroscope {

/// A deadline of a scope that follows a live duration: it stands at its start plus the length, and when that is turned, at the
/// same start plus the new length, or strikes now if that has passed (as Trio's CancelScope.deadline, which may be moved while
/// the scope is open; tokio's timeout is fixed). One that has struck stays struck. timeout() makes it for you.
class LiveDeadline final : private DurationFollower
{
public:
    /// Of @p scope, @p length from now. It follows as long as it lives, at the longest to the scope's end: it stands in the
    /// scope's body. After that, and after a Scope::setDeadline() up to the next turn, the scope's deadline stays where it is.
    LiveDeadline(Scope &scope, Sample length);

private:
    void durationChanged() override;
    Time end() const noexcept { return later(m_start, m_length); }

    ScopeRef m_scope;
    Sample m_sample;
    Time m_start;
    Duration m_length;
};

} // namespace coroscope
