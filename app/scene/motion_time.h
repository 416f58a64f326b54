// SPDX-License-Identifier: MIT
#pragma once

#include "scene/scene_source.h"

namespace coroscope {

// All motion is a function of the run and the playhead, so that it plays backwards as well. When the playhead stops it
// runs out: the picture of a moment that is looked at has everything at its place.

/// A motion takes so many seconds of wall time, and never more.
inline constexpr double longestMotion = 0.25;

/// @p share of the time as a share of the way: fast at first, then slower.
double easedOut(double share);
/// Virtual per wall time, for motion: a quarter of a second of wall time, and at most half a one of virtual time.
double motionPace(const SceneSource &source);
/// Seconds of motion since @p time; infinity where that has settled.
double motionAge(Time time, const SceneSource &source);
/// Seconds that a motion may take that leads to work of this length: a task at work has what it works on.
double motionBefore(Duration work, const SceneSource &source);
/// How far what began at @p since has come, 0 … 1; 1 where nothing moves.
double motionShare(Time since, const SceneSource &source, double seconds = longestMotion);

} // namespace coroscope
