// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/intrusive_list.h"

namespace coroscope {

/// Hears when the mean of a LiveDuration has been turned; see LiveDuration::follow(). Stops following when it is destroyed.
/// Work and sleep do without: they are in a list of their own.
class DurationFollower : public ListNode<DurationFollower>
{
public:
    /// The new mean is in force. Nobody else may start or stop following meanwhile.
    virtual void durationChanged() = 0;

protected:
    ~DurationFollower() = default;
};

} // namespace coroscope
