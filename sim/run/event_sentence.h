// SPDX-License-Identifier: MIT
#pragma once

#include "insight/task_places.h"
#include "insight/world.h"
#include "pattern/pattern.h"
#include "text/sentence.h"

namespace coroscope {

/// What has happened, in a sentence: "Consumer 1 took item 41 from the channel." Where it begins with a name ("item 41
/// is lost.") it still needs its capital. @p world is the one right after it, from which tasks get their names. Empty
/// for an event that only supplements the one before it (DeadlockLink).
Sentence sentence(const Event &event, const World &world, const PatternInfo &pattern);
/// The same without the world of that moment: tasks get their names from @p places, also those that have been replaced.
Sentence sentence(const Event &event, const TaskPlaces &places, const PatternInfo &pattern);

} // namespace coroscope
