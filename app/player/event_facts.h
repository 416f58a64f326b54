// SPDX-License-Identifier: MIT
#pragma once

#include "player/run.h"
#include "player/subject_text.h"

#include <QString>

#include <vector>

namespace coroscope {

// What is said of something that has happened, which somebody has selected.

/// What kind of thing it is: "failure", "timeout", "lost request". @p things: what the pattern's items are.
QString nameOfEvent(const Event &event, const Noun &things);
/// When it was, seen from the playhead, and what it is about: each can be gone to. The event is kept.
std::vector<Fact> factsAboutEvent(Sequence number, const Run &run);
/// When a bookmark is, seen from the playhead.
Fact factAboutBookmark(Time at, const Run &run);

} // namespace coroscope
