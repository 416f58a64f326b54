// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/duration_follower.h"
#include "kernel/live_duration.h"
#include "kernel/scope.h"

namespace coroscope {

/// A scope's deadline that follows a live duration: it is at its start plus the length; when the length changes, it
/// moves to the same start plus the new length, or strikes now if that has passed (as Trio's CancelScope.deadline,
/// which may be moved while the scope is open; tokio's timeout is fixed). Once it has struck, it stays so. timeout()
/// makes one for you.
class LiveDeadline final : private DurationFollower
{
public:
    /// Sets the deadline of @p scope to @p length from now. It follows until it is destroyed or the scope ends: make it
    /// in the scope's body. After that, and after a Scope::setDeadline() until the next change, the scope's deadline
    /// stays where it is.
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
