// SPDX-License-Identifier: MIT
#pragma once

#include "insight/recent.h"
#include "models/row_models.h"
#include "pattern/pattern.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <QStringList>

#include <vector>

namespace coroscope {

class Session;

/// The rail: all patterns there are. @p current is the one that is shown.
std::vector<PatternRow> patternRows(const PatternInfo &current);
/// The set-ups of @p pattern, and which of them are in force with these values, by position.
std::vector<SetupRow> setupRows(const PatternInfo &pattern, const std::vector<std::int64_t> &values);
/// What can be done to the run as it stands.
std::vector<ActionRow> actionRows(const Session &session);
/// What stands on the stage, for those who point at it or have it read out.
std::vector<PlaceRow> placeRows(const SceneSource &source, const Session &session, const StageLayout &layout);

/// What is shown of a pattern's numbers: each with what it is over.
std::vector<HeadlineRow> headlineRows(const std::vector<Headline> &headlines, const Recent &recent);

/// "Latency mean: 1.37 s (M/M/1), measured 1.41 s"
QStringList theoryLines(const std::vector<TheoryValue> &values);

} // namespace coroscope
