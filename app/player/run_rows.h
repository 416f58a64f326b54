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
/// The set-ups of @p pattern, and which of them are in force at these parameter values (by position).
std::vector<SetupRow> setupRows(const PatternInfo &pattern, const std::vector<std::int64_t> &values);
/// The actions that can be taken on the run now.
std::vector<ActionRow> actionRows(const Session &session);
/// What is on the stage, for tooltips and screen readers.
std::vector<PlaceRow> placeRows(const SceneSource &source, const Session &session, const StageLayout &layout);
/// What can be done to @p subject, and asked about it: maps of action, index, label, effect and reason as PlaceRow has them; of
/// what is asked, the name of the panel's tab in place of an action.
QVariantList menuOf(const Subject &subject, const Session &session);

/// A pattern's numbers as shown: each with the span it covers.
std::vector<HeadlineRow> headlineRows(const std::vector<Headline> &headlines, const Recent &recent);

/// "Latency mean: 1.37 s (M/M/1), measured 1.41 s"
QStringList theoryLines(const std::vector<TheoryValue> &values);

} // namespace coroscope
