// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/intrusive_list.h"

namespace coroscope {

/// Is notified when the mean of a LiveDuration changes; see LiveDuration::follow(). Stops following when it is
/// destroyed. Work and sleep are not followers: they are in a list of their own.
class DurationFollower : public ListNode<DurationFollower>
{
public:
    /// The new mean is in force. No follower may be added or removed during the call.
    virtual void durationChanged() = 0;

protected:
    ~DurationFollower() = default;
};

} // namespace coroscope
