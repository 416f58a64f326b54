// SPDX-License-Identifier: MIT
#include "scene/motion_time.h"

#include <algorithm>
#include <limits>

namespace coroscope {

namespace {

/// At most so many seconds of virtual time: at a high speed the picture would be seconds behind the numbers.
constexpr double furthestBehind = 0.5;
/// A motion takes no more than this share of the work that it leads to.
constexpr double mostOfWork = 0.25;

} // namespace

double easedOut(double share)
{
    const double rest = 1 - std::clamp(share, 0.0, 1.0);
    return 1 - rest * rest * rest;
}

double motionPace(const SceneSource &source)
{
    return std::min(source.playingSpeed(), furthestBehind / longestMotion);
}

double motionAge(Time time, const SceneSource &source)
{
    if (time <= source.settledUntil())
        return std::numeric_limits<double>::infinity();
    return inSeconds(source.playhead() - time) / motionPace(source) + source.motionSeconds();
}

double motionBefore(Duration work, const SceneSource &source)
{
    return std::min(longestMotion, mostOfWork * inSeconds(work) / motionPace(source));
}

double motionShare(Time since, const SceneSource &source, double seconds)
{
    if (!source.motionAllowed() || seconds <= 0)
        return 1;
    return std::clamp(motionAge(since, source) / seconds, 0.0, 1.0);
}

} // namespace coroscope
