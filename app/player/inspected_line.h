// SPDX-License-Identifier: MIT
#pragma once

#include "code/source_text.h"
#include "player/run.h"

#include <QString>

namespace coroscope {

/// The line of code that belongs to what is looked at.
struct InspectedLine {
    QString place{}; ///< "backpressure.cpp:41"; empty where none is known
    QString text{};  ///< the statement that it belongs to
    QString title{}; ///< what that is: "Its line of code", "Where it failed"
};

/// @p task: null if it is none; @p happened: the event, null if it is none. @p source: the file that was read last.
InspectedLine inspectedLine(const TaskView *task, const Event *happened, const Run &run, SourceText &source);

} // namespace coroscope
