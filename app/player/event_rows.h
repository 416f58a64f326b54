// SPDX-License-Identifier: MIT
#pragma once

#include "models/event_model.h"
#include "run/event_sentence.h"

#include <QString>

#include <vector>

namespace coroscope {

/// What has happened, in a sentence that begins with a capital.
QString eventText(const Event &event, const TaskPlaces &places, const PatternInfo &pattern);
/// How what the event is about fares after it, as EventRow::look: of a task its condition as far as the event tells it,
/// of an item or a job how it ended.
QString eventLook(const Event &event, const Topology &topology);

/// The kept events with these numbers, in order, as lines from the top. A time has as many digits as tell it apart from that of
/// the line above.
std::vector<EventRow> eventRows(const std::vector<Sequence> &events, const Trace &trace, const TaskPlaces &places,
                                const PatternInfo &pattern);

} // namespace coroscope
